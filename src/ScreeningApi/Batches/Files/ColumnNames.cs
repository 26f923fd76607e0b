using System.Collections.Frozen;
using CsvHelper;

namespace ScreeningApi.Batches.Files;

/// <summary>The columns that are understood, and what people call them: in any case and spacing, see columns.csv.</summary>
internal static class ColumnNames
{
    public const string ShipmentRef = "shipment_ref", LineNo = "line_no", Description = "description", HsCode = "hs_code", Eccn = "eccn", PartNumber = "part_number",
        Manufacturer = "manufacturer", Quantity = "quantity", Unit = "unit", Value = "value", Currency = "currency", Origin = "origin", OriginCountry = "origin_country",
        Destination = "destination", Transit = "transit", Consignee = "consignee", ConsigneeCountry = "consignee_country", EndUser = "end_user",
        EndUserCountry = "end_user_country", EndUse = "end_use";

    /// <summary>One of them must be there: without, nothing says what the goods are.</summary>
    public static readonly string[] Goods = [Description, HsCode, Eccn, PartNumber];

    private static readonly FrozenDictionary<string, string> ByKey = Read();

    /// <summary>Our columns in the order of the file.</summary>
    public static IEnumerable<string> All { get; } = [.. ByKey.Values.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Null when nobody calls a column so.</summary>
    public static string? Find(string name) => ByKey.GetValueOrDefault(Key(name));

    /// <summary>Letters and digits alone, in lower case.</summary>
    public static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static FrozenDictionary<string, string> Read()
    {
        var byKey = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = typeof(ColumnNames).Assembly.GetManifestResourceStream("ScreeningApi.Batches.Files.columns.csv")!;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',' });
        while (reader.Read())
        {
            var column = reader.GetString("column");
            foreach (var name in reader.GetString("synonyms").Split('|').Prepend(column))
            {
                // Spacing aside, some names are written in two ways; a test sees to it that none means two columns.
                byKey.TryAdd(Key(name), column);
            }
        }

        return byKey.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
