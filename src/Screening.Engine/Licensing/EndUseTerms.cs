using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Text;

namespace Screening.Engine.Licensing;

/// <summary>Finds words that state an end use in what the exporter wrote. Compares whole words, folded; scripts without spaces are compared by characters.</summary>
internal sealed class EndUseTerms
{
    /// <summary>Kind of the texts that stand in the place of an end use and state none: "to be advised".</summary>
    public const string NoAnswer = "notStated";

    private const int MostOnStack = 300, MostPerLetter = 20, FewestLetters = 3;

    private readonly SearchValues<string> _any;
    private readonly FrozenSet<string> _noAnswers;
    private readonly ImmutableArray<(string Phrase, ulong Kind, ImmutableArray<string> NotAfter)> _terms;

    private EndUseTerms(ImmutableArray<(string, ulong, ImmutableArray<string>)> terms, IEnumerable<string> noAnswers)
    {
        _terms = terms;
        _noAnswers = noAnswers.ToFrozenSet(StringComparer.Ordinal);
        _any = SearchValues.Create([.. terms.Select(t => t.Item1).Distinct()], StringComparison.Ordinal);
    }

    public static EndUseTerms Compile(IEnumerable<EndUseTermRow> rows, Func<string, ulong> bitOf) =>
        new(
            // A word that two languages share is taken back by the words of either.
            [.. rows.Where(r => r.Kind != NoAnswer).SelectMany(r => r.Values.Select(v => (Phrase: Words(v), Kind: bitOf(r.Kind), r.NotAfter))).Where(t => t.Phrase.Length > 2).GroupBy(t => (t.Phrase, t.Kind))
                .Select(g => (g.Key.Phrase, g.Key.Kind, g.SelectMany(t => t.NotAfter).Select(Words).Distinct().ToImmutableArray()))],
            rows.Where(r => r.Kind == NoAnswer).SelectMany(r => r.Values).Select(Words));

    /// <summary>False for a text that stands in the place of an end use and states none.</summary>
    public bool IsAnswer(string? text) =>
        text is not null && (text.Count(char.IsLetter) >= FewestLetters || text.Any(CharacterFolding.StandsAlone)) && !_noAnswers.Contains(Words(text));

    /// <summary>The kinds of end use that the text states, as bits. What is taken back ("non-military") states nothing.</summary>
    public ulong Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return 0;
        }

        // A letter becomes three at most, with the spaces around it.
        var rented = text.Length > MostOnStack ? ArrayPool<char>.Shared.Rent(RoomFor(text)) : null;
        var words = rented is null ? stackalloc char[RoomFor(text)] : rented;
        words = words[..Write(text, words)];
        var found = words.ContainsAny(_any) ? Read(words) : 0;
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }

        return found;
    }

    private ulong Read(ReadOnlySpan<char> words)
    {
        var found = 0UL;
        foreach (var (phrase, kind, notAfter) in _terms)
        {
            for (var from = 0; (found & kind) == 0 && words[from..].IndexOf(phrase, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
            {
                found |= IsTakenBack(words[..(from + at + 1)], notAfter) ? 0 : kind;
            }
        }

        return found;
    }

    private static bool IsTakenBack(ReadOnlySpan<char> before, ImmutableArray<string> notAfter)
    {
        foreach (var word in notAfter)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Words(string text)
    {
        var room = new char[RoomFor(text)];
        return new string(room, 0, Write(text, room));
    }

    private static int RoomFor(string text) => (text.Length * MostPerLetter) + 2;

    /// <summary>Folded words with one space around each: " for military use ". Characters of scripts without spaces are words of their own. Returns the length.</summary>
    private static int Write(string text, Span<char> words)
    {
        var length = 0;
        words[length++] = ' ';
        foreach (var c in text)
        {
            if (!CharacterFolding.TryFold(c, out var folded))
            {
                foreach (var letter in CharacterFolding.Expansion(c))
                {
                    Append(letter, words, ref length);
                }
            }
            else if (folded != CharacterFolding.Ignored)
            {
                Append(folded == CharacterFolding.Break ? ' ' : folded, words, ref length);
            }
        }

        Append(' ', words, ref length);
        return length;
    }

    private static void Append(char letter, Span<char> words, ref int length)
    {
        var standsAlone = CharacterFolding.StandsAlone(letter);
        if ((letter == ' ' || standsAlone) && words[length - 1] != ' ')
        {
            words[length++] = ' ';
        }

        if (letter != ' ' && length < words.Length - 1)
        {
            words[length++] = letter;
        }

        if (standsAlone)
        {
            words[length++] = ' ';
        }
    }
}
