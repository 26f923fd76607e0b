using System.Collections.Immutable;
using Screening.Engine.Destinations;
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
        ],
    };

    /// <summary>Never throws on a shipment; everything it cannot know becomes a finding or a question.</summary>
    public static ScreeningResult Screen(Shipment shipment, ScreeningSnapshot snapshot)
    {
        var route = Route.Of(shipment, snapshot.Destinations);
        var lines = ImmutableArray.CreateBuilder<LineResult>(shipment.Lines.Length);
        foreach (var line in shipment.Lines)
        {
            lines.Add(LineScreening.Screen(line, shipment, route, snapshot));
        }

        var score = lines.Select(l => l.RiskScore).DefaultIfEmpty(0).Max();
        return new ScreeningResult
        {
            Verdict = lines.Select(l => l.Verdict).DefaultIfEmpty(Verdict.Incomplete).Min(),
            RiskScore = score,
            RiskLevel = snapshot.Policy.LevelOf(score),
            Lines = lines.MoveToImmutable(),
            Coverage = Coverage,
            Versions = snapshot.Versions,
        };
    }
}
