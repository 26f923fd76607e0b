using System.Text.RegularExpressions;
using ScreeningApi.Batches.Files;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>
/// The columns of real customs files, where they are at hand: what a column is called says what must be read from it. The rules here are
/// written from the names alone, apart from the synonyms that are tested.
/// </summary>
public sealed partial class CustomsLayoutTests(ITestOutputHelper output)
{
    private const int LeastLayouts = 100;

    /// <summary>Ours, what a column is called that could be it, and what one is called that never is.</summary>
    private static readonly (string Ours, Regex Could, Regex Never)[] Rules =
    [
        (ColumnNames.HsCode, HsCode(), Nothing()),
        (ColumnNames.Description, Description(), NoDescription()),
        (ColumnNames.Destination, Destination(), NoDestination()),
        (ColumnNames.Consignee, Consignee(), NoConsignee()),
        (ColumnNames.Quantity, Quantity(), NoQuantity()),
        (ColumnNames.Value, Value(), NoValue()),
        (ColumnNames.OriginCountry, OriginCountry(), Nothing()),
        (ColumnNames.Unit, Unit(), NoUnit()),
    ];

    [Fact]
    public void What_a_layout_has_is_found_and_nothing_else_is_taken_for_it()
    {
        var wrong = new List<string>();
        var layouts = Layouts();
        Assert.SkipWhen(layouts is null, "The layouts are not at hand.");
        Assert.True(layouts!.Count >= LeastLayouts);
        foreach (var (name, headers) in layouts)
        {
            var map = ColumnMap.Of(headers, []);
            output.WriteLine($"{name}: {string.Join(", ", map.Mapped.Select(m => $"{m.Ours}={m.Theirs}"))} {map.ValueCurrency} | {string.Join(" ", map.Unknown)}");
            foreach (var (ours, could, never) in Rules)
            {
                string[] candidates = [.. headers.Where(h => could.IsMatch(h) && !never.IsMatch(h) && (h != "COUNTRY" || !headers.Any(Inward().IsMatch)))];
                var expected = Preferred(ours, candidates);
                var found = map.Has(ours) ? map.NameOf(ours) : null;
                if (expected.Length > 0 ? !expected.Contains(found) : found is not null)
                {
                    wrong.Add($"{name}: {ours} is {found ?? "nothing"}, expected {(expected.Length == 0 ? "nothing" : string.Join(" or ", expected))}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Our own names first; then what the goods are before what their code says, English before others, dollars before other money, FOB before CIF.</summary>
    private static string[] Preferred(string ours, string[] candidates)
    {
        candidates = Narrowed(candidates, h => ColumnNames.Key(h) == ColumnNames.Key(ours));
        return ours switch
        {
            ColumnNames.Description => Narrowed(Narrowed(candidates, h => !h.StartsWith("HS", StringComparison.Ordinal)), h => h.EndsWith("_EN", StringComparison.Ordinal)),
            ColumnNames.Value => Narrowed(Narrowed(candidates, h => h.Contains("USD", StringComparison.Ordinal)), h => !h.Contains("CIF", StringComparison.Ordinal)),
            ColumnNames.Quantity => Narrowed(candidates, h => !h.Contains("SUB_", StringComparison.Ordinal)),
            ColumnNames.Consignee => Narrowed(Narrowed(candidates, h => !h.StartsWith("STD", StringComparison.Ordinal) && !h.StartsWith("RAW", StringComparison.Ordinal)), h => h.EndsWith("_EN", StringComparison.Ordinal)),
            _ => candidates,
        };
    }

    private static string[] Narrowed(string[] candidates, Func<string, bool> isBetter) => candidates.Any(isBetter) ? [.. candidates.Where(isBetter)] : candidates;

    private static List<(string Name, string[] Headers)>? Layouts() =>
        SharedData.Find("csv_headers", "column_headers.csv") is { } path
            ? [.. File.ReadLines(path).Skip(1).Select(l => l.Split(',', 3)).Select(l => (l[0], l[2].Split('|')))] : null;

    [GeneratedRegex(@"^HS_?CODE$")]
    private static partial Regex HsCode();

    [GeneratedRegex("DESC")]
    private static partial Regex Description();

    [GeneratedRegex("^(PACK|CONTAINER|TRANSPORT|SECTION|CHAPTER|CPC)|OF_THE_SECTION")]
    private static partial Regex NoDescription();

    [GeneratedRegex("DEST.*COUNTRY|COUNTRY.*DEST|^TO_COUNTRY|^COUNTRY$")]
    private static partial Regex Destination();

    [GeneratedRegex("SHIPMENT_OR")]
    private static partial Regex NoDestination();

    [GeneratedRegex("(IMPORTER|BUYER|CONSIGNEE).*NAME|^IMPORTER$")]
    private static partial Regex Consignee();

    [GeneratedRegex("NOTIFY")]
    private static partial Regex NoConsignee();

    [GeneratedRegex("QUANTITY|QTY|NUMBER_OF_GOODS|SUPP_UNITS")]
    private static partial Regex Quantity();

    [GeneratedRegex("%|UNIT_|_UNIT$|TYPE|PACKAGE|CONTAINER|SKU|PERCENT")]
    private static partial Regex NoQuantity();

    [GeneratedRegex("VALUE|AMOUNT|FOB|CIF|PRICE|TOTAL.*USD|COST_INS|FREE_ON")]
    private static partial Regex Value();

    [GeneratedRegex("%|PERCENT|UNIT|TAX|FREIGHT|INSURANCE|PER_|EXCHANGE|RATE|1000|SHIPMENT|DUTY|BOLIVAR|EXPENDITURE|NOT_TAXABLE|SUB_ITEM|_[1-4]$|GUARANTEE")]
    private static partial Regex NoValue();

    [GeneratedRegex("^ORIGIN_COUNTRY|COUNTRY_OF_ORIGIN")]
    private static partial Regex OriginCountry();

    [GeneratedRegex("UNIT$|^UNIT|MEASUREMENT_UNIT|_UNIT_|QUANTITY_TYPE|UNIT_EN")]
    private static partial Regex Unit();

    [GeneratedRegex("WEIGHT|CURRENCY|PRICE|VALUE|PACKAGE|FOB|CIF|^UNIT_QUANTITY|ITEM_STAT|ADDITIONAL|AVERAGE|PER_UNIT")]
    private static partial Regex NoUnit();

    /// <summary>Whose goods come in: a bare country may be where they come from.</summary>
    [GeneratedRegex("SUPPLIER|IMPORTER|SHIPPER")]
    private static partial Regex Inward();

    [GeneratedRegex("^$")]
    private static partial Regex Nothing();
}
