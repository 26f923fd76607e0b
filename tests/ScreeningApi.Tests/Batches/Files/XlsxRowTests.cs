using static ScreeningApi.Tests.Batches.Files.SmallWorkbook;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Cells of a workbook are read as they are shown, and what is not shown as a value is a fault.</summary>
public sealed class XlsxRowTests
{
    private static readonly string[] Formats = ["0", "14", "22", "yyyy\\-mm\\-dd", "00000000", "0000.00", "0.00", "[h]:mm", "\"d\"0", "[Red]0", "General", "@", "h:mm"];

    [Theory]
    [InlineData("<c><v>8542.31</v></c>", "8542.31")]
    [InlineData("<c><v>8542.3099999999995</v></c>", "8542.31")]
    [InlineData("<c><v>0.1</v></c>", "0.1")]
    [InlineData("<c><v>1E+15</v></c>", "1000000000000000")]
    [InlineData("<c><v>8.5423100000000003E+9</v></c>", "8542310000")]
    [InlineData("<c><v>1.2345E-3</v></c>", "0.0012345")]
    [InlineData("<c><v>12345678901234567890</v></c>", "12345678901234567890")]
    [InlineData("<c><v>7</v></c>", "7")]
    [InlineData("<c><v>7.0</v></c>", "7")]
    [InlineData("<c><v>-7.50</v></c>", "-7.5")]
    [InlineData("<c><v>1E+300</v></c>", "1E+300")]
    [InlineData("<c t=\"n\" s=\"0\"><v>42</v></c>", "42")]
    [InlineData("<c s=\"1\"><v>45992</v></c>", "2025-12-01")]
    [InlineData("<c s=\"2\"><v>45992.5</v></c>", "2025-12-01T12:00:00")]
    [InlineData("<c s=\"3\"><v>1</v></c>", "1900-01-01")]
    [InlineData("<c s=\"3\"><v>61</v></c>", "1900-03-01")]
    [InlineData("<c s=\"3\"><v>60</v></c>", "60")]
    [InlineData("<c s=\"12\"><v>0.75</v></c>", "18:00:00")]
    [InlineData("<c s=\"3\"><v>99999999</v></c>", "99999999")]
    [InlineData("<c s=\"4\"><v>9012100</v></c>", "09012100")]
    [InlineData("<c s=\"5\"><v>901.2</v></c>", "0901.20")]
    [InlineData("<c s=\"6\"><v>8542.3149</v></c>", "8542.3149")]
    [InlineData("<c s=\"8\"><v>5</v></c>", "5")]
    [InlineData("<c s=\"9\"><v>5</v></c>", "5")]
    [InlineData("<c s=\"99\"><v>5</v></c>", "5")]
    [InlineData("<c t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c t=\"b\"><v>0</v></c>", "FALSE")]
    [InlineData("<c t=\"d\"><v>2026-11-25</v></c>", "2026-11-25")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "00901.21")]
    [InlineData("<c t=\"s\"><v>1</v></c>", "bold and plain")]
    [InlineData("<c t=\"s\"><v>2</v></c>", "東京")]
    [InlineData("<c t=\"s\"><v>3</v></c>", "a\r\nb _x0041_ &")]
    [InlineData("<c t=\"str\"><f>A1&amp;\"x\"</f><v>ax</v></c>", "ax")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c t=\"str\"><f>\"\"</f><v></v></c>", "")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>in</t></r><r><t> line</t></r></is></c>", "in line")]
    [InlineData("<c t=\"inlineStr\"><is><t><![CDATA[<5 & >3]]></t></is></c>", "<5 & >3")]
    [InlineData("<c s=\"1\"/>", "")]
    [InlineData("<c><v/></c>", "")]
    [InlineData("<c><f t=\"shared\" si=\"0\"/><v>7</v></c>", "7")]
    [InlineData("<c s=\"4\"><v>12345678901234567890</v></c>", "12345678901234567890")]
    public async Task A_cell_is_read_as_it_is_shown(string cell, string text)
    {
        var file = await ReadAsync(new SmallWorkbook().WithFormats(Formats)
            .WithStrings("<si><t>00901.21</t></si><si><r><t>bold</t></r><r><t xml:space=\"preserve\"> and plain</t></r></si><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t>a_x000D_\nb _x005F_x0041_ &amp;</t></si>")
            .WithRows($"{Header()}<row>{cell}{Cell("end")}</row>"));
        var row = Assert.Single(file.Rows);
        Assert.Equal((2, $"{text}|end", null), (row.Number, row.Joined, row.Fault));
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", "found the error #N/A, expected a value")]
    [InlineData("<c><f>SUM(A1:A3)</f></c>", "found a formula without its result, expected a workbook that was calculated before it was saved")]
    [InlineData("<c><v>abc</v></c>", "found 'abc', expected a number as the cell says")]
    [InlineData("<c><v>1,5</v></c>", "found '1,5', expected a number as the cell says")]
    [InlineData("<c><v>1E+999</v></c>", "found '1E+999', expected a number as the cell says")]
    [InlineData("<c t=\"s\"><v>5</v></c>", "found a reference to text '5', expected one of the 1 that the workbook has")]
    [InlineData("<c t=\"s\"><v>-1</v></c>", "found a reference to text '-1', expected one of the 1 that the workbook has")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "found a NUL character, expected text")]
    public async Task A_cell_without_a_value_makes_its_row_faulty(string cell, string fault)
    {
        var file = await ReadAsync(new SmallWorkbook().WithStrings("<si><t>x_x0000_</t></si>").WithRows($"{Header()}<row>{cell}{Cell("kept")}</row><row>{Cell("next")}</row>"));
        Assert.Equal(($"column 'a': {fault}", "|kept"), (file.Rows[0].Fault, file.Rows[0].Joined));
        Assert.Equal((null, "next|"), (file.Rows[1].Fault, file.Rows[1].Joined));
    }

    [Fact]
    public async Task Rows_keep_the_numbers_of_the_sheet_and_blank_ones_are_none()
    {
        var file = await ReadAsync(new SmallWorkbook().WithRows(
            $"<row r=\"3\">{Cell("a", "A3")}{Cell("b", "C3")}</row><row r=\"4\"/><row r=\"5\"><c r=\"A5\" s=\"1\"/>{Cell("  ", "B5")}</row><row r=\"9\">{Cell("z", "C9")}</row><row>{Cell("x")}</row>"));
        Assert.Equal(["a", "", "b"], file.Shape.Headers);
        Assert.Equal([(9, "||z"), (10, "x||")], file.Rows.Select(r => (r.Number, r.Joined)));
    }

    [Fact]
    public async Task A_cell_beside_the_header_makes_its_row_faulty()
    {
        var file = await ReadAsync(new SmallWorkbook().WithRows($"{Header()}<row>{Cell("1")}{Cell("2")}{Cell("3")}</row><row>{Cell("1", "A3")}{Cell(" ", "XFD3")}</row>"));
        Assert.Equal("found a cell in column 3, expected 2 columns as in the header", file.Rows[0].Fault);
        Assert.Null(file.Rows[1].Fault);
    }

    [Fact]
    public async Task The_first_sheet_that_is_shown_is_read()
    {
        var workbook = new SmallWorkbook().WithSheets("<workbookPr date1904=\"1\"/>", "hidden", "visible").WithFormats("0", "14")
            .WithRows(Header() + "<row><c><v>1</v></c></row>").WithSecond(Header() + "<row><c s=\"1\"><v>44530</v></c></row>");
        Assert.Equal("2025-12-01|", Assert.Single((await ReadAsync(workbook)).Rows).Joined);
        await IsRefusedAsync(workbook.WithSheets("", "veryHidden", "hidden"), 400, "damagedWorkbook");
    }

    [Fact]
    public async Task A_million_rows_without_anything_in_them_are_no_rows_but_are_counted()
    {
        var file = await ReadAsync(new SmallWorkbook().WithRows(Header() + string.Concat(Enumerable.Repeat("<row><c s=\"1\"/></row>", RowsOfSheet - 2)) + $"<row>{Cell("last")}</row>"));
        Assert.Equal((RowsOfSheet, "last|"), (Assert.Single(file.Rows).Number, file.Rows[0].Joined));
    }

    [Fact]
    public async Task A_header_follows_the_same_limits_as_in_a_table()
    {
        await IsRefusedAsync(new SmallWorkbook().WithRows(""), 422, "noHeader");
        await IsRefusedAsync(new SmallWorkbook().WithRows($"<row>{Cell(" ")}</row>"), 422, "noHeader");
        await IsRefusedAsync(new SmallWorkbook().WithRows($"<row>{Cell("x", "GS1")}</row>"), 413, "tooManyColumns");
        await IsRefusedAsync(new SmallWorkbook().WithRows($"<row>{Cell(new string('x', 201))}</row>"), 422, "columnNameTooLong");
        await IsRefusedAsync(new SmallWorkbook().WithRows("<row><c t=\"e\"><v>#REF!</v></c></row>"), 400, "unreadableFile");
        Assert.Equal(200, (await ReadAsync(new SmallWorkbook().WithRows($"<row>{Cell(new string('x', 200), "GR1")}</row>"))).Shape.Headers.Count);
    }

    [Theory]
    [InlineData("<row r=\"0\"/>")]
    [InlineData("<row r=\"1\"/>")]
    [InlineData("<row r=\"1048577\"/>")]
    [InlineData("<row r=\"x\"/>")]
    [InlineData("<row><c r=\"B2\"/><c r=\"A2\"/></row>")]
    [InlineData("<row><c r=\"A2\"/><c r=\"A2\"/></row>")]
    [InlineData("<row><c r=\"XFE2\"/></row>")]
    [InlineData("<row><c r=\"1\"/></row>")]
    [InlineData("<row><c></row>")]
    [InlineData("<row>\u0001</row>")]
    [InlineData("<row>&#xD800;</row>")]
    [InlineData("<row>&lol;</row>")]
    public async Task A_sheet_that_no_program_wrote_is_refused(string row) => await IsRefusedAsync(new SmallWorkbook().WithRows(Header() + row), 400, "damagedWorkbook");

    private const int RowsOfSheet = 1_048_576;

    private static Task<ReadFile> ReadAsync(SmallWorkbook workbook) => ReadFile.OfAsync(workbook.ToBytes(), ReadFile.Xlsx);

    private static async Task IsRefusedAsync(SmallWorkbook workbook, int status, string code)
    {
        var refused = await ReadFile.RefusedAsync(workbook.ToBytes(), ReadFile.Xlsx);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }
}
