using System.Buffers;
using System.Text;
using Screening.Benchmarks.Bench.Rows;
using Screening.Engine.Rules;
using ScreeningApi.Reference;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>
/// Many times the shipped rules: every rule that reads text is copied with the first of its phrases, in which other words stand: the same
/// for the same word, of as many letters (short ones of a few more) and of the same script, vowel for vowel in Latin. The copies have the
/// form of rules that people write, and next to nothing that an order book says.
/// </summary>
internal static class MadeRules
{
    private const string Vowels = "aeiou", Consonants = "bcdfghjklmnpqrstvwxz";
    private const int Block = 0x80;
    private const int MostPhrases = 5; // of a copy: with all that the shipped rules have, a hundred copies take tens of gigabytes to compile
    private const int ShortestLatin = 7; // of shorter words there are so few that many copies would hit upon ordinary ones

    private static readonly SearchValues<char> Letters = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(char.IsLetter)]);

    /// <summary>The shipped rules, and copies up to so many times as many.</summary>
    public static CompiledRuleSet Compile(int times)
    {
        var document = SnapshotCompiler.DocumentOf(Loaded.Data.RuleSet);
        var copied = document.Rules.Where(ReadsText).ToArray();
        var made = Enumerable.Range(1, times - 1).SelectMany(n => copied.Select(r => Copy(r, n)));
        return RuleSetCompiler.Compile(document with { Rules = [.. document.Rules, .. made] }, out var diagnostics)
            ?? throw new BenchFault($"The made rules were refused: {diagnostics[0]}");
    }

    /// <summary>Of those that read text.</summary>
    public static int CountOf(CompiledRuleSet rules) => rules.RuleRows.Count(ReadsText);

    public static int PhrasesOf(CompiledRuleSet rules) => rules.RuleRows.Where(ReadsText).Sum(r => r.Values.Length);

    private static bool ReadsText(RuleRow rule) => rule.Kind is RuleKind.Term or RuleKind.Exclude;

    private static RuleRow Copy(RuleRow rule, int number) =>
        rule with { Rule = $"{rule.Rule}.copy{number}", Values = [.. rule.Values.Take(MostPhrases).Select(v => Disguise(v, (ulong)number << 40))] };

    private static string Disguise(string value, ulong copy)
    {
        var made = new StringBuilder();
        for (int at = 0, length; at < value.Length; at += length)
        {
            length = Math.Max(1, value.AsSpan(at).IndexOfAnyExcept(Letters) is var end and >= 0 ? end : value.Length - at);
            Disguise(value.AsSpan(at, length), copy, made);
        }

        return made.ToString();
    }

    private static void Disguise(ReadOnlySpan<char> word, ulong copy, StringBuilder made)
    {
        if (!char.IsLetter(word[0]))
        {
            made.Append(word);
            return;
        }

        var chance = new Chance(StableHash(word) + copy);
        foreach (var letter in word)
        {
            made.Append(Disguise(letter, chance));
        }

        for (var i = word.Length; i < ShortestLatin && char.IsAsciiLetter(word[0]); i++)
        {
            made.Append(Disguise("ab"[i % 2], chance));
        }
    }

    private static char Disguise(char character, Chance chance)
    {
        if (char.IsAsciiLetter(character))
        {
            var like = Vowels.Contains(char.ToLowerInvariant(character), StringComparison.Ordinal) ? Vowels : Consonants;
            return like[chance.Below(like.Length)];
        }

        return LetterOfBlock((char)(character / Block * Block), chance);
    }

    private static char LetterOfBlock(char block, Chance chance)
    {
        while (true)
        {
            var letter = (char)(block + chance.Below(Block));
            if (char.IsLetter(letter))
            {
                return letter;
            }
        }
    }

    /// <summary>FNV-1a: the same on every run, which the hash of strings is not.</summary>
    private static ulong StableHash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037;
        foreach (var character in text)
        {
            hash = (hash ^ char.ToLowerInvariant(character)) * 1099511628211;
        }

        return hash;
    }
}
