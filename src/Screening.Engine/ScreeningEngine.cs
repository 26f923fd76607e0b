using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// Screens one shipment against one snapshot. Pure: no clock, no input or output, no logging; the same arguments give the same
/// result, byte for byte, on any thread. One line or a million are scored by the same code.
/// </summary>
public static class ScreeningEngine
{
    /// <summary>What this version looks at, and what it does not: the same for every line.</summary>
    public static Coverage Coverage { get; } = new()
    {
        Evaluated = ["categories", "makers", "listings", "controls", "destinations", "parameters"],
        NotEvaluated =
        [
            new() { Check = "licenses", Reason = "license determination is not part of this version" },
            new() { Check = "parties", Reason = "no watchlist is loaded" },
            new() { Check = "endUse", Reason = "the stated end use is stored, but not read" },
            new() { Check = "otherGoods", Reason = "goods outside the categories (chemicals, materials, nuclear and biological items, encryption software) are found by a declared ECCN, or an HS code that a list of goods names, not by their description" },
        ],
    };

    /// <summary>Never throws on a shipment; everything it cannot know becomes a finding or a question.</summary>
    public static ScreeningResult Screen(Shipment shipment, ScreeningSnapshot snapshot)
    {
        var route = RouteOf(shipment, snapshot);
        var lines = new LineResult[shipment.Lines.Length];
        var (verdict, score) = (lines.Length == 0 ? Verdict.Incomplete : Verdict.NoFinding, 0m);
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = ScreenLine(shipment.Lines[i], shipment.DecisiveDate, route, snapshot);
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

    /// <summary>What follows from where a shipment goes, whatever its lines are.</summary>
    public static RouteFacts RouteOf(Shipment shipment, ScreeningSnapshot snapshot) => RouteFacts.Of(shipment, snapshot.Destinations, snapshot.Policy);

    /// <summary>What the goods of a line are, wherever they go.</summary>
    public static RecognizedGoods Recognize(LineItem line, ScreeningSnapshot snapshot, DateOnly date) =>
        new(ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), date);

    /// <summary>The result that a line with these goods has in its shipment.</summary>
    /// <param name="line">Its number in the shipment, and what was mended to read it.</param>
    /// <param name="route">Of the date of <paramref name="goods"/>, and both of this snapshot.</param>
    public static LineResult Screen((int No, ImmutableArray<FieldRepair> Repairs) line, RecognizedGoods goods, RouteFacts route, ScreeningSnapshot snapshot) =>
        LineScreening.Screen(line, goods.Facts, route, snapshot);

    private static LineResult ScreenLine(LineItem line, DateOnly date, RouteFacts route, ScreeningSnapshot snapshot) =>
        LineScreening.Screen((line.LineNo, line.Repairs), ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), route, snapshot);
}
