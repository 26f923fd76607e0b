using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Tables as people write them: every row is there once, with its number, and says so itself when it cannot be read.</summary>
public sealed class CsvRowTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "2:1|2 3:3|4")]
    [InlineData("a,b\r\n1,2\r\n3,4", "2:1|2 3:3|4")]
    [InlineData("a,b\r1,2\r3,4\r", "2:1|2 3:3|4")]
    [InlineData("a,b\n1,2\r\n3,4\r5,6", "2:1|2 3:3|4 4:5|6")]
    [InlineData("a,b\n\n1,2\n\r\n,\n  ,\t\n\"\",\n3,4\n\n", "3:1|2 8:3|4")]
    [InlineData("a,b\n1\n", "2:1|")]
    [InlineData("a,b\n,2\n", "2:|2")]
    [InlineData("a,b\n\"x\ny\",2\n3,4\n", "2:x\ny|2 3:3|4")]
    [InlineData("a,b\n\"x\r\ny\",\"2\"\r\n3,4\r\n", "2:x\r\ny|2 3:3|4")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "2:say \"hi\"|\"")]
    [InlineData("a,b\n5\" pipe,6\" x 7\"\n", "2:5\" pipe|6\" x 7\"")]
    [InlineData("a,b\n 1 ,\" 2 \"\n", "2: 1 | 2 ")]
    [InlineData("a,a,\n1,2,3\n", "2:1|2|3")]
    [InlineData("a,b\n", "")]
    [InlineData("a,b", "")]
    public async Task Rows_are_read(string text, string rows)
    {
        var file = await ReadFile.OfAsync(text);
        Assert.Equal(rows, string.Join(' ', file.Rows.Select(r => $"{r.Number}:{r.Joined}")));
        Assert.All(file.Rows, r => Assert.Null(r.Fault));
    }

    [Theory]
    [InlineData("1,2,3", "found 3 cells, expected 2 as in the header", "1|2")]
    [InlineData("1,2,", "found 3 cells, expected 2 as in the header", "1|2")]
    [InlineData("\"x\"y,2", "column 'a': found text after a closing quote, '\"x\"y', expected quotes inside a cell to be doubled", "xy|2")]
    [InlineData("1,\"x\" ", "column 'b': found text after a closing quote, '\"x\" ', expected quotes inside a cell to be doubled", "1|x ")]
    [InlineData("\"x\n9,\"y,2", "column 'a': found text after a closing quote in a cell of 2 lines, '\"x 9,\"y', expected quotes inside a cell to be doubled", "x\n9,y|2")]
    [InlineData("5\",\"x\"y", "column 'b': found text after a closing quote, '\"x\"y', expected quotes inside a cell to be doubled", "5\"|xy")]
    [InlineData("1, \"2", "column 'b': found a space before a quote, ' \"2', expected the quote to be the first of the cell", "1| \"2")]
    [InlineData("1,x\0y", "column 'b': found a NUL character, expected text", "1|x\uFFFDy")]
    public async Task A_row_that_could_be_read_in_two_ways_is_a_faulty_one(string row, string fault, string cells)
    {
        var file = await ReadFile.OfAsync($"a,b\n0,0\n{row}\n8,9\n");
        Assert.Equal(3, file.Rows.Count);
        Assert.Equal((3, fault, cells), (file.Rows[1].Number, file.Rows[1].Fault, file.Rows[1].Joined));
        Assert.Equal((4, null, "8|9"), (file.Rows[2].Number, file.Rows[2].Fault, file.Rows[2].Joined));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", "row 3, column 'b': found a quote that is never closed, '\"4 5,6 '")]
    [InlineData("a,b\n1,\"", "row 2, column 'b': found a quote that is never closed")]
    [InlineData("a,b\n\"", "row 2, column 'a': found a quote that is never closed")]
    [InlineData("a,b\n5\",\"1\"\"\n", "row 2, column 'b': found a quote that is never closed")]
    [InlineData("a,\"b\n1,2\n", "row 1, column 2: found a quote that is never closed")]
    public async Task A_quote_that_is_never_closed_ends_the_file_with_the_row_where_it_opened(string text, string message)
    {
        var refused = await ReadFile.RefusedAsync(text);
        Assert.Equal((400, "unclosedQuote"), (refused.Status, refused.Code));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n1,2\n")]
    [InlineData(",,\n1,2,3\n")]
    [InlineData("\" \",\t\n1,2\n")]
    [InlineData("\n\n\n")]
    public async Task A_file_without_a_header_is_refused(string text)
    {
        var refused = await ReadFile.RefusedAsync(text);
        Assert.Equal((422, "noHeader"), (refused.Status, refused.Code));
        Assert.Contains("row 1: found no header", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,\"b\"c\n1,2\n", "row 1, column 2: found text after a closing quote")]
    [InlineData("a,b\0\n1,2\n", "row 1, column 2: found a NUL character")]
    public async Task A_header_that_could_be_read_in_two_ways_is_refused(string text, string message)
    {
        var refused = await ReadFile.RefusedAsync(text);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_columns_are_read_and_one_more_is_refused()
    {
        Assert.Equal(200, (await ReadFile.OfAsync(Columns(200))).Shape.Headers.Count);
        foreach (var columns in new[] { 201, 1_000_000 / 2 })
        {
            var refused = await ReadFile.RefusedAsync(Columns(columns));
            Assert.Equal((413, "tooManyColumns"), (refused.Status, refused.Code));
            Assert.Equal($"row 1: found {columns} columns, expected at most 200.", refused.Message);
        }

        static string Columns(int count) => string.Join(',', Enumerable.Repeat("a", count)) + "\n";
    }

    [Fact]
    public async Task A_name_of_200_characters_is_read_and_a_longer_one_is_refused()
    {
        Assert.Equal(200, (await ReadFile.OfAsync(new string('ж', 200) + "\n")).Shape.Headers[0].Length);
        var refused = await ReadFile.RefusedAsync($"a,{new string('x', 201)}\n");
        Assert.Equal((422, "columnNameTooLong"), (refused.Status, refused.Code));
        Assert.Equal($"row 1: column 2: found a name of 201 characters, '{new string('x', 40)}...', expected at most 200.", refused.Message);
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3 << 20)]
    public async Task A_row_of_a_mebibyte_is_read_and_a_longer_one_is_refused(int length)
    {
        var bytes = Encoding.ASCII.GetBytes($"a,b\n1,2\n3,{new string('x', length - 2)}\n5,6\n");
        if (length == 1 << 20)
        {
            Assert.Equal([(2, 1), (3, length - 2), (4, 1)], (await ReadFile.OfAsync(bytes)).Rows.Select(r => (r.Number, r.Cells[1].Length)));
            return;
        }

        var refused = await ReadFile.RefusedAsync(bytes);
        Assert.Equal((413, "rowTooLong"), (refused.Status, refused.Code));
        Assert.StartsWith("row 3: found more than 1048576 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_a_gigabyte_is_refused_after_a_few_of_its_bytes()
    {
        var endless = new EndlessStream("a,b\n1,\"", (byte)'x', 1L << 30);
        var refused = await Assert.ThrowsAsync<InputFileException>(() => ReadFile.OfAsync(endless));
        Assert.Equal("rowTooLong", refused.Code);
        Assert.Contains("a quote in it may never be closed", refused.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1 << 20, 8 << 20);
    }

    [Fact]
    public async Task Nothing_changes_when_bytes_come_one_by_one_and_blocks_are_small()
    {
        const string text = "a;b;c\r\n1;\"2\r\n2\";3\r\n\r\n\"x\"y;5;6\r\nÄ;Ж;品\r\n";
        var whole = await ReadFile.OfAsync(text);
        var trickled = await ReadFile.OfAsync(new TrickleStream(Encoding.UTF8.GetBytes(text)), blockRows: 1);
        Assert.Equal(whole.Rows.Select(r => (r.Number, r.Joined, r.Fault)), trickled.Rows.Select(r => (r.Number, r.Joined, r.Fault)));
    }

    [Fact]
    public async Task A_block_ends_at_its_rows_or_its_bytes()
    {
        await using var reader = await FileOpener.OpenAsync(
            new MemoryStream(Encoding.ASCII.GetBytes("a\n" + string.Concat(Enumerable.Repeat("0123456789\n", 100)))), FileFormats.Declared(ReadFile.Csv, null), FileLimits.Default, TestContext.Current.CancellationToken);
        var block = new RowBlock(1);
        Assert.True(await reader.ReadAsync(block, 7, 1000, TestContext.Current.CancellationToken));
        Assert.Equal(7, block.Count);
        Assert.True(await reader.ReadAsync(block, 100, 95, TestContext.Current.CancellationToken));
        Assert.Equal(10, block.Count);
        Assert.False(await reader.ReadAsync(block, 1000, 10_000, TestContext.Current.CancellationToken));
        Assert.Equal(100, block.Count);
    }

    [Theory]
    [InlineData("a\n1\n\n2\n", ReadFile.Csv, 4)]
    [InlineData("{}\n\n{}\n", ReadFile.Ndjson, 3)]
    public async Task More_rows_than_allowed_are_refused_blank_ones_counted(string text, string mediaType, int rows)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(2, (await ReadFile.OfAsync(bytes, mediaType, FileLimits.Default with { MaxRows = rows })).Rows.Count);
        var refused = await ReadFile.RefusedAsync(bytes, mediaType, FileLimits.Default with { MaxRows = rows - 1 });
        Assert.Equal((413, "tooManyRows", $"Found more than {rows - 1} rows, expected at most that many."), (refused.Status, refused.Code, refused.Message));
    }

    [Fact]
    public async Task Reading_can_be_given_up()
    {
        using var source = new CancellationTokenSource();
        await using var reader = await FileOpener.OpenAsync(
            new EndlessStream("a\n", (byte)'\n', long.MaxValue), FileFormats.Declared(ReadFile.Csv, null), FileLimits.Default, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new RowBlock(1), 10, 10, source.Token));
    }
}
