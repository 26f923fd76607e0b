using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Takes the endings of a language off a word, but only where what is left is a word of that language in the vocabulary: an ending
/// can therefore never make two different words the same.
/// </summary>
internal sealed class InflectionTable
{
    /// <summary>ICs.</summary>
    private const int ShortestWord = 3;

    /// <summary>A shorter word must be a phrase by itself: ICs are more than one IC, but INS is not more than one "in".</summary>
    private const int ShortestPart = 4;

    private readonly FrozenDictionary<string, Ending[]>.AlternateLookup<ReadOnlySpan<char>> _suffixes;
    private readonly FrozenDictionary<string, Ending[]>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly FrozenSet<char> _lastLetters;
    private readonly FrozenSet<char> _firstLetters;
    private readonly int _longest;

    public InflectionTable(ImmutableArray<InflectionRow> rows)
    {
        var suffixes = Make(rows.Where(r => !r.IsPrefix));
        var prefixes = Make(rows.Where(r => r.IsPrefix));
        _suffixes = suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _lastLetters = suffixes.Keys.Select(k => k[^1]).ToFrozenSet();
        _firstLetters = prefixes.Keys.Select(k => k[0]).ToFrozenSet();
        _longest = suffixes.Keys.Concat(prefixes.Keys).Select(k => k.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>The word of the vocabulary that this is a form of, or -1.</summary>
    public int Find(ReadOnlySpan<char> word, TokenTable table, KnownWord[] known)
    {
        if (word.Length < ShortestWord)
        {
            return -1;
        }

        var id = _lastLetters.Contains(word[^1]) ? FindBySuffix(word, table, known) : -1;
        return id >= 0 || !_firstLetters.Contains(word[0]) ? id : FindByPrefix(word, table, known);
    }

    private int FindBySuffix(ReadOnlySpan<char> word, TokenTable table, KnownWord[] known)
    {
        for (var length = 1; length <= Math.Min(_longest, word.Length - 2); length++)
        {
            if (_suffixes.TryGetValue(word[^length..], out var endings) && Find(word[..^length], endings, table, known) is var id and >= 0)
            {
                return id;
            }
        }

        return -1;
    }

    private int FindByPrefix(ReadOnlySpan<char> word, TokenTable table, KnownWord[] known)
    {
        for (var length = 1; length <= Math.Min(_longest, word.Length - 2); length++)
        {
            if (!_prefixes.TryGetValue(word[..length], out var endings))
            {
                continue;
            }

            var rest = word[length..];
            var id = Find(rest, endings, table, known);
            id = id < 0 && _lastLetters.Contains(rest[^1]) ? FindBySuffix(rest, table, known) : id;
            if (id >= 0)
            {
                return id;
            }
        }

        return -1;
    }

    private static int Find(ReadOnlySpan<char> rest, Ending[] endings, TokenTable table, KnownWord[] known)
    {
        foreach (var ending in endings)
        {
            if (rest.Length < ending.MinStem)
            {
                continue;
            }

            var id = table.Find(TextHash.Append(TextHash.Append(TextHash.Empty, rest), ending.Becomes), rest, ending.Becomes);
            if (id >= 0 && (rest.Length >= ShortestPart || known[id].IsWhole) && known[id].Languages.Contains(ending.Language))
            {
                return id;
            }
        }

        return -1;
    }

    private static FrozenDictionary<string, Ending[]> Make(IEnumerable<InflectionRow> rows) =>
        rows.SelectMany(r => r.Endings.Select(e => (Ending: CharacterFolding.Fold(e), Row: new Ending(r.Language, CharacterFolding.Fold(r.Becomes), r.MinStem))))
            .Where(e => e.Ending.Length > 0) // refused elsewhere, and nothing may fail here
            .GroupBy(e => e.Ending).ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Row).ToArray(), StringComparer.Ordinal);

    private sealed record Ending(string Language, string Becomes, int MinStem);
}
