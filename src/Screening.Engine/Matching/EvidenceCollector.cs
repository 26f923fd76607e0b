using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Collects the evidence that one line gives, rule by rule.</summary>
internal static class EvidenceCollector
{

    /// <summary>Evidence with the number of its category, in a fixed order; at most one piece a rule. Sets whether the description says nothing.</summary>
    public static List<(int Category, Evidence Evidence)>? Collect(
        LineItem line, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch, out bool isVague)
    {
        List<(int, Evidence)>? found = null;
        isVague = true;
        if (!string.IsNullOrEmpty(line.Description))
        {
            isVague = TermFinder.Find(line.Description, rules, date, scratch);
            foreach (var term in scratch.Terms)
            {
                AddStronger(found ??= [], rules.Rules[term.Rule].Category, OfTerm(term, line.Description, rules, scratch));
            }
        }

        if (line.HsCode is { } hs)
        {
            AddCodes(ref found, new DeclaredCode(EvidenceKind.HsCode, "hsCode", hs.Digits, hs.Sent), rules.HsRules, (rules, date), scratch);
        }

        if (line.Eccn is { IsEar99: false } eccn)
        {
            AddCodes(ref found, new DeclaredCode(EvidenceKind.Eccn, "eccn", Bare(eccn), eccn.Sent), rules.EccnRules, (rules, date), scratch);
        }

        return found;
    }

    /// <summary><c>3A001.a.2</c> as rules write it: <c>3A001A2</c>.</summary>
    private static string Bare(Eccn eccn) => eccn.Entry + eccn.Paragraphs.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();

    private static void AddCodes(
        ref List<(int, Evidence)>? found, DeclaredCode declared,
        CodePrefixIndex<int> index, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        scratch.RuleNumbers.Clear();
        index.FindPrefixes(declared.Code, scratch.RuleNumbers);
        foreach (var number in scratch.RuleNumbers)
        {
            var rule = at.Rules.Rules[number];
            if (rule.Row.Validity.Holds(at.Date))
            {
                AddStronger(found ??= [], rule.Category, Make(declared.Kind, declared.Field, declared.Sent, rule.Row));
            }
        }
    }

    /// <summary>A rule gives one piece of evidence: its strongest, and of equal ones the first.</summary>
    private static void AddStronger(List<(int Category, Evidence Evidence)> found, int category, Evidence evidence)
    {
        var at = found.FindIndex(f => f.Evidence.Rule == evidence.Rule && f.Evidence.Kind == evidence.Kind);
        if (at < 0)
        {
            found.Add((category, evidence));
        }
        else if (found[at].Evidence.Weight < evidence.Weight)
        {
            found[at] = (category, evidence);
        }
    }

    private static Evidence OfTerm(TermHit term, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var row = rules.Rules[term.Rule].Row;
        var (start, length) = Span(term, scratch);
        var weakening = StrongestWeakening(term, text, rules, scratch);
        return Make(EvidenceKind.Term, "description", text.Substring(start, length), row) with
        {
            Start = start,
            Length = length,
            Weight = Math.Round(row.Strength * (weakening?.Factor ?? 1), 4),
            WeakenedBy = weakening,
        };
    }

    private static Weakening? StrongestWeakening(TermHit term, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var category = 1UL << rules.Rules[term.Rule].Category;
        TermHit? strongest = null;
        foreach (var exclusion in scratch.Exclusions)
        {
            var rule = rules.Rules[exclusion.Rule];
            var reaches = (rule.Targets & category) != 0
                && (rule.Row.Scope == ExclusionScope.Text || (exclusion.First <= term.Last && term.First <= exclusion.Last));
            if (reaches && (strongest is null || rule.Row.Strength < rules.Rules[strongest.Value.Rule].Row.Strength))
            {
                strongest = exclusion;
            }
        }

        return strongest is { } hit ? Weaken(hit, text, rules, scratch) : null;
    }

    private static Weakening Weaken(TermHit exclusion, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var row = rules.Rules[exclusion.Rule].Row;
        var (start, length) = Span(exclusion, scratch);
        return new Weakening { Rule = row.Rule, Text = text.Substring(start, length), Factor = row.Strength, Note = row.Note };
    }

    private static (int Start, int Length) Span(TermHit hit, MatchingScratch scratch)
    {
        var tokens = scratch.Text.Tokens;
        var start = tokens[hit.First].OriginalStart;
        return (start, tokens[hit.Last].OriginalEnd - start);
    }

    private static Evidence Make(EvidenceKind kind, string field, string text, RuleRow row) => new()
    {
        Kind = kind,
        Field = field,
        Text = text,
        Rule = row.Rule,
        Weight = row.Strength,
        Note = row.Note,
        Citation = row.Citation,
    };

    private readonly record struct DeclaredCode(EvidenceKind Kind, string Field, string Code, string Sent);
}
