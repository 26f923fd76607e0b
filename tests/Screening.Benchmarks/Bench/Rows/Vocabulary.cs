using System.Globalization;
using System.Text;
using CsvHelper;
using Screening.Engine.Items;
using ScreeningApi.Quality;

namespace Screening.Benchmarks.Bench.Rows;

/// <summary>The words an order book is made of, in UTF-8: order_goods.csv, order_trade.csv, the quality program's ordinary goods, and the labelled corpus.</summary>
internal sealed class Vocabulary
{
    private const string Folder = "OrderBook.";

    private Vocabulary(LabelledCorpus corpus)
    {
        Industrial = Weighted("order_goods.csv", r => new Language(r.GetString("lang"), Split(r, "materials"), [.. Texts(r, "goods").Select(Coded)], Split(r, "packings")));
        Household = [.. Rows("ordinary_goods.csv", r => new Language(r.GetString("lang"), Split(r, "qualities"), [.. Texts(r, "goods").Select(Coded)], [.. Texts(r, "units").Select(u => Utf8("## " + u))]))];
        var trade = Rows("order_trade.csv", r => (Kind: r.GetString("kind"), Value: new Traded(r.GetString("key"), Split(r, "values")), Weight: int.Parse(r.GetString("weight"), CultureInfo.InvariantCulture)));
        Destinations = Spread(trade.Where(t => t.Kind == "destination").Select(t => (t.Value, t.Weight)));
        Origins = Spread(trade.Where(t => t.Kind == "origin").Select(t => (t.Value, t.Weight)));
        Transits = Spread(trade.Where(t => t.Kind == "transit").Select(t => (t.Value, t.Weight)));
        Words = trade.Where(t => t.Kind == "words").ToDictionary(t => t.Value.Name, t => t.Value.Values, StringComparer.Ordinal);
        var eccns = trade.Where(t => t.Kind == "eccn").ToDictionary(t => t.Value.Name, t => t.Value.Values, StringComparer.Ordinal);
        Controlled = [.. corpus.Rows.Where(r => !r.IsLookalike).Select(r => new Goods(Utf8(r.Description), Codes(r.HsCode), eccns.GetValueOrDefault(r.Category, [])))];
        Lookalikes = [.. corpus.Rows.Where(r => r.IsLookalike).Select(r => new Goods(Utf8(r.Description), Codes(r.HsCode), []))];
    }

    /// <summary>As often in the array as their weight says.</summary>
    public Language[] Industrial { get; }

    public Language[] Household { get; }
    public Goods[] Controlled { get; }
    public Goods[] Lookalikes { get; }

    /// <summary>Legal forms of the companies there.</summary>
    public Traded[] Destinations { get; }

    /// <summary>Currencies of the invoices.</summary>
    public Traded[] Origins { get; }

    public Traded[] Transits { get; }

    /// <summary>Sizes, makers, names of companies and so on.</summary>
    public IReadOnlyDictionary<string, byte[][]> Words { get; }

    /// <summary>With the corpus that travels with the program.</summary>
    public static Vocabulary Read() => new(LabelledCorpus.Read(LabelledCorpus.Shipped));

    /// <summary>The code as customs print it and as systems store it.</summary>
    private static byte[][] Codes(HsCode? code) => code is not { Digits: var digits } ? []
        : digits.Length < 6 ? [Utf8(digits)]
        : [Utf8($"{digits[..4]}.{digits[4..]}"), Utf8(digits)];

    private static Goods Coded(string text)
    {
        var parts = text.Split('=');
        return new Goods(Utf8(parts[0]), parts.Length == 1 ? [] : HsCode.TryParse(parts[1], out var code, out var reason) ? Codes(code) : throw new InvalidDataException($"{parts[0]}: {reason}"), []);
    }

    private static Language[] Weighted(string file, Func<CsvReader, Language> make) =>
        Spread(Rows(file, r => (make(r), int.Parse(r.GetString("weight"), CultureInfo.InvariantCulture))));

    private static T[] Spread<T>(IEnumerable<(T Value, int Weight)> values) => [.. values.SelectMany(v => Enumerable.Repeat(v.Value, v.Weight))];

    private static List<T> Rows<T>(string file, Func<CsvReader, T> make)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(Folder + file)!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(make(reader));
        }

        return rows;
    }

    private static string[] Texts(CsvReader reader, string column) => reader.GetString(column).Split('|');

    private static byte[][] Split(CsvReader reader, string column) => [.. Texts(reader, column).Select(Utf8)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <param name="Codes">HS codes to choose from; none when it is not known.</param>
/// <param name="Eccns">Control numbers a careful shipper might give.</param>
internal sealed record Goods(byte[] Name, byte[][] Codes, byte[][] Eccns);

/// <param name="Packings">Patterns, see <see cref="Utf8Text.AddPattern"/>.</param>
internal sealed record Language(string Name, byte[][] Materials, Goods[] Goods, byte[][] Packings)
{
    /// <summary>Between two words.</summary>
    public byte[] Space { get; } = Name is "zh" or "zh-Hant" or "ja" ? [] : " "u8.ToArray();

    public bool HasCapitals { get; } = Name == "en";
}

/// <param name="Name">A country's code.</param>
internal sealed record Traded(string Name, byte[][] Values)
{
    public byte[] Code { get; } = Encoding.UTF8.GetBytes(Name);
}
