using System.Text;
using System.Text.Json;
using CsCheck;
using Screening.Engine.Tests.Support;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Cells of any text, written in each dialect and encoding by a writer that knows nothing of the reader, come back the same.</summary>
public sealed class RoundTripTests
{
    private const int Iterations = 400;

    /// <summary>With all that means something in one of the dialects, far more often than in real life.</summary>
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.Char[" ,;\t|\"\r\n'ab1"].Array[0, 8].Select(c => new string(c)),
        Gen.String[Gen.Char.AlphaNumeric, 0, 12],
        Gen.OneOf("Токарный станок", "Straße, 5\"", "热成像", "🚀", "=1+1", "null", "0901.21", "x\r\ny"));

    private static readonly Gen<(char Separator, string NewLine, bool QuoteAll)> Dialect = Gen.Select(Gen.OneOf(',', ';', '\t', '|'), Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool);

    /// <summary>Two columns at least: of one alone, a row of an empty cell is a blank line.</summary>
    private static readonly Gen<string[][]> Table =
        from columns in Gen.Int[2, 8]
        from rows in Cell.Array[columns].Array[0, 20]
        select rows;

    [Fact]
    public void Tables_come_back_in_every_dialect_and_encoding() =>
        Property.Holds(Gen.Select(Table, Dialect, Gen.OneOf("utf-8", "utf-16le", "utf-16be", "gb18030")), input =>
            {
                var (table, dialect, encoding) = input;
                var columns = table.Length > 0 ? table[0].Length : 2;
                var text = new StringBuilder(string.Join(dialect.Separator, Enumerable.Range(0, columns).Select(i => $"column{i}"))).Append(dialect.NewLine);
                foreach (var row in table)
                {
                    text.AppendJoin(dialect.Separator, row.Select(c => Quoted(c, dialect))).Append(dialect.NewLine);
                }

                byte[] bytes = encoding.StartsWith("utf-16", StringComparison.Ordinal) ? [.. EncodingTests.Of(encoding).GetPreamble(), .. EncodingTests.Of(encoding).GetBytes(text.ToString())] : EncodingTests.Of(encoding).GetBytes(text.ToString());
                var file = Read(bytes, $"text/csv; charset={encoding}");
                var expected = table.Index().Where(r => !r.Item.All(string.IsNullOrEmpty) && !r.Item.All(IsBlank)).Select(r => (r.Index + 2, string.Join('\u0001', r.Item), (string?)null));
                return file.Shape.Separator == dialect.Separator && expected.SequenceEqual(file.Rows.Select(r => (r.Number, string.Join('\u0001', r.Cells), r.Fault)));
            }, Iterations);

    [Fact]
    public void Texts_of_one_language_come_back_in_its_old_encoding_without_a_word_from_the_sender() =>
        Property.Holds(Gen.Select(Gen.OneOf("windows-1251", "windows-1252", "gb18030"), Gen.Int[0, 1000].Array[6, 40]), input =>
            {
                var (encoding, numbers) = input;
                var words = Words[encoding];
                var rows = numbers.Chunk(3).Where(c => c.Length == 3).Select(c => c.Select(n => $"{words[n % words.Length]} {n}").ToArray()).ToList();
                var text = "HS;description;destination\n" + string.Concat(rows.Select(r => string.Join(';', r) + "\n"));
                var file = Read(EncodingTests.Of(encoding).GetBytes(text), ReadFile.Csv);
                return file.Shape.Encoding == encoding && rows.Select(r => string.Join('|', r)).SequenceEqual(file.Rows.Select(r => r.Joined));
            }, Iterations);

    [Fact]
    public void Lines_of_JSON_come_back_whatever_is_escaped() =>
        Property.Holds(Gen.Select(Table, Gen.Bool), input =>
            {
                var (table, escapes) = input;
                var options = new JsonSerializerOptions { Encoder = escapes ? System.Text.Encodings.Web.JavaScriptEncoder.Default : System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
                var text = string.Concat(table.Select(row => JsonSerializer.Serialize(row.Index().ToDictionary(c => $"column{c.Index}", c => c.Item), options) + "\n"));
                var rows = Read(Encoding.UTF8.GetBytes(text), ReadFile.Ndjson).Rows;
                return table.Index().Select(r => (r.Index + 1, string.Join('\u0001', r.Item), (string?)null))
                    .SequenceEqual(rows.Select(r => (r.Number, string.Join('\u0001', r.Cells.Take(table[0].Length)), r.Fault)));
            }, Iterations);

    [Fact]
    public void Workbooks_come_back() =>
        Property.Holds(Table, table =>
            {
                var rows = table.Select(row => $"<row>{string.Concat(row.Select(c => SmallWorkbook.Cell(c.Replace("\r", "", StringComparison.Ordinal))))}</row>");
                var columns = table.Length > 0 ? table[0].Length : 2;
                var file = Read(SmallWorkbook.Of(SmallWorkbook.Header(columns) + string.Concat(rows)), ReadFile.Xlsx);
                return table.Index().Select(r => (r.Index + 2, string.Join('\u0001', r.Item.Select(Shown)), (string?)null)).Where(r => r.Item2.Trim('\u0001').Length > 0)
                    .SequenceEqual(file.Rows.Select(r => (r.Number, string.Join('\u0001', r.Cells), r.Fault)));
            }, Iterations / 2);

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["windows-1251"] = ["Станок токарный", "Подшипник", "Объединённые Арабские Эмираты", "РОССИЯ", "Тепловизор", "Микросхема", "Ёмкость", "Україна", "Беспилотный летательный аппарат", "Гайка №"],
        ["windows-1252"] = ["Kugellager für Straßenfahrzeuge", "Österreich", "Caméra thermique", "Émirats arabes unis", "España", "Peças de reposição", "Größe", "Türkei", "Málaga", "Søren"],
        ["gb18030"] = ["无人驾驶飞机", "热成像摄像机", "阿拉伯联合酋长国", "碳纤维", "俄罗斯", "轴承", "集成电路", "测试设备", "数控机床", "伊朗"],
    };

    private static string Quoted(string cell, (char Separator, string NewLine, bool QuoteAll) dialect)
    {
        var mustQuote = cell.AsSpan().ContainsAny(dialect.Separator, '"', '\r') || cell.Contains('\n', StringComparison.Ordinal);
        return mustQuote || dialect.QuoteAll ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    /// <summary>A row of such cells alone is a blank one.</summary>
    private static bool IsBlank(string cell) => cell.Trim(' ', '\t').Length == 0;

    private static string Shown(string cell) => cell.Trim(' ', '\t', '\r', '\n').Length == 0 ? "" : cell.Replace("\r", "", StringComparison.Ordinal);

    /// <summary>Nothing here waits for anything: the bytes are in memory, a copy on a local disk.</summary>
    private static ReadFile Read(byte[] bytes, string mediaType) => ReadFile.OfAsync(bytes, mediaType).GetAwaiter().GetResult();
}
