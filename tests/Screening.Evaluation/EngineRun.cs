using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Reference;

namespace Screening.Evaluation;

/// <summary>Screens rows with the shipped rules, without a service: the same engine, the same files.</summary>
internal static class EngineRun
{
    public static List<ScreenedRow> Screen(IReadOnlyList<LabelledRow> rows, bool withCodes, ScreeningSnapshot snapshot)
    {
        var destination = snapshot.Destinations.Countries.Resolve("AE");
        return [.. rows.Select(row => new ScreenedRow(row, Found(row, withCodes, destination, snapshot)))];
    }

    public static ScreeningSnapshot Load(string? folder) => SnapshotCompiler.Compile(ReferenceFolder.Read(folder ?? ReferenceFolder.Shipped));

    /// <summary>Every piece of evidence that a description gives, a line each.</summary>
    public static IEnumerable<string> Explain(string description, ScreeningSnapshot snapshot)
    {
        var row = new LabelledRow("", description, "", "", "", "");
        foreach (var category in Screen(row, false, snapshot.Destinations.Countries.Resolve("AE"), snapshot).Categories)
        {
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{category.Code} {category.Confidence:0.00}");
            foreach (var e in category.Evidence)
            {
                yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"   {e.Weight:0.00} {e.Rule} '{e.Text}' {e.Spelling} {(e.WeakenedBy is { } w ? $"weakened by {w.Rule} '{w.Text}'" : "")}");
            }
        }
    }

    private static List<string> Found(LabelledRow row, bool withCodes, Place destination, ScreeningSnapshot snapshot) =>
        [.. Screen(row, withCodes, destination, snapshot).Categories.Where(c => c.Confidence >= Scorecard.FoundFrom).Select(c => c.Code)];

    private static LineResult Screen(LabelledRow row, bool withCodes, Place destination, ScreeningSnapshot snapshot)
    {
        var code = withCodes && HsCode.TryParse(row.HsCode, out var hs, out _) ? hs : (HsCode?)null;
        var shipment = new Shipment
        {
            DecisiveDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Destination = destination,
            Lines = [new LineItem { LineNo = 1, Description = row.Description, HsCode = code }],
        };
        return ScreeningEngine.Screen(shipment, snapshot).Lines[0];
    }
}
