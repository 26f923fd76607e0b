using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Lines of JSON: every line that is not blank is a row, and says so itself when it cannot be read.</summary>
public sealed class NdjsonRowTests
{
    [Fact]
    public async Task Members_are_columns_in_the_order_of_their_first_sight_and_ours_follow()
    {
        var file = await ReadAsync("{\"Warenbezeichnung\":\"Bolt\",\"x\":1}\n{\"x\":2,\"destination\":\"AE\"}\n");
        Assert.Equal(["Warenbezeichnung", "x", "destination"], file.Shape.Headers.Take(3));
        Assert.Equal(ColumnNames.All.Except([ColumnNames.Description, ColumnNames.Destination]), file.Shape.Headers.Skip(3));
        Assert.Equal(["Bolt|1|", "|2|AE"], file.Rows.Select(r => string.Join('|', r.Cells.Take(3))));
        Assert.Null(file.Shape.Separator);
    }

    [Theory]
    [InlineData("{\"a\":\"x\"}", "x")]
    [InlineData("{\"a\":\"\"}", "")]
    [InlineData("{\"a\":null}", "")]
    [InlineData("{\"a\":true}", "true")]
    [InlineData("{\"a\":false}", "false")]
    [InlineData("{\"a\":8542.310}", "8542.310")]
    [InlineData("{\"a\":-0.0e+10}", "-0.0e+10")]
    [InlineData("{\"a\":123456789012345678901234567890}", "123456789012345678901234567890")]
    [InlineData("{\"a\":\"\\u0416\\n\\\"\\/\\ud83d\\ude80\"}", "Ж\n\"/🚀")]
    [InlineData("{\"\\u0061\":\"x\"}", "x")]
    [InlineData(" \t{ \"a\" : \"x\" } \r", "x")]
    [InlineData("{\"b\":\"y\"}", "")]
    [InlineData("{}", "")]
    public async Task Values_are_kept_as_they_stand(string line, string cell)
    {
        var file = await ReadAsync($"{{\"a\":\"1\",\"b\":\"2\"}}\n{line}\n{{\"a\":\"3\"}}");
        Assert.Equal(3, file.Rows.Count);
        Assert.Equal((2, cell, null), (file.Rows[1].Number, file.Rows[1].Cells[0], file.Rows[1].Fault));
    }

    [Theory]
    [InlineData("{\"a\":\"1\",\"a\":\"2\"}", "member 'a': found it twice, expected it once", "1")]
    [InlineData("{\"a\":\"1\",\"\\u0061\":\"2\"}", "member 'a': found it twice, expected it once", "1")]
    [InlineData("{\"a\":{\"b\":1}}", "member 'a': found an object, expected a text, a number, true, false or null", "")]
    [InlineData("{\"a\":[1]}", "member 'a': found an array, expected a text, a number, true, false or null", "")]
    [InlineData("{\"a\":\"x\\ud800y\"}", "member 'a': found half of a surrogate pair, expected text", "")]
    [InlineData("{\"a\":\"x\\u0000y\"}", "member 'a': found a NUL character, expected text", "")]
    [InlineData("[1]", "found '[1]', expected one JSON object per line", "")]
    [InlineData("\"a\"", "found '\"a\"', expected one JSON object per line", "")]
    [InlineData("1", "found '1', expected one JSON object per line", "")]
    [InlineData("a,b", "found 'a,b', expected one JSON object per line", "")]
    [InlineData("\uFEFF{}", "found '\uFEFF{}', expected one JSON object per line", "")]
    public async Task A_line_that_is_valid_but_cannot_be_a_row_is_a_faulty_one(string line, string fault, string cell) => await IsFaultyAsync(Encoding.UTF8.GetBytes(line), fault, cell);

