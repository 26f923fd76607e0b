using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Text;

namespace Screening.Engine.Matching.Thresholds;

/// <summary>
/// Compares a line's technical values with the thresholds of the goods it was found to be, or of the entry that was declared. A line that
/// is neither and declares no values costs nothing here.
/// </summary>
internal static class ParameterScreening
{
    /// <param name="found">Categories that other evidence has found.</param>
    /// <param name="description">The description after normalisation, where that was done before.</param>
    /// <param name="at">The decisive date, and the share by which a declared value may lie beside the described one before they contradict.</param>
    public static ParameterFacts Of(LineItem line, ImmutableArray<CategoryMatch> found, CompiledRuleSet rules, (DateOnly Date, double Tolerance) at, NormalizedText? description = null)
    {
        var known = rules.Parameters;
        var declared = line.Eccn is { IsEar99: false } eccn ? eccn.Entry : "";
        if (line.Parameters.IsEmpty && !known.ByEntry.ContainsKey(declared) && !HasThresholds(found, known))
        {
            return ParameterFacts.None;
        }

        var scratch = ParameterScratch.OfThisThread;
        scratch.Clear();
        var entry = known.ByEntry.GetValueOrDefault(declared, []);
        var context = new ParameterContext(known, BitsOf(found, entry, rules), at.Date);
        if (!string.IsNullOrEmpty(line.Description))
        {
            ParameterExtractor.Read(line.Description, context, scratch, description);
        }

        var remarks = DeclaredParameters.Read(line.Parameters, context, scratch);
        var outcomes = OutcomesOf(entry, found, context, scratch);
        return outcomes.Count == 0 && line.Parameters.IsEmpty ? ParameterFacts.None
            : Conclude(line, outcomes, declared, at.Date) with { Conflicts = ParameterConflict.Find(scratch.Readings, known, at.Tolerance), Remarks = remarks };
    }

    /// <summary>What the thresholds of the declared entry, and then those of the categories, come to.</summary>
    private static List<ThresholdOutcome> OutcomesOf(CompiledThreshold[] entry, ImmutableArray<CategoryMatch> found, in ParameterContext context, ParameterScratch scratch)
    {
        var outcomes = scratch.Outcomes;
        AddOutcomes(entry, context.Date, scratch.Readings, outcomes);
        foreach (var category in found)
        {
            AddOutcomes(context.Known.ByCategory.GetValueOrDefault(category.Code, []), context.Date, scratch.Readings, outcomes);
        }

        return outcomes;
    }

    private static void AddOutcomes(CompiledThreshold[] thresholds, DateOnly date, List<ParameterReading> readings, List<ThresholdOutcome> outcomes)
    {
        foreach (var threshold in thresholds)
        {
            if (threshold.Row.Validity.Holds(date) && ThresholdComparison.Compare(threshold, readings) is { } outcome && !IsAmong(outcomes, threshold))
            {
                outcomes.Add(outcome);
            }
        }
    }

    private static bool IsAmong(List<ThresholdOutcome> outcomes, CompiledThreshold threshold)
    {
        foreach (var outcome in outcomes)
        {
            if (ReferenceEquals(outcome.Threshold, threshold))
            {
                return true;
            }
        }

        return false;
    }

    private static ParameterFacts Conclude(LineItem line, List<ThresholdOutcome> outcomes, string declared, DateOnly date)
    {
        outcomes.Sort(static (one, other) => string.CompareOrdinal(one.Threshold.Row.Paragraph, other.Threshold.Row.Paragraph) is not 0 and var order ? order
            : string.CompareOrdinal(one.Threshold.Row.Conditions, other.Threshold.Row.Conditions) is not 0 and var next ? next
            : one.Threshold.Category.CompareTo(other.Threshold.Category));
        var met = MetOf(outcomes);
        return new ParameterFacts
        {
            Evidence = met.IsEmpty ? [] : [.. met.SelectMany(o => EvidenceOf(o, line))],
            Met = met,
            Open = OpenOf(outcomes, met),
            Inferred = met.IsEmpty ? [] : [.. met.Where(o => o.Threshold.Entry != declared).SelectMany(o => Matches(o.Threshold, date)).DistinctBy(m => (m.Regime, m.Entry))],
        };
    }

    private static ImmutableArray<ThresholdOutcome> MetOf(List<ThresholdOutcome> outcomes)
    {
        ImmutableArray<ThresholdOutcome>.Builder? met = null;
        foreach (var outcome in outcomes)
        {
            if (outcome.IsMet)
            {
                (met ??= ImmutableArray.CreateBuilder<ThresholdOutcome>()).Add(outcome);
            }
        }

        return met?.DrainToImmutable() ?? [];
    }

    /// <summary>Another paragraph of an entry that is met already decides nothing more.</summary>
    private static ImmutableArray<ThresholdOutcome> OpenOf(List<ThresholdOutcome> outcomes, ImmutableArray<ThresholdOutcome> met)
    {
        var open = ImmutableArray.CreateBuilder<ThresholdOutcome>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            var isDecided = false;
            foreach (var other in met)
            {
                isDecided |= other.Threshold.Entry == outcome.Threshold.Entry;
            }

            if (outcome.IsOpen && !isDecided)
            {
                open.Add(outcome);
            }
        }

        return open.DrainToImmutable();
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

    /// <summary>The categories whose parameters are looked for: those found, and those of the declared entry's thresholds.</summary>
    private static ulong BitsOf(ImmutableArray<CategoryMatch> found, CompiledThreshold[] entry, CompiledRuleSet rules)
    {
        var bits = 0UL;
        foreach (var threshold in entry)
        {
            bits |= 1UL << threshold.Category;
        }

        for (var number = 0; number < rules.Categories.Length; number++)
        {
            foreach (var match in found)
            {
                bits |= match.Code == rules.Categories[number].Code ? 1UL << number : 0;
            }
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
