using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Finds the word of the vocabulary that a word is a typing error of: one letter missing, added, changed or swapped with its neighbour,
/// in long words two. Every known word is filed under itself less one letter (less two, if long); a word within that distance shares
/// such a remainder with it. Cost: one probe of a bit table a remainder, whatever the size of the vocabulary. Hashes are sums of powers,
/// so that the hash of a remainder follows from sums of the whole word without reading it again.
/// </summary>
internal sealed class TypingErrorIndex
{
    private const ulong Base = 0x9E3779B97F4A7C15;
    private const int BitsPerKey = 8;
    private const int MinStem = 5;
    private const int Longest = 40;

    private static readonly ulong Inverse = InverseOf(Base);

    private readonly KnownWord[] _known;
    private readonly ulong[] _filter;
    private readonly ulong[] _keys;
    private readonly int[] _ids;
    private readonly int _shift;
    private readonly int _minOne;
    private readonly int _minTwo;

    public TypingErrorIndex(KnownWord[] known, WordRules rules)
    {
        _known = known;
        _minOne = rules.MinLetters(Spelling.OneError);
        _minTwo = rules.MinLetters(Spelling.TwoErrors);
        var entries = new List<(ulong Key, int Id)>();
        for (var id = 0; id < known.Length; id++)
        {
            if (CanBeMistyped(known[id]))
            {
                var word = known[id];
                ForEachRemainder(word.Stem, word.WordLength >= _minTwo ? 2 : 1, key => entries.Add((key, id)));
            }
        }

        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, entries.Count * 2));
        _shift = 64 - System.Numerics.BitOperations.Log2((uint)size);
        _keys = new ulong[size];
        _ids = new int[size];
        _filter = new ulong[Math.Max(1, size * BitsPerKey / 64)];
        foreach (var (key, id) in entries)
        {
            Add(key, id);
        }
    }

    /// <summary>The nearest known word, or -1; of equally near ones the first in the order of their letters.</summary>
    public int Find(ReadOnlySpan<char> stem, int wordLength, TokenTable table, out Spelling spelling)
    {
        spelling = Spelling.OneError;
        // A long word that lost a letter is one letter short of long.
        if (wordLength < _minOne - 1 || stem.Length < MinStem - 1 || stem.Length > Longest)
        {
            return -1;
        }

        Span<ulong> sums = stackalloc ulong[Longest + 1];
        Sum(stem, sums);
        var best = new Nearest(-1, int.MaxValue);
        Try(sums[stem.Length], stem, wordLength, ref best);
        for (var i = 0; i < stem.Length && best.Distance > 1; i++)
        {
            Try(Without(sums, stem.Length, i), stem, wordLength, ref best);
        }

        if (best.Id < 0 && wordLength >= _minTwo)
        {
            TryTwo(sums, stem, wordLength, ref best);
        }

        spelling = best.Distance > 1 ? Spelling.TwoErrors : Spelling.OneError;
        return best.Id < 0 ? -1 : _known[best.Id].Plain;
    }

    private void TryTwo(Span<ulong> sums, ReadOnlySpan<char> stem, int wordLength, ref Nearest best)
    {
        for (var i = 0; i < stem.Length - 1; i++)
        {
            for (var j = i + 1; j < stem.Length; j++)
            {
                Try(Without(sums, stem.Length, i, j), stem, wordLength, ref best);
            }
        }
    }

    private void Try(ulong key, ReadOnlySpan<char> stem, int wordLength, ref Nearest best)
    {
        var mixed = key * Base;
        var bit = mixed >> (_shift - 3);
        if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
        {
            return;
        }

        for (var slot = (int)(mixed >> _shift); _ids[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                Compare(_ids[slot] - 1, stem, wordLength, ref best);
            }
        }
    }

    private void Compare(int id, ReadOnlySpan<char> stem, int wordLength, ref Nearest best)
    {
        var word = _known[id];
        var allowed = Math.Min(wordLength, word.WordLength) >= _minTwo ? 2 : 1;
        var distance = EditDistance.Between(stem, word.Stem, allowed);
        // Two errors and another beginning are another word: піско- is not плоско-.
        if (distance > 1 && (stem[0] != word.Stem[0] || stem[1] != word.Stem[1]))
        {
            return;
        }

        var isNearer = distance < best.Distance || (distance == best.Distance && string.CompareOrdinal(word.Stem, _known[best.Id].Stem) < 0);
        if (distance <= allowed && isNearer)
        {
            best = new Nearest(id, distance);
        }
    }

    private bool CanBeMistyped(KnownWord word) =>
        word.WordLength >= _minOne && word.Stem.Length is >= MinStem and <= Longest && !CharacterFolding.StandsAlone(word.Stem[0])
        && word.Stem.AsSpan().IndexOfAnyInRange('0', '9') < 0;

    private void Add(ulong key, int id)
    {
        var mixed = key * Base;
        var bit = mixed >> (_shift - 3);
        _filter[bit >> 6] |= 1UL << (int)(bit & 63);
        var slot = (int)(mixed >> _shift);
        while (_ids[slot] != 0)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        _keys[slot] = key;
        _ids[slot] = id + 1;
    }

    private static void ForEachRemainder(string stem, int letters, Action<ulong> add)
    {
        Span<ulong> sums = stackalloc ulong[Longest + 1];
        Sum(stem, sums);
        add(sums[stem.Length]);
        for (var i = 0; i < stem.Length; i++)
        {
            add(Without(sums, stem.Length, i));
            for (var j = i + 1; letters > 1 && j < stem.Length; j++)
            {
                add(Without(sums, stem.Length, i, j));
            }
        }
    }

    /// <summary>sums[n] is the hash of the first n letters: the sum of letter times base to the power of its place.</summary>
    private static void Sum(ReadOnlySpan<char> word, Span<ulong> sums)
    {
        var power = 1UL;
        sums[0] = 0;
        for (var i = 0; i < word.Length; i++)
        {
            sums[i + 1] = sums[i] + ((word[i] + 1UL) * power);
            power *= Base;
        }
    }

    private static ulong Without(Span<ulong> sums, int length, int i) => sums[i] + ((sums[length] - sums[i + 1]) * Inverse);

    private static ulong Without(Span<ulong> sums, int length, int i, int j) =>
        sums[i] + ((sums[j] - sums[i + 1]) * Inverse) + ((sums[length] - sums[j + 1]) * Inverse * Inverse);

    /// <summary>Newton's iteration: each step doubles the number of right bits, and an odd number begins with three.</summary>
    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    private readonly record struct Nearest(int Id, int Distance);
}
