using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Finds names that are the same but for one or two letters, whatever their words are taken for and wherever they are divided. Of a name
/// that is cut in three, two changes leave one piece alone: names are filed by their pieces, and a name is looked for by what may be one
/// (Li, Deng, Wang, Feng: Pass-Join, VLDB 2011). About twenty look-ups; what shares a piece is compared by letters.
/// </summary>
internal sealed class LettersIndex
{
    /// <summary>Letters from which on two may differ, and one.</summary>
    private const int ShortestOfTwo = 9, ShortestOfOne = 5;

    private readonly HashRuns _pieces;
    private readonly string[] _cores;

    /// <summary>Of the letters of each name and of its core: near one another, so that most names are never looked at.</summary>
    private readonly (LetterSet Key, LetterSet Core)[] _letters;

    public LettersIndex(PartyName[] names)
    {
        _cores = [.. names.Select(CoreOf)];
        _letters = [.. names.Zip(_cores, (name, core) => (LetterCosts.SetOf(name.Key), LetterCosts.SetOf(core)))];
        var entries = new List<ulong>(names.Length * 5);
        for (var name = 0; name < names.Length; name++)
        {
            AddPieces(names[name].Key, name, entries);
            if (_cores[name] != names[name].Key)
            {
                AddPieces(_cores[name], name, entries);
            }
        }

        _pieces = new HashRuns(entries);
    }

    private static void AddPieces(string key, int name, List<ulong> entries)
    {
        var pieces = PiecesOf(key.Length);
        for (var piece = 0; piece < pieces; piece++)
        {
            var (start, end) = PlaceOf(piece, pieces, key.Length);
            entries.Add(HashRuns.Entry(Hash(key.AsSpan(start, end - start), piece, key.Length), name));
        }
    }

    /// <summary>What is left of a name when legal forms and the order of its words are left out, in Latin letters.</summary>
    public static string CoreOf(PartyName name)
    {
        var words = new List<string>(name.Tokens.Length);
        foreach (var token in name.Tokens)
        {
            if (token.Kind != NameTokenKind.LegalForm)
            {
                words.Add(token.Key);
            }
        }

        words.Sort(string.CompareOrdinal);
        return string.Concat(words) is var core && core == name.Key ? name.Key : core;
    }

    /// <summary>Tells the finder each name that has nearly these letters, perhaps more than once.</summary>
    public void Find(string key, NameIndex index, CandidateFinder finder)
    {
        var letters = LetterCosts.SetOf(key);
        for (var length = Math.Max(key.Length - 2, ShortestOfOne); length <= key.Length + 2; length++)
        {
            var pieces = PiecesOf(length);
            var (changes, longer) = (pieces - 1, key.Length - length);
            for (var piece = 0; piece < pieces && Math.Abs(longer) <= changes; piece++)
            {
                var (start, end) = PlaceOf(piece, pieces, length);
                var (from, to) = (Math.Max(-piece, longer - (changes - piece)), Math.Min(piece, longer + (changes - piece)));
                for (var at = Math.Max(0, start + from); at <= start + to && at + end - start <= key.Length; at++)
                {
                    foreach (var name in _pieces.Find(Hash(key.AsSpan(at, end - start), piece, length)))
                    {
                        ref readonly var other = ref _letters[name];
                        if ((letters.LeastChanges(other.Key) <= changes && AreNear(key, index.Names[name].Key, changes)) || (letters.LeastChanges(other.Core) <= changes && AreNear(key, _cores[name], changes)))
                        {
                            finder.AddSurely(name);
                        }
                    }
                }
            }
        }
    }

    private static int PiecesOf(int length) => length >= ShortestOfTwo ? 3 : length >= ShortestOfOne ? 2 : 0;

    private static (int Start, int End) PlaceOf(int piece, int pieces, int length) => (piece * length / pieces, (piece + 1) * length / pieces);

    /// <summary>Most names that share a piece begin and end alike: what is between is compared.</summary>
    private static bool AreNear(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int changes)
    {
        if (Math.Abs(one.Length - other.Length) > changes)
        {
            return false;
        }

        var before = one.CommonPrefixLength(other);
        one = one[before..];
        other = other[before..];
        while (one.Length > 0 && other.Length > 0 && one[^1] == other[^1])
        {
            one = one[..^1];
            other = other[..^1];
        }

        return one.Length == 0 || other.Length == 0 ? Math.Max(one.Length, other.Length) <= changes
            : one.Length <= LetterCosts.Longest && LetterCosts.Count(one, other) <= changes;
    }

    private static uint Hash(ReadOnlySpan<char> piece, int number, int length)
    {
        var hash = 2166136261u;
        foreach (var c in piece)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return HashRuns.Mix((hash ^ (uint)((length * 4) + number)) * 16777619u);
    }
}
