using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>
/// Compares a line's technical values with the thresholds of the goods it was found to be, or of the entry that was declared. A line that
/// is neither and declares no values costs nothing here.
/// </summary>
internal static class ParameterScreening
{
    /// <param name="found">Categories that other evidence has found.</param>
    /// <param name="at">The decisive date, and the share by which a declared value may lie beside the described one before they contradict.</param>
    public static ParameterFacts Of(LineItem line, ImmutableArray<CategoryMatch> found, CompiledRuleSet rules, (DateOnly Date, double Tolerance) at)
    {
        var known = rules.Parameters;
        var declared = line.Eccn is { IsEar99: false } eccn ? eccn.Entry : "";
        if (line.Parameters.IsEmpty && !known.ByEntry.ContainsKey(declared) && !HasThresholds(found, known))
        {
            return ParameterFacts.None;
        }

        var thresholds = ThresholdsOf(found, declared, known, at.Date);
        var context = new ParameterContext(known, BitsOf(found, thresholds, rules), at.Date);
        var scratch = ParameterScratch.OfThisThread;
        scratch.Clear();
        if (!string.IsNullOrEmpty(line.Description))
        {
            ParameterExtractor.Read(line.Description, context, scratch);
        }

        var remarks = DeclaredParameters.Read(line.Parameters, known, scratch);
        var outcomes = thresholds.Select(t => ThresholdComparison.Compare(t, scratch.Readings)).ToList();
        ImmutableArray<ThresholdOutcome> met = [.. outcomes.Where(o => o.IsMet)];
        return new ParameterFacts
        {
            Evidence = [.. met.SelectMany(o => EvidenceOf(o, line))],
            Met = met,
            Open = [.. outcomes.Where(o => o.IsOpen)],
            Inferred = [.. met.Where(o => o.Threshold.Entry != declared).SelectMany(o => Matches(o.Threshold, at.Date)).DistinctBy(m => (m.Regime, m.Entry))],
            Contradictions = Contradiction.Find(scratch.Readings, known, at.Tolerance),
            Remarks = remarks,
        };
    }

    private static bool HasThresholds(ImmutableArray<CategoryMatch> found, CompiledParameters known)
    {
        foreach (var category in found)
        {
            if (known.ByCategory.ContainsKey(category.Code))
            {
                return true;
            }
        }

        return false;
    }

    private static List<CompiledThreshold> ThresholdsOf(ImmutableArray<CategoryMatch> found, string declared, CompiledParameters known, DateOnly date) =>
    [
        .. found.SelectMany(c => known.ByCategory.GetValueOrDefault(c.Code, [])).Concat(known.ByEntry.GetValueOrDefault(declared, []))
            .Where(t => t.Row.Validity.Holds(date)).Distinct()
            .OrderBy(t => t.Row.Paragraph, StringComparer.Ordinal).ThenBy(t => t.Row.Conditions, StringComparer.Ordinal),
    ];

    private static ulong BitsOf(ImmutableArray<CategoryMatch> found, List<CompiledThreshold> thresholds, CompiledRuleSet rules)
    {
        var bits = thresholds.Aggregate(0UL, (all, t) => all | (1UL << t.Category));
        foreach (var (number, category) in rules.Categories.Index())
        {
            bits |= found.Any(f => f.Code == category.Code) ? 1UL << number : 0;
        }

        return bits;
    }

    /// <summary>One piece for each stated value that met a condition.</summary>
    private static IEnumerable<(int, Evidence)> EvidenceOf(ThresholdOutcome outcome, LineItem line) =>
        outcome.Conditions.Select(c => c.Reading!.Value).DistinctBy(r => (r.Start, r.Declared)).Select(r => (outcome.Threshold.Category, Evidence(outcome.Threshold.Row, r, line)));

    private static Evidence Evidence(ThresholdRow row, ParameterReading reading, LineItem line)
    {
        var isDescribed = reading.Declared < 0;
        return new Evidence
        {
            Kind = EvidenceKind.Parameter,
            Field = isDescribed ? "description" : "parameters",
            Start = isDescribed ? reading.Start : null,
            Length = isDescribed ? reading.Length : null,
            Text = isDescribed ? line.Description!.Substring(reading.Start, reading.Length) : Sent(line.Parameters[reading.Declared]),
            Rule = row.Paragraph,
            Weight = row.Strength,
            Note = row.Text,
            Citation = row.Citation,
        };
    }

    private static string Sent(TechnicalParameter sent) =>
        string.Create(CultureInfo.InvariantCulture, $"{sent.Name} {sent.Value}{(sent.Unit is null ? "" : " ")}{sent.Unit}");

    private static IEnumerable<ControlMatch> Matches(CompiledThreshold threshold, DateOnly date) =>
        threshold.Entries.Where(e => e.Validity.Holds(date)).Select(e => new ControlMatch
        {
            Regime = e.Regime,
            Entry = threshold.Row.Paragraph,
            Heading = e.Heading,
            Basis = ControlBasis.Inferred,
            ReasonsForControl = e.Reasons,
            Citation = threshold.Row.Citation,
            Verified = threshold.Row.Verified,
        });
}
