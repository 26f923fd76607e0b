using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Parties;
using Screening.Engine.Scoring;

namespace Screening.Engine;

/// <summary>
/// Screens one shipment against one snapshot. Pure: no clock, no input or output, no logging; the same arguments give the same
/// result, byte for byte, on any thread. One line or a million are scored by the same code.
/// </summary>
public static class ScreeningEngine
{
    /// <summary>What this version looks at, and what it does not, besides parties: the same for every line.</summary>
    public static Coverage Coverage { get; } = new()
    {
        Evaluated = ["categories", "makers", "listings", "controls", "destinations", "parameters", "licenses", "endUse"],
        NotEvaluated =
        [
            new() { Check = "licensesWithoutSign", Reason = "no license is determined for goods that are declared in no control entry and that nothing marks as belonging to one, unless the place or the end use decides" },
            new() { Check = "otherGoods", Reason = "goods outside the categories (chemicals, materials, nuclear and biological items, encryption software) are found by a declared ECCN, or an HS code that a list of goods names, not by their description" },
        ],
    };

    /// <summary>The same, with the dates of the tables that it rests on, where a shipment names parties.</summary>
    public static Coverage CoverageOf(ScreeningSnapshot snapshot) =>
        CoverageOf(snapshot, snapshot.Watchlists.IsEmpty || snapshot.Names is null ? PartyCoverage.NoList : snapshot.Watchlists.IsComplete ? PartyCoverage.Complete : PartyCoverage.Doubtful);

    /// <summary>The same for lines of a file, whose parties were looked up in lists or not.</summary>
    public static Coverage CoverageOf(bool hasWatchlists) => CoverageOf(Coverage, hasWatchlists ? PartyCoverage.Complete : PartyCoverage.NoList, "");

    /// <summary>The same for a shipment whose parties were screened as far as said.</summary>
    public static Coverage CoverageOf(ScreeningSnapshot snapshot, PartyCoverage parties) =>
        WithAbsent(CoverageOf(Coverage with { AsOf = snapshot.Licenses.AsOf }, parties, snapshot.Watchlists.Doubts()), snapshot, parties);

    /// <summary>Lists that the rules know and nobody loaded: nothing may be concluded from their silence.</summary>
    private static Coverage WithAbsent(Coverage coverage, ScreeningSnapshot snapshot, PartyCoverage parties)
    {
        string[] absent = [.. snapshot.WatchlistRules.Lists.Select(l => l.Code).Except(snapshot.Watchlists.Versions.Keys, StringComparer.Ordinal)];
        return parties is not (PartyCoverage.Complete or PartyCoverage.Doubtful) || absent.Length == 0 ? coverage
            : coverage with { NotEvaluated = coverage.NotEvaluated.Add(new() { Check = "otherWatchlists", Reason = $"these lists are known and not loaded: {string.Join(", ", absent)}" }) };
    }

    private static Coverage CoverageOf(Coverage coverage, PartyCoverage parties, string doubts)
    {
        const string Check = "parties";
        return parties switch
        {
            PartyCoverage.Complete => coverage with { Evaluated = coverage.Evaluated.Add(Check) },
            PartyCoverage.NoList => coverage with { NotEvaluated = coverage.NotEvaluated.Insert(0, new() { Check = Check, Reason = "no watchlist is loaded" }) },
            PartyCoverage.NoParty => coverage with { NotEvaluated = coverage.NotEvaluated.Insert(0, new() { Check = Check, Reason = "the shipment names no party" }) },
            _ => coverage with { NotEvaluated = coverage.NotEvaluated.Insert(0, new() { Check = Check, Reason = doubts }) },
        };
    }

    /// <summary>Never throws on a shipment; everything it cannot know becomes a finding or a question.</summary>
    public static ScreeningResult Screen(Shipment shipment, ScreeningSnapshot snapshot) =>
        Screen(shipment, new ShipmentFacts(shipment, RouteFacts.Of(shipment, snapshot.Destinations, snapshot.Policy), snapshot), snapshot, null);

    /// <summary>The same result, sooner where goods and places like these were screened before.</summary>
    /// <param name="known">What is remembered under this snapshot.</param>
    public static ScreeningResult Screen(Shipment shipment, ScreeningSnapshot snapshot, RememberedFacts known) => Screen(shipment, known.FactsOf(shipment, snapshot), snapshot, known);

