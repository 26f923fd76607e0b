namespace ScreeningApi.Tests.Batches.Files;

/// <summary>What separates the cells is seen from the header and the rows together.</summary>
public sealed class SeparatorTests
{
    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',', 3)]
    [InlineData("a;b;c\n1,5;2,5;3,5\n", ';', 3)]
    [InlineData("a\tb\tc\n1,5\t2;3\t3\n", '\t', 3)]
    [InlineData("a|b|c\n1,2|3;4|5\n", '|', 3)]
    [InlineData("a\n1\n", ',', 1)]
    [InlineData("description\n\"Bolt, steel\"\n", ',', 1)]
    [InlineData("Value, USD;Country\n1;AE\n2;IR\n", ';', 2)]
    [InlineData("HS;Goods, such as parts, tools, others;To\n1;x;AE\n2;y;IR\n", ';', 3)]
    [InlineData("\"a,b,c,d\";e\n1;2\n", ';', 2)]
    [InlineData("\"a;b\nc;d\",e,f\n1,2,3\n", ',', 3)]
    [InlineData("a,b;c\n5\" x 6\",1;2\n5\",2;3\n", ',', 2)]
    [InlineData("a\tb\n\"1\t\"\"2\"\t3\n", '\t', 2)]
    [InlineData("sep=;\na,b;c\n1,2;3\n", ';', 2)]
    [InlineData("\uFEFFSEP=|\r\na,b|c,d\r\n1|2\r\n", '|', 2)]
    public async Task The_separator_is_found(string text, char separator, int columns)
    {
        var file = await ReadFile.OfAsync(text);
        Assert.Equal((separator, columns), (file.Shape.Separator, file.Shape.Headers.Count));
        Assert.All(file.Rows, r => Assert.Null(r.Fault));
    }

    [Fact]
    public async Task A_line_that_names_the_separator_is_no_row()
    {
        var file = await ReadFile.OfAsync("sep=;\r\na;b\r\n1;2\r\n");
        Assert.Equal(["a", "b"], file.Shape.Headers);
        Assert.Equal((2, "1|2"), (Assert.Single(file.Rows).Number, file.Rows[0].Joined));
    }

    [Fact]
    public async Task Rows_that_do_not_fit_the_header_do_not_decide()
    {
        var file = await ReadFile.OfAsync("a;b;c\n" + string.Concat(Enumerable.Repeat("one, two, three, four\n", 40)) + "1;2;3\n");
        Assert.Equal(';', file.Shape.Separator);
    }
}
