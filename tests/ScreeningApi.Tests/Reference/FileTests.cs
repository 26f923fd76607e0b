using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Reference;

/// <summary>Files that people edit, and how they are told what is wrong with them.</summary>
public sealed class FileTests
{
    [Theory]
    [InlineData("categories.csv", "sensitivity", "high", "categories.csv line 2, column sensitivity: found 'high', expected a number")]
    [InlineData("categories.csv", "code", "", "categories.csv line 2, column code: found nothing, expected a value")]
    [InlineData("destinations.csv", "valid_from", "1.1.2024", "destinations.csv line 2, column valid_from: found '1.1.2024', expected a date such as 2026-11-23, or nothing")]
    public void A_cell_that_cannot_be_read_is_named_by_file_line_and_column(string file, string column, string cell, string message)
    {
        using var copy = new ReferenceCopy();
        copy.Set(file, column, cell);
        Assert.Equal(message, Assert.Throws<ReferenceFileException>(() => ReferenceFolder.Read(copy.Path)).Message);
    }

    [Theory]
    [InlineData("categories.csv", "sensitivity")]
    [InlineData("rules/uav.csv", "citation")]
    public void A_column_that_is_missing_is_named(string file, string column)
    {
        using var copy = new ReferenceCopy();
        copy.Rename(file, column, "something_else");
        var refused = Assert.Throws<ReferenceFileException>(() => ReferenceFolder.Read(copy.Path));
        Assert.Contains($"{Path.GetFileName(file)} line 2, column {column}: found no such column", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_too_many_cells_is_named_by_its_line()
    {
        using var copy = new ReferenceCopy();
        copy.Append("categories.csv", "a,b,c,d,e,f,g,h,i,j,k");
        var refused = Assert.Throws<ReferenceFileException>(() => ReferenceFolder.Read(copy.Path));
        Assert.StartsWith("categories.csv line 18", refused.Message, StringComparison.Ordinal);
    }
}