    [Theory]
    [InlineData("{\"a\":1,}", 8)]
    [InlineData("{\"a\":1} {\"a\":2}", 9)]
    [InlineData("{\"a\":1}x", 8)]
    [InlineData("{\"a\":01}", 7)]
    [InlineData("{\"a\":+1}", 6)]
    [InlineData("{\"a\":NaN}", 6)]
    [InlineData("{\"a\":'x'}", 6)]
    [InlineData("{a:1}", 2)]
    [InlineData("{\"a\":1 /* c */}", 8)]
    [InlineData("{\"a\":\"x\ty\"}", 8)]
    [InlineData("{\"a\":\"x", 8)]
    [InlineData("{", 2)]
    public async Task A_line_that_is_no_JSON_is_a_faulty_row_with_the_place_and_the_reason(string line, int place)
    {
        var fault = (await MiddleOfThreeAsync(Encoding.UTF8.GetBytes(line))).Fault;
        Assert.StartsWith($"found no valid JSON at byte {place}: ", fault, StringComparison.Ordinal);
        Assert.EndsWith("; expected one JSON object per line", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_make_the_line_a_faulty_row()
    {
        await IsFaultyAsync([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8], "found bytes that are no text, expected UTF-8", "", before: string.Concat(Enumerable.Repeat("{\"a\":\"Ж\"}\n", 5)));
        await IsFaultyAsync([.. "{\"a\":\""u8, 0, .. "\"}"u8], "found a NUL character, expected text", "");
    }

    [Theory]
    [InlineData("[{\"a\":1},{\"a\":2}]")]
    [InlineData("\n \n[\n{\"a\":1}]")]
    [InlineData("\uFEFF[")]
    public async Task An_array_is_refused_with_what_is_expected_instead(string text)
    {
        var refused = await ReadFile.RefusedAsync(text, ReadFile.Ndjson);
        Assert.Equal((400, "jsonArray"), (refused.Status, refused.Code));
        Assert.Contains("expected one JSON object per line", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blank_lines_are_no_rows_but_are_counted()
    {
        var file = await ReadAsync("\n{\"a\":1}\n\r\n   \n{\"a\":2}\r\n\n");
        Assert.Equal([(2, "1"), (5, "2")], file.Rows.Select(r => (r.Number, r.Cells[0])));
    }

    [Fact]
    public async Task A_file_without_lines_has_no_rows()
    {
        Assert.Empty((await ReadAsync("")).Rows);
        Assert.Equal(ColumnNames.All, (await ReadAsync("\n \n")).Shape.Headers);
    }

    [Fact]
    public async Task Members_of_lines_that_cannot_be_read_are_no_columns()
    {
        var file = await ReadAsync("{\"no\":1,\n{\"a\":1}\n");
        Assert.Equal("a", file.Shape.Headers[0]);
        Assert.NotNull(file.Rows[0].Fault);
    }

    [Fact]
    public async Task A_member_that_first_comes_up_late_has_a_column_when_we_call_it_so()
    {
        var start = string.Concat(Enumerable.Repeat("{\"a\":1" + new string(' ', 10_000) + "}\n", 110));
        var file = await ReadAsync(start + "{\"a\":2,\"destination\":\"AE\"}\n{\"a\":3,\"Zielland\":\"AE\"}\n");
        Assert.Equal(112, file.Rows.Count);
        Assert.Equal("AE", file.Rows[110].Cells[file.Shape.Headers.ToList().IndexOf("destination")]);
        Assert.StartsWith("found the member 'Zielland', expected one that a line at the start of the file has", file.Rows[111].Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task Two_hundred_members_are_read_and_one_more_is_refused(int members, bool isRead)
    {
        var line = "{" + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":{i}")) + "}\n";
        if (isRead)
        {
            Assert.Null((await ReadAsync(line)).Rows[0].Fault);
            return;
        }

        Assert.Equal((413, "tooManyColumns"), ((await ReadFile.RefusedAsync(line, ReadFile.Ndjson)) is var refused ? refused.Status : 0, refused.Code));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused() =>
        Assert.Equal(422, (await ReadFile.RefusedAsync($"{{\"{new string('x', 201)}\":1}}\n", ReadFile.Ndjson)).Status);

    [Theory]
    [InlineData(1 << 20, true)]
    [InlineData((1 << 20) + 1, false)]
    public async Task A_line_of_a_mebibyte_is_read_and_a_longer_one_is_refused(int length, bool isRead)
    {
        var text = $"{{\"a\":1}}\n{{\"a\":\"{new string('x', length - 8)}\"}}\n{{\"a\":2}}\n";
        if (isRead)
        {
            Assert.Equal(["1", new string('x', length - 8), "2"], (await ReadAsync(text)).Rows.Select(r => r.Cells[0]));
            return;
        }

        var refused = await ReadFile.RefusedAsync(text, ReadFile.Ndjson);
        Assert.Equal((413, "row 2: found more than 1048576 bytes, expected at most that many in a row."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task A_line_of_a_gigabyte_is_refused_after_a_few_of_its_bytes()
    {
        var endless = new EndlessStream("{\"a\":1}\n{\"a\":\"", (byte)'x', 1L << 30);
        Assert.Equal("rowTooLong", (await Assert.ThrowsAsync<InputFileException>(() => ReadFile.OfAsync(endless, ReadFile.Ndjson))).Code);
        Assert.InRange(endless.Given, 1 << 20, 8 << 20);
    }

    [Fact]
    public async Task Depth_is_no_danger()
    {
        var row = await MiddleOfThreeAsync(Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 100_000)));
        Assert.Equal("member 'a': found an array, expected a text, a number, true, false or null", row.Fault);
    }

    [Fact]
    public async Task Nothing_changes_when_bytes_come_one_by_one()
    {
        const string text = "\uFEFF{\"a\":\"Ж\\n\",\"b\":1}\r\n\r\n{\"b\":2,\"a\":{}}\n{\"a\":3";
        var whole = await ReadAsync(text);
        var trickled = await ReadFile.OfAsync(new TrickleStream(Encoding.UTF8.GetBytes(text)), ReadFile.Ndjson, blockRows: 1);
        Assert.Equal(whole.Rows.Select(r => (r.Number, r.Joined, r.Fault)), trickled.Rows.Select(r => (r.Number, r.Joined, r.Fault)));
        Assert.Equal(3, whole.Rows.Count);
    }

    private static Task<ReadFile> ReadAsync(string text) => ReadFile.OfAsync(text, ReadFile.Ndjson);

    private static async Task IsFaultyAsync(byte[] line, string fault, string cell, string before = "")
    {
        var row = await MiddleOfThreeAsync(line, before);
        Assert.Equal((fault, cell), (row.Fault, row.Cells[0]));
    }

    /// <summary>The row of the line between two good ones; those must be read.</summary>
    private static async Task<ReadRow> MiddleOfThreeAsync(byte[] line, string before = "")
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(before), .. "{\"a\":\"1\"}\n"u8, .. line, .. "\n{\"a\":\"3\"}\n"u8];
        var rows = (await ReadFile.OfAsync(bytes, ReadFile.Ndjson)).Rows;
        Assert.Equal(("1", null), (rows[^3].Cells[0], rows[^3].Fault));
        Assert.Equal(("3", null), (rows[^1].Cells[0], rows[^1].Fault));
        Assert.Equal(rows.Count - 1, rows[^2].Number);
        return rows[^2];
    }
}
