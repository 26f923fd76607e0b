using System.Text;
using System.Text.Json;
using ScreeningApi.Batches.Files;
using ScreeningApi.Tests.BadInput;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Texts and files that broke other programs, as files of rows: those that others collected where they are at hand, and one of each kind of our own.</summary>
public sealed class HostileRowTests
{
    private static readonly string[] OwnTexts =
        ["", " ", "null", "NaN", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'; drop table x; --", "\u202Etest\u202C", "田中さん", "👩🏽‍🚀", "\ufeff", "a\u0001b\u007f\u0085", "ﷺ", "\"", "\"\"", "a\"b", "a\r\nb", "\r", "\n", ",;\t|"];

    /// <summary>Name, text, and the records in it.</summary>
    private static readonly (string Name, string Csv, string Json)[] OwnSpectrum =
    [
        ("comma_in_quotes", "first,last\nJohn,\"Doe, Jr.\"\n", "[{\"first\":\"John\",\"last\":\"Doe, Jr.\"}]"),
        ("newlines", "a,b\r\n1,\"x\r\ny\"\r\n2,z", "[{\"a\":\"1\",\"b\":\"x\\r\\ny\"},{\"a\":\"2\",\"b\":\"z\"}]"),
        ("escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n", "[{\"a\":\"1\",\"b\":\"ha \\\"ha\\\" ha\"}]"),
    ];

    /// <summary>Copies of the collection have lost the returns before their line feeds; that these are kept is tested elsewhere.</summary>
    [Fact]
    public async Task Known_tables_have_the_cells_that_they_are_known_to_have()
    {
        foreach (var (name, csv, json) in Spectrum())
        {
            var file = await ReadFile.OfAsync(csv);
            var expected = JsonSerializer.Deserialize<Dictionary<string, string>[]>(json)!;
            Assert.Equal(expected.Select(record => Unreturned(string.Join('|', file.Shape.Headers.Select(h => record[h])))), file.Rows.Select(r => Unreturned(r.Joined)));
            Assert.All(file.Rows, r => Assert.True(r.Fault is null, $"{name}: {r.Fault}"));
        }
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Every_text_comes_back_from_a_cell_of_a_table(char separator)
    {
        var texts = Texts();
        var csv = new StringBuilder($"n{separator}text{separator}end\n");
        foreach (var (index, text) in texts.Index())
        {
            csv.Append(index).Append(separator).Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').Append(separator).Append("x\n");
        }

        var file = await ReadFile.OfAsync(csv.ToString());
        Assert.Equal(texts, file.Rows.Select(r => r.Cells[1]));
        Assert.Equal(Enumerable.Range(0, texts.Count), file.Rows.Select(r => int.Parse(r.Cells[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(file.Rows, r => Assert.Null(r.Fault));
    }

    [Fact]
    public async Task Every_text_comes_back_from_a_line_of_JSON_and_from_a_workbook()
    {
        var texts = Texts();
        var json = await ReadFile.OfAsync(string.Concat(texts.Select(t => JsonSerializer.Serialize(new { text = t, end = "x" }) + "\n")), ReadFile.Ndjson);
        Assert.Equal(texts, json.Rows.Select(r => r.Cells[0]));
        Assert.All(json.Rows, r => Assert.Null(r.Fault));
        var writable = texts.Where(IsText).Select(Unreturned).Where(t => !t.Contains("_x", StringComparison.Ordinal) && t.Trim(" \t\n".ToCharArray()).Length > 0).ToList();
        var sheet = await ReadFile.OfAsync(SmallWorkbook.Of(SmallWorkbook.Header() + string.Concat(writable.Select(t => $"<row>{SmallWorkbook.Cell(t)}{SmallWorkbook.Cell("x")}</row>"))), ReadFile.Xlsx);
        Assert.Equal(writable, sheet.Rows.Select(r => r.Cells[0]));
    }

    [Fact]
    public async Task Every_test_of_JSON_parsers_is_one_line_that_is_read_or_faulty_and_harms_no_other()
    {
        foreach (var (name, body) in HostileFiles.JsonTests())
        {
            byte[] line = [.. body.Select(b => b is (byte)'\n' or (byte)'\r' ? (byte)' ' : b)];
            byte[] bytes = [.. "{\"before\":\"Ж\"}\n"u8, .. line, .. "\n{\"before\":\"after\"}\n"u8];
            var file = await ReadFile.OfAsync(bytes, $"{ReadFile.Ndjson}; charset=utf-8");
            var isBlank = Encoding.UTF8.GetString(line).Trim(' ', '\t').Length == 0;
            Assert.True(file.Rows.Count == (isBlank ? 2 : 3), name);
            Assert.Equal(("Ж", null, "after", null, 3), (file.Rows[0].Cells[0], file.Rows[0].Fault, file.Rows[^1].Cells[0], file.Rows[^1].Fault, file.Rows[^1].Number));
            if (name.StartsWith("n_", StringComparison.Ordinal) && !isBlank)
            {
                Assert.True(file.Rows[1].Fault is not null, name);
            }
        }
    }

    [Fact]
    public async Task Every_test_of_JSON_parsers_is_read_or_refused_as_a_file_of_its_own()
    {
        foreach (var (name, body) in HostileFiles.JsonTests())
        {
            foreach (var mediaType in new[] { ReadFile.Ndjson, ReadFile.Csv, null })
            {
                try
                {
                    var file = await ReadFile.OfAsync(body, mediaType);
                    Assert.True(file.Rows.Count <= body.Length, name);
                }
                catch (InputFileException refused)
                {
                    Assert.Contains(refused.Status, new[] { 400, 413, 415, 422 });
                }
            }
        }
    }

    private static string Unreturned(string text) => text.Replace("\r", "", StringComparison.Ordinal);

    private static bool IsText(string text) => text.EnumerateRunes().All(r => r.Value > 0xFFFF || System.Xml.XmlConvert.IsXmlChar((char)r.Value));

    private static IEnumerable<(string Name, string Csv, string Json)> Spectrum() => HostileFiles.CsvSpectrum is { } folder
        ? Directory.EnumerateFiles(Path.Combine(folder, "csvs")).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path), File.ReadAllText(Path.Combine(folder, "json", Path.ChangeExtension(Path.GetFileName(path), ".json")))))
        : OwnSpectrum;

    private static List<string> Texts() =>
    [
        .. OwnTexts,
        .. HostileFiles.NaughtyStrings is { } path ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))! : [],
        .. HostileFiles.CsvInjection is { } payloads ? File.ReadAllLines(payloads) : [],
    ];
}
