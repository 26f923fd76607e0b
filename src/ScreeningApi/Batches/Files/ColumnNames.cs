using System.Collections.Frozen;
using CsvHelper;

namespace ScreeningApi.Batches.Files;

/// <summary>
/// The columns that are understood, and what people call them, in any case and spacing: see columns.csv, where the order of the
/// synonyms is the preference between them.
/// </summary>
internal static class ColumnNames
{
    public const string ShipmentRef = "shipment_ref", LineNo = "line_no", Description = "description", HsCode = "hs_code", Eccn = "eccn", PartNumber = "part_number",
        Manufacturer = "manufacturer", Quantity = "quantity", Unit = "unit", Value = "value", Currency = "currency", Origin = "origin", OriginCountry = "origin_country",
        Destination = "destination", Transit = "transit", Consignee = "consignee", ConsigneeCountry = "consignee_country", EndUser = "end_user",
        EndUserCountry = "end_user_country", EndUse = "end_use", DecisiveDate = "decisive_date";

    private const int MostStackChars = 256;
    private const char FirstFullWidth = '\uFF01', LastFullWidth = '\uFF5E';
    private const int FullWidthToAscii = 0xFEE0;

    /// <summary>One of them must be there: without, nothing says what the goods are.</summary>
    public static readonly string[] Goods = [Description, HsCode, Eccn, PartNumber];

    /// <summary>What a screening makes use of: without the first a file is refused, without the others it is screened, but less is found out.</summary>
    public static readonly string[] Wanted = [Destination, Description, HsCode, Quantity, Value, Origin, Consignee, EndUser, EndUserCountry, EndUse];

    private static readonly List<string> InOrder = [];
    private static readonly FrozenDictionary<string, ColumnSynonym> ByKey = Read();

    /// <summary>Our columns in the order of the contract.</summary>
    public static IReadOnlyList<string> All => InOrder;

    /// <summary>Which of our columns people call so; null when none. Whether it is meant also depends on what stands beside it.</summary>
    public static string? Find(string name) => Match(name, null)?.Column;

    /// <summary>The column that has this name in the contract; null when none has.</summary>
    public static string? FindOwn(string name) => ByKey.TryGetValue(Key(name), out var synonym) && Key(synonym.Column) == Key(name) ? synonym.Column : null;

    /// <summary>What a column can be that stands in a file with others; null when nothing is read from it.</summary>
    /// <param name="beside">Keys of all columns of the file; null when they do not matter.</param>
    public static ColumnMatch? Match(string name, IReadOnlySet<string>? beside)
    {
        // A share of something is not the thing.
        if (name.AsSpan().ContainsAny('%', '‰'))
        {
            return null;
        }

        var key = Key(name);
        if (ByKey.TryGetValue(key, out var synonym))
        {
            var currency = synonym.Currency ?? HeaderName.Read(name).Currency;
            return synonym.Place == 0 && currency is null ? ColumnMatch.OwnName(synonym.Column) : Checked(synonym, HeaderPreference.Plain, currency, beside);
        }

        var parts = HeaderName.Read(name);
        if (ByKey.TryGetValue(parts.Key, out synonym))
        {
            // An amount alone has a currency: what else names one (exchange rate, tax) is something else.
            return parts.Currency is null || synonym.Column == Value ? Checked(synonym, parts.Preference, parts.Currency ?? synonym.Currency, beside) : null;
        }

        return key.Length > 3 && CurrencyCodes.Find(key.AsSpan(key.Length - 3)) is { } ending && ByKey.TryGetValue(key[..^3], out synonym) && synonym.Column == Value
            ? Checked(synonym, HeaderPreference.Plain, ending, beside) : null;
    }

    /// <summary>Letters and digits alone, in lower case, whatever the culture.</summary>
    public static string Key(string name)
    {
        var key = name.Length <= MostStackChars ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (KeyOf(c) is var letter and not '\0')
            {
                key[length++] = letter;
            }
        }

        return new string(key[..length]);
    }

    /// <summary>A letter or digit as keys have it; zero for anything else. Full-width forms are the plain ones; the Turkish i without a dot is an i, because capitals do not tell them apart; the Polish ł is the one letter with a stroke that accents taken off do not turn into a plain one.</summary>
    public static char KeyOf(char c) =>
        c is >= FirstFullWidth and <= LastFullWidth ? KeyOf((char)(c - FullWidthToAscii))
        : c is 'ı' or 'İ' ? 'i'
        : c is 'ł' or 'Ł' ? 'l'
        : char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';

    private static ColumnMatch? Checked(ColumnSynonym synonym, HeaderPreference preference, string? currency, IReadOnlySet<string>? beside) =>
        beside is null || synonym.HoldsBeside(beside) ? ColumnMatch.Of(synonym, preference, synonym.Column == Value ? currency : null) : null;

    private static FrozenDictionary<string, ColumnSynonym> Read()
    {
        var byKey = new Dictionary<string, ColumnSynonym>(StringComparer.Ordinal);
        using var stream = typeof(ColumnNames).Assembly.GetManifestResourceStream("ScreeningApi.Batches.Files.columns.csv")!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        while (reader.Read())
        {
            var column = reader.GetString("column");
            if (!InOrder.Contains(column))
            {
                InOrder.Add(column);
                byKey.TryAdd(Key(column), new ColumnSynonym(column, 0, null, [], []));
            }

            var (onlyBeside, neverBeside) = (Keys(reader.GetString("only_beside")), Keys(reader.GetString("never_beside")));
            foreach (var name in reader.GetString("synonyms").Split('|'))
            {
                // Spacing aside, some names are written in two ways; a test sees to it that none means two columns.
                byKey.TryAdd(Key(name), new ColumnSynonym(column, byKey.Count, column == Value ? HeaderName.Read(name).Currency : null, onlyBeside, neverBeside));
            }
        }

        return byKey.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenSet<string> Keys(string names) => names.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Key).ToFrozenSet(StringComparer.Ordinal);
}
