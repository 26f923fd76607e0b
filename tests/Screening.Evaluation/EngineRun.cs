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

    private static List<string> Found(LabelledRow row, bool withCodes, Place destination, ScreeningSnapshot snapshot)
    {
        var code = withCodes && HsCode.TryParse(row.HsCode, out var hs, out _) ? hs : (HsCode?)null;
        var shipment = new Shipment
        {
            DecisiveDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            Destination = destination,
            Lines = [new LineItem { LineNo = 1, Description = row.Description, HsCode = code }],
        };
        var result = ScreeningEngine.Screen(shipment, snapshot).Lines[0];
        return [.. result.Categories.Where(c => c.Confidence >= Scorecard.FoundFrom).Select(c => c.Code)];
    }
}
