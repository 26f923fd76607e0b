using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>
/// What the rules say of the codes that took over a retired one. Nobody knows which of them is meant, so a rule counts as much as its
/// share of them: 0.9 that holds for three codes of four counts 0.675.
/// </summary>
internal static class SuccessorEvidence
{
    public static void Add(
        ref List<(int Category, Evidence Evidence)>? found, HsCode declared, HsRetiredRow retired, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        var fired = retired.Successors.SelectMany(successor => RulesOf(successor, at.Rules, scratch)).GroupBy(number => number);
        foreach (var (number, count) in fired.Select(g => (g.Key, g.Count())).OrderBy(f => f.Key))
        {
            var rule = at.Rules.Rules[number];
            if (rule.Row.Validity.Holds(at.Date))
            {
                EvidenceCollector.AddStronger(found ??= [], rule.Category, EvidenceCollector.Make(EvidenceKind.HsCode, "hsCode", declared.Sent, rule.Row) with
                {
                    Weight = Math.Round(rule.Row.Strength * count / retired.Successors.Length, 4),
                    Note = $"{rule.Row.Note} (holds for {count} of the {retired.Successors.Length} codes that replaced {retired.Code})",
                });
            }
        }
    }

    private static List<int> RulesOf(string successor, CompiledRuleSet rules, MatchingScratch scratch)
    {
        scratch.RuleNumbers.Clear();
        rules.HsRules.FindPrefixes(successor, scratch.RuleNumbers);
        return [.. scratch.RuleNumbers.Distinct()];
    }
}
