using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>Turns the phrases found in a text into the rules' values that hold there: terms, exclusions, and whether the text says anything at all.</summary>
internal static class TermFinder
{
    /// <summary>Fills the scratch's terms and exclusions. Returns true when the text is made of vague words, numbers and nothing else.</summary>
    public static bool Find(string text, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        scratch.Hits.Clear();
        scratch.Terms.Clear();
        scratch.Exclusions.Clear();
        TextNormalizer.Normalize(text, scratch.Text);
        rules.Terms.Find(text, scratch.Text, scratch.Readings, scratch.Hits);
        CollectParts(scratch);
        foreach (var hit in scratch.Hits)
        {
            if (LaterPart.Is(hit.Phrase))
            {
                continue;
            }

            ref readonly var use = ref rules.Phrases[hit.Phrase];
            if (use.Rule >= 0)
            {
                AddIfWhole(hit, use, (rules, date), scratch);
            }
            else if (use.Maker >= 0 && MakerFinder.TryRead(hit, use, scratch.Text, (rules, date), out var maker))
            {
                scratch.Makers.Add(maker);
            }
        }

        return scratch.Terms.Count == 0 && scratch.Makers.Count == 0 && IsVague(rules, scratch);
    }

    /// <summary>The further parts of values that must all be found: many values begin with the same word, and in most texts nothing goes on.</summary>
    private static void CollectParts(MatchingScratch scratch)
    {
        scratch.Parts.Clear();
        foreach (var hit in scratch.Hits)
        {
            if (LaterPart.Is(hit.Phrase))
            {
                scratch.Parts.TryAdd(hit.Phrase, hit);
            }
        }
    }

    private static void AddIfWhole(PhraseHit hit, in PhraseUse use, (CompiledRuleSet Rules, DateOnly Date) at, MatchingScratch scratch)
    {
        var whole = hit;
        if (use.Parts > 1 && !TryCoverParts(use, scratch.Parts, ref whole))
        {
            return;
        }

        var row = at.Rules.Rules[use.Rule].Row;
        if (!row.Validity.Holds(at.Date))
        {
            return;
        }

        var isExclusion = row.Kind == RuleKind.Exclude;
        if (isExclusion && !IsSure(whole, use.Parts > 1, scratch.Text))
        {
            return;
        }

        (isExclusion ? scratch.Exclusions : scratch.Terms).Add(new TermHit(use.Rule, whole.First, whole.Last, whole.Spelling));
    }

    /// <summary>
    /// What takes goods out must be sure: no typing errors; its words stand in one clause ("drone, bag included" is no drone bag), or change
    /// places across a comma ("vest, fishing").
    /// </summary>
    private static bool IsSure(PhraseHit hit, bool isScattered, NormalizedText text)
    {
        var isOneClause = text.Tokens[hit.First].Clause == text.Tokens[hit.Last].Clause;
        return hit.Spelling < Spelling.OneError && (isScattered || isOneClause == (hit.Spelling != Spelling.Inverted));
    }

    /// <summary>Widens the range over the first place of every part; false when a part is missing.</summary>
    private static bool TryCoverParts(in PhraseUse use, Dictionary<int, PhraseHit> parts, ref PhraseHit whole)
    {
        for (var part = 1; part < use.Parts; part++)
        {
            if (!parts.TryGetValue(LaterPart.Number(use.Alternative, part), out var hit))
            {
                return false;
            }

            whole = whole with
            {
                First = Math.Min(whole.First, hit.First),
                Last = Math.Max(whole.Last, hit.Last),
                Spelling = hit.Spelling > whole.Spelling ? hit.Spelling : whole.Spelling,
            };
        }

        return true;
    }

    private static bool IsVague(CompiledRuleSet rules, MatchingScratch scratch)
    {
        var tokens = scratch.Text.Tokens;
        var next = 0;
        foreach (var hit in scratch.Hits)
        {
            if (!LaterPart.Is(hit.Phrase) && rules.Phrases[hit.Phrase].Rule == PhraseUse.Vague && hit.First <= AfterNumbers(scratch.Text, next))
            {
                next = Math.Max(next, hit.Last + 1);
            }
        }

        return AfterNumbers(scratch.Text, next) == tokens.Length;
    }

    /// <summary>The first token from <paramref name="token"/> on that is a word: numbers, sizes and part numbers do not say what the goods are.</summary>
    private static int AfterNumbers(NormalizedText text, int token)
    {
        while (token < text.Tokens.Length && text.Stem(text.Tokens[token]).IndexOfAnyInRange('0', '9') >= 0)
        {
            token++;
        }

        return token;
    }
}
