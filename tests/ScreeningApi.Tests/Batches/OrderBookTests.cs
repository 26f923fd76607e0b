using CsvHelper;
using Screening.Benchmarks.Bench.Rows;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Quality;
using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Batches;

/// <summary>The rows that the benchmark sends: what it measures is only worth something if they are what they claim to be.</summary>
public sealed class OrderBookTests
{
    private const int Rows = 20_000;

    private static readonly Lazy<List<Dictionary<string, string>>> Made = new(() => Parse(Bytes(Rows, OrderBook.UsualSeed)));
    private static readonly Lazy<ScreeningSnapshot> Snapshot = new(() => SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped)));

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Bytes(2000, 7), Bytes(2000, 7));
        Assert.NotEqual(Bytes(2000, 7), Bytes(2000, 8));
    }

    [Fact]
    public void A_longer_book_begins_with_the_shorter_one() =>
        Assert.Equal(Bytes(1500, 7), Bytes(3000, 7).AsSpan(0, Bytes(1500, 7).Length));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(777)]
    public void There_are_as_many_rows_as_were_asked_for(int rows) => Assert.Equal(rows, Parse(Bytes(rows, 3)).Count);

    [Fact]
    public void Every_column_is_one_of_the_contract() =>
        Assert.All(Made.Value[0].Keys, name => Assert.Equal(name, ColumnNames.Find(name)));

    [Fact]
    public void Every_row_can_be_read()
    {
        Assert.All(Made.Value, row =>
        {
            Assert.NotEqual("", row["description"]);
            Assert.True(decimal.Parse(row["quantity"], System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.True(decimal.Parse(row["value"], System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.Matches("^[A-Z]{3}$", row["currency"]);
            Assert.True(row["hs_code"].Length == 0 || HsCode.TryParse(row["hs_code"], out _, out _), row["hs_code"]);
            Assert.True(row["eccn"].Length == 0 || Eccn.TryParse(row["eccn"], out _, out _), row["eccn"]);
        });
        string[] countries = [.. new[] { "origin", "destination", "transit", "consignee_country", "end_user_country" }.SelectMany(c => Made.Value.Select(r => r[c])).Where(c => c.Length > 0).Distinct()];
        Assert.All(countries, c => Assert.Equal(c, Snapshot.Value.Destinations.Countries.Resolve(c).Code?.ToString()));
    }

    [Fact]
    public void Lines_of_an_order_stand_together_are_numbered_and_say_the_same_of_it()
    {
        string[] heads = ["currency", "origin", "destination", "transit", "consignee", "consignee_country", "end_user", "end_user_country", "end_use"];
        for (var i = 1; i < Made.Value.Count; i++)
        {
            var (before, row) = (Made.Value[i - 1], Made.Value[i]);
            var isSame = before["shipment_ref"] == row["shipment_ref"];
            Assert.Equal(isSame ? Number(before, "line_no") + 1 : 1, Number(row, "line_no"));
            Assert.InRange(Number(row, "line_no"), 1, 8);
            Assert.All(heads, h => Assert.True(!isSame || before[h] == row[h], h));
        }

        Assert.InRange(Made.Value.Select(r => r["shipment_ref"]).Distinct().Count(), Rows / 5, Rows / 4);
    }

    [Fact]
    public void The_mix_is_as_it_is_described()
    {
        var corpus = LabelledCorpus.Read(LabelledCorpus.Shipped).Rows;
        var controlled = ShareOf(corpus.Where(r => !r.IsLookalike));
        var lookalikes = ShareOf(corpus.Where(r => r.IsLookalike));
        Assert.InRange(controlled, 0.06, 0.08);
        Assert.InRange(lookalikes, 0.07, 0.09);
        Assert.InRange(Share(r => r["destination"] is "RU" or "BY" or "IR" or "CU" or "SY" or "KP"), 0.002, 0.012);
        Assert.InRange(Share(r => r["destination"] is "US" or "CN" or "DE" or "FR" or "IT" or "NL" or "PL"), 0.4, 0.6);
        Assert.InRange(Share(r => r["end_user"].Length > 0), 0.1, 0.3);
        Assert.InRange(Made.Value.Select(r => r["description"]).Distinct().Count(), Rows * 0.6, Rows * 0.7);
    }

    [Fact]
    public void Cells_hold_what_a_reader_of_csv_stumbles_over()
    {
        foreach (var sign in (string[])[",", "\"", "\n"])
        {
            Assert.Contains(Made.Value, r => r["description"].Contains(sign, StringComparison.Ordinal));
        }

        Assert.InRange(Bytes(Rows, OrderBook.UsualSeed).Length / (double)Rows, 140, 180);
    }

    private static double Share(Func<Dictionary<string, string>, bool> has) => Made.Value.Count(has) / (double)Rows;

    /// <summary>Goods of the corpus keep their words, and at most get some behind them.</summary>
    private static double ShareOf(IEnumerable<CorpusRow> corpus)
    {
        var known = corpus.Select(r => r.Description).ToHashSet(StringComparer.Ordinal);
        return Share(r => Beginnings(r["description"]).Any(known.Contains));
    }

    private static IEnumerable<string> Beginnings(string text) =>
        text.Index().Where(c => c.Item is ',' or '\n').Select(c => text[..c.Index]).Append(text);

    private static int Number(Dictionary<string, string> row, string column) => int.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Bytes(int rows, ulong seed)
    {
        using var target = new MemoryStream();
        var book = new OrderBook(rows, seed);
        while (book.NextBlock() is { IsEmpty: false } block)
        {
            target.Write(block.Span);
        }

        return target.ToArray();
    }

    private static List<Dictionary<string, string>> Parse(byte[] file)
    {
        using var reader = CsvReader.Create(file, CsvReaderOptions.Default with { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Throw });
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.Headers.Index().ToDictionary(h => h.Item, h => reader.GetString(h.Index), StringComparer.Ordinal));
        }

        return rows;
    }
}
