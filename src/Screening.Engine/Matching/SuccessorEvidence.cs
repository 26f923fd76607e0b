using System.Globalization;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>
/// What the rules say of the codes that took over a retired one. Nobody knows which of them is meant, so a rule counts as much as its
/// share of them: 0.9 that holds for three codes of four counts 0.675.
/// </summary>
internal static class SuccessorEvidence
{
    public static void Add(
        ref List<(int Category, Evidence Evidence)>? found, HsRetiredRow retired, Func<RuleRow, Evidence> make, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        scratch.RuleNumbers.Clear();
        foreach (var successor in retired.Successors)
        {
            at.Rules.HsRules.FindPrefixes(successor, scratch.RuleNumbers);
        }

        foreach (var rule in scratch.RuleNumbers.GroupBy(n => n).Select(g => (Rule: at.Rules.Rules[g.Key], Count: g.Count())).Where(r => r.Rule.Row.Validity.Holds(at.Date)))
        {
            var share = Math.Min(1.0, (double)rule.Count / retired.Successors.Length);
            EvidenceCollector.AddStronger(found ??= [], rule.Rule.Category, make(rule.Rule.Row) with
            {
                Weight = Math.Round(rule.Rule.Row.Strength * share, 4),
                Note = string.Create(CultureInfo.InvariantCulture, $"{rule.Rule.Row.Note} (the retired code went to {string.Join(", ", retired.Successors)}; the rule holds for {rule.Count} of {retired.Successors.Length})"),
            });
        }
    }
}
