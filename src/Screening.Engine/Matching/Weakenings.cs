using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>What exclusions may weaken: a term or a model of some category.</summary>
/// <param name="First">First token in the description, or -1 when it stands in another field.</param>
internal readonly record struct Governed(int Category, int First, int Last);

/// <summary>Decides which words around a term give it another sense, and how far they reach.</summary>
internal static class Weakenings
{
    /// <summary>The exclusion that leaves least of the term; null when none reaches it.</summary>
    public static Weakening? Strongest(Governed term, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        TermHit? strongest = null;
        foreach (var exclusion in scratch.Exclusions)
        {
            var rule = rules.Rules[exclusion.Rule];
            if ((rule.Targets & (1UL << term.Category)) != 0 && Reaches(exclusion, rule.Row.Scope, term, scratch) && !IsDenied(exclusion, rules, scratch)
                && (strongest is null || rule.Row.Strength < rules.Rules[strongest.Value.Rule].Row.Strength))
            {
                strongest = exclusion;
            }
        }

        return strongest is { } hit ? Describe(hit, text, rules, scratch) : null;
    }

    /// <summary>"Not a toy" says the contrary of "toy".</summary>
    private static bool IsDenied(TermHit exclusion, CompiledRuleSet rules, MatchingScratch scratch)
    {
        foreach (var other in scratch.Exclusions)
        {
            var row = rules.Rules[other.Rule].Row;
            if (row.Scope == ExclusionScope.Following && row.Strength == 0 && other.Last == exclusion.First - 1
                && scratch.Text.Tokens[other.Last].Clause == scratch.Text.Tokens[exclusion.First].Clause)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Reaches(TermHit exclusion, ExclusionScope scope, Governed term, MatchingScratch scratch)
    {
        if (scope == ExclusionScope.Text || term.First < 0)
        {
            return scope == ExclusionScope.Text;
        }

        var tokens = scratch.Text.Tokens;
        return scope switch
        {
            ExclusionScope.Phrase => exclusion.First <= term.Last && term.First <= exclusion.Last,
            ExclusionScope.Following => exclusion.Last < term.First && tokens[exclusion.Last].Clause == tokens[term.First].Clause,
            ExclusionScope.Preceding => StandsBefore(term, exclusion, scratch) && tokens[exclusion.First].Clause == tokens[term.Last].Clause,
            _ => IsHead(exclusion, term, scratch),
        };
    }

    /// <summary>Directly: of "drone battery not included" only the battery is missing. In scripts without words a particle may stand between.</summary>
    private static bool StandsBefore(Governed term, TermHit exclusion, MatchingScratch scratch)
    {
        var between = exclusion.First - term.Last - 1;
        return between == 0 || (between == 1 && CharacterFolding.StandsAlone(scratch.Text.Word(scratch.Text.Tokens[term.Last + 1])[0]));
    }

    /// <summary>"drone bag", or as supply catalogues write it, "bag, drone".</summary>
    private static bool IsHead(TermHit exclusion, Governed term, MatchingScratch scratch)
    {
        var tokens = scratch.Text.Tokens;
        var standsBehind = exclusion.First == term.Last + 1 && tokens[exclusion.First].Clause == tokens[term.Last].Clause;
        var leadsTheLine = exclusion.First == 0 && term.First == exclusion.Last + 1 && tokens[term.First].Clause == tokens[exclusion.Last].Clause + 1;
        return standsBehind || leadsTheLine;
    }

    private static Weakening Describe(TermHit exclusion, string text, CompiledRuleSet rules, MatchingScratch scratch)
    {
        var row = rules.Rules[exclusion.Rule].Row;
        var (start, length) = scratch.Text.Span(exclusion.First, exclusion.Last);
        return new Weakening { Rule = row.Rule, Text = text.Substring(start, length), Factor = row.Strength, Reach = row.Scope, Note = row.Note };
    }
}