    /// <summary>The same result for a shipment whose goods were recognised while it was read.</summary>
    /// <param name="shipment">All of it but the lines.</param>
    /// <param name="lines">With goods of this snapshot and of the shipment's date.</param>
    public static ScreeningResult Screen(Shipment shipment, ReadOnlyMemory<KnownLine> lines, ScreeningSnapshot snapshot, RememberedFacts known)
    {
        var facts = known.FactsOf(shipment, snapshot, lines);
        var results = new LineResult[lines.Length];
        for (var i = 0; i < results.Length; i++)
        {
            ref readonly var line = ref lines.Span[i];
            results[i] = Screen(line.Terms, line.Goods, facts, snapshot);
        }

        return ResultOf(results, facts, snapshot);
    }

    private static ScreeningResult Screen(Shipment shipment, ShipmentFacts facts, ScreeningSnapshot snapshot, RememberedFacts? known)
    {
        var lines = new LineResult[shipment.Lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = shipment.Lines[i];
            lines[i] = known is null ? ScreenLine(line, shipment.DecisiveDate, facts, snapshot) : Screen(LineTerms.Of(line), known.GoodsOf(line, snapshot, shipment.DecisiveDate), facts, snapshot);
        }

        return ResultOf(lines, facts, snapshot);
    }

    private static ScreeningResult ResultOf(LineResult[] lines, ShipmentFacts facts, ScreeningSnapshot snapshot)
    {
        var (verdict, score) = (lines.Length == 0 ? Verdict.Incomplete : Verdict.NoFinding, 0m);
        for (var i = 0; i < lines.Length; i++)
        {
            verdict = lines[i].Verdict < verdict ? lines[i].Verdict : verdict;
            score = i == 0 || lines[i].RiskScore > score ? lines[i].RiskScore : score;
        }

        var basis = BasisOf(snapshot, facts.PartyScreening.Coverage);
        return new ScreeningResult
        {
            Verdict = verdict,
            RiskScore = score,
            RiskLevel = snapshot.Policy.LevelOf(score),
            Lines = ImmutableCollectionsMarshal.AsImmutableArray(lines),
            Coverage = basis.Coverage,
            Versions = basis.Versions,
            Shared = basis.Shared,
        };
    }

    /// <summary>All results of a snapshot whose parties were screened as far have it in common.</summary>
    private static ResultBasis BasisOf(ScreeningSnapshot snapshot, PartyCoverage parties)
    {
        if (snapshot.Bases is not { } bases || !bases.IsOf(snapshot))
        {
            snapshot.Bases = bases = new ResultBases(snapshot);
        }

        return bases.Of(parties) ??= new ResultBasis(CoverageOf(snapshot, parties), snapshot.Versions);
    }

    /// <summary>What the goods of a line are, wherever they go.</summary>
    public static RecognizedGoods Recognize(LineItem line, ScreeningSnapshot snapshot, DateOnly date) =>
        new(ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), date);

    /// <summary>The result that a line with these goods has in its shipment.</summary>
    /// <param name="shipment">Of the date of <paramref name="goods"/>, and both of this snapshot.</param>
    public static LineResult Screen(in LineTerms line, RecognizedGoods goods, ShipmentFacts shipment, ScreeningSnapshot snapshot) =>
        LineScreening.Screen(line, goods, shipment, snapshot);

    /// <summary>Whether licenses are needed for an item that is part of no shipment. The shipment has one line.</summary>
    public static ImmutableArray<LicenseDetermination> DetermineLicenses(Shipment shipment, ScreeningSnapshot snapshot)
    {
        var line = shipment.Lines[0];
        var item = ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, shipment.DecisiveDate);
        return LicenseLaw.Determine(LineLicenses.ItemOf(item, LineTerms.Of(line)), Consignment.Of(shipment, snapshot.Licenses), snapshot.Licenses);
    }

    private static LineResult ScreenLine(LineItem line, DateOnly date, ShipmentFacts shipment, ScreeningSnapshot snapshot) =>
        LineScreening.Screen(LineTerms.Of(line), ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), shipment, snapshot);
}
