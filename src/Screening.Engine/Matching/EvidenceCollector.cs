using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Collects the evidence that one line gives, rule by rule.</summary>
internal static class EvidenceCollector
{
    /// <summary>Evidence with the number of its category; at most one piece a rule. Sets whether the description says nothing.</summary>
    public static List<(int Category, Evidence Evidence)>? Collect(
        LineItem line, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch, out bool isVague)
    {
        List<(int, Evidence)>? found = null;
        scratch.Makers.Clear();
        isVague = true;
        if (!string.IsNullOrEmpty(line.Description))
        {
            isVague = TermFinder.Find(line.Description, rules, date, scratch);
            foreach (var term in scratch.Terms)
            {
                AddTerm(found ??= [], term, line.Description, rules, scratch);
            }
        }
        else
        {
            scratch.Text.Clear();
            scratch.Exclusions.Clear();
        }

        CatalogueEvidence.Add(ref found, line, rules, date, scratch);
        scratch.Standing = line.HsCode is { } declared ? rules.Nomenclature.Of(declared, date) : default;
        if (line.HsCode is { } hs)
        {
            AddCodes(ref found, new DeclaredCode(EvidenceKind.HsCode, "hsCode", hs.Digits, hs.Sent), rules.HsRules, (rules, date), scratch);
            if (scratch.Standing.Retired is { } retired)
            {
                SuccessorEvidence.Add(ref found, hs, retired, (rules, date), scratch);
            }
        }

        if (line.Eccn is { IsEar99: false } eccn)
        {
            AddCodes(ref found, new DeclaredCode(EvidenceKind.Eccn, "eccn", Bare(eccn), eccn.Sent), rules.EccnRules, (rules, date), scratch);
        }

        return found;
    }

    /// <summary>A rule gives one piece of evidence: its strongest, and of equal ones the first.</summary>
    public static void AddStronger(List<(int Category, Evidence Evidence)> found, int category, Evidence evidence)
    {
        var at = IndexOf(found, category, evidence.Kind, evidence.Rule);
        if (at < 0 || found[at].Evidence.Weight < evidence.Weight)
        {
            Put(found, at, (category, evidence));
        }
    }

    /// <summary>Where the rule's piece stands; -1 when it has given none.</summary>
    private static int IndexOf(List<(int Category, Evidence Evidence)> found, int category, EvidenceKind kind, string rule)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Category == category && found[i].Evidence.Kind == kind && found[i].Evidence.Rule == rule)
            {
                return i;
            }
        }

        return -1;
    }

    private static void Put(List<(int Category, Evidence Evidence)> found, int at, (int Category, Evidence Evidence) piece)
    {
        if (at < 0)
        {
            found.Add(piece);
        }
        else
        {
            found[at] = piece;
        }
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

    private static void AddTerm(List<(int Category, Evidence Evidence)> found, TermHit term, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var rule = rules.Rules[term.Rule];
        var weakening = Weakenings.Strongest(new Governed(rule.Category, term.First, term.Last), text, rules, scratch);
        var weight = Math.Round(rule.Row.Strength * rules.Words.FactorOf(term.Spelling) * (weakening?.Factor ?? 1), 4);
        var at = IndexOf(found, rule.Category, EvidenceKind.Term, rule.Row.Rule);

        // A word is often found in several languages of a rule: only what counts is made into evidence.
        if (at >= 0 && found[at].Evidence.Weight >= weight)
        {
            return;
        }

        var (start, length) = scratch.Text.Span(term.First, term.Last);
        var evidence = new Evidence
        {
            Kind = EvidenceKind.Term,
            Field = "description",
            Start = start,
            Length = length,
            Text = text.Substring(start, length),
            Rule = rule.Row.Rule,
            Weight = weight,
            Note = rule.Row.Note,
            Citation = rule.Row.Citation,
            Spelling = term.Spelling == Text.Spelling.AsWritten ? null : term.Spelling,
            WeakenedBy = weakening,
        };
        Put(found, at, (rule.Category, evidence));
    }

    internal static Evidence Make(EvidenceKind kind, string field, string text, RuleRow row) => new()
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
