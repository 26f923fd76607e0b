using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// Screens one shipment against one snapshot. Pure: no clock, no input or output, no logging; the same arguments give the same
/// result, byte for byte, on any thread. One line or a million come through here.
/// </summary>
public static class ScreeningEngine
{
    private static readonly Coverage Coverage = new()
    {
        Evaluated = ["categories", "makers", "listings", "controls", "destinations", "parameters"],
        NotEvaluated =
        [
            new() { Check = "licenses", Reason = "license determination is not part of this version" },
            new() { Check = "parties", Reason = "no watchlist is loaded" },
            new() { Check = "endUse", Reason = "the stated end use is stored, but not read" },
            new() { Check = "otherGoods", Reason = "goods outside the categories (chemicals, materials, nuclear and biological items, encryption software) are found by a declared HS code or ECCN only, not by their description" },
        ],
    };

    /// <summary>Never throws on a shipment; everything it cannot know becomes a finding or a question.</summary>
    /// <param name="memory">What earlier lines came to; null for a caller with few lines. It changes the cost, never the result.</param>
    public static ScreeningResult Screen(Shipment shipment, ScreeningSnapshot snapshot, ScreeningMemory? memory = null)
    {
        var remembered = memory?.Of(snapshot);
        var route = remembered?.Routes.Of(shipment, snapshot.Destinations, snapshot.Policy) ?? RouteFacts.Of(shipment, snapshot.Destinations, snapshot.Policy);
        var lines = new LineResult[shipment.Lines.Length];
        var (verdict, score) = (lines.Length == 0 ? Verdict.Incomplete : Verdict.NoFinding, 0m);
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = LineScreening.Screen(shipment.Lines[i], shipment.DecisiveDate, route, (snapshot, remembered?.Goods));
            verdict = lines[i].Verdict < verdict ? lines[i].Verdict : verdict;
            score = i == 0 || lines[i].RiskScore > score ? lines[i].RiskScore : score;
        }

        return new ScreeningResult
        {
            Verdict = verdict,
            RiskScore = score,
            RiskLevel = snapshot.Policy.LevelOf(score),
            Lines = ImmutableCollectionsMarshal.AsImmutableArray(lines),
            Coverage = Coverage,
            Versions = snapshot.Versions,
        };
    }
}
