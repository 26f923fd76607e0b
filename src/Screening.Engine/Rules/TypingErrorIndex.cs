using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Finds the word of the vocabulary that a word is a typing error of: one letter missing, added, changed or swapped with its neighbour,
/// in long words two. Every known word is filed under itself less one letter (less two, if long); a word within that distance shares
/// such a remainder with it. Words with two errors begin alike, so those two are none of the first letters. Cost: one probe of a bit table a remainder, whatever the size of the vocabulary. Hashes are sums of powers,
/// so that the hash of a remainder follows from sums of the whole word without reading it again.
/// </summary>
internal sealed class TypingErrorIndex
{
    private const ulong Base = 0x9E3779B97F4A7C15;
    private const int EntriesPerBucket = 4;
    private const int BitsPerBucket = 32;
    private const int MinStem = 5;
    private const int Longest = 40;

    /// <summary>How many letters words with two errors have in common at their beginning: піско- is not плоско-.</summary>
    private const int SameBeginning = 2;

    /// <summary>Of the longest word: itself, less each letter, less each two.</summary>
    private const int MostRemainders = 1 + Longest + ((Longest - SameBeginning) * (Longest - SameBeginning - 1) / 2);

    private static readonly ulong Inverse = InverseOf(Base);

    private readonly KnownWord[] _known;
    private readonly ulong[] _filter;
    private readonly int[] _starts;
    private readonly uint[] _entries;
    private readonly int _bucketShift;
    private readonly int _filterShift;
    private readonly int _idBits;
    private readonly int _minOne;
    private readonly int _minTwo;

    public TypingErrorIndex(KnownWord[] known, WordRules rules)
    {
        _known = known;
        _minOne = rules.MinLetters(Spelling.OneError);
        _minTwo = rules.MinLetters(Spelling.TwoErrors);
        _idBits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)known.Length);
        var count = known.Sum(Remainders);
        var buckets = PowerOfTwo(count);
        _bucketShift = 64 - System.Numerics.BitOperations.Log2((uint)buckets);
        _filterShift = _bucketShift - System.Numerics.BitOperations.Log2(BitsPerBucket);
        _filter = new ulong[buckets * BitsPerBucket / 64];
        _starts = new int[buckets + 1];
        _entries = new uint[count];
        Fill(count);
    }

    /// <summary>Files every word under its remainders, those with the same beginning of their hash side by side: counted first, so that nothing has to grow or to stay empty.</summary>
    private void Fill(int count)
    {
        // Hashed twice, which costs less than to remember millions of hashes in between.
        Span<ulong> mixed = stackalloc ulong[MostRemainders];
        foreach (var word in _known)
        {
            foreach (var hash in mixed[..WriteRemainders(word, mixed)])
            {
                _starts[(hash >> _bucketShift) + 1]++;
                var bit = hash >> _filterShift;
                _filter[bit >> 6] |= 1UL << (int)(bit & 63);
            }
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        // Filled from the end of each bucket, which moves the starts to where they belong: one table serves as both.
        for (var id = _known.Length - 1; id >= 0; id--)
        {
            var letters = mixed[..WriteRemainders(_known[id], mixed)];
            for (var i = letters.Length - 1; i >= 0; i--)
            {
                _entries[--_starts[(letters[i] >> _bucketShift) + 1]] = Entry(letters[i], id);
            }
        }

        // Each start now stands one place too high in the table.
        Array.Copy(_starts, 1, _starts, 0, _starts.Length - 1);
        _starts[^1] = count;
    }

    /// <summary>The word, and as much of the hash as there is room for: other words of the bucket are told apart without reading them.</summary>
    private uint Entry(ulong mixed, int id) => (TagOf(mixed) << _idBits) | (uint)id;

    private uint TagOf(ulong mixed) => (uint)mixed >> _idBits;

    private static int PowerOfTwo(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, count / EntriesPerBucket));

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
        for (var i = SameBeginning; i < stem.Length - 1; i++)
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
        var bit = mixed >> _filterShift;
        if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
        {
            return;
        }

        var bucket = mixed >> _bucketShift;
        for (var i = _starts[bucket]; i < _starts[bucket + 1]; i++)
        {
            if (_entries[i] >> _idBits == TagOf(mixed))
            {
                Compare((int)(_entries[i] & ((1u << _idBits) - 1)), stem, wordLength, ref best);
            }
        }
    }

    private void Compare(int id, ReadOnlySpan<char> stem, int wordLength, ref Nearest best)
    {
        var word = _known[id];
        var allowed = Math.Min(wordLength, word.WordLength) >= _minTwo ? 2 : 1;
        var distance = EditDistance.Between(stem, word.Stem, allowed);
        if (distance > 1 && !stem[..SameBeginning].SequenceEqual(word.Stem.AsSpan(0, SameBeginning)))
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

    /// <summary>How many remainders the word is filed under: itself, less each letter, and less each two if it is long.</summary>
    private int Remainders(KnownWord word)
    {
        var letters = word.Stem.Length;
        var turns = letters - SameBeginning;
        return !CanBeMistyped(word) ? 0 : 1 + letters + (word.WordLength >= _minTwo ? turns * (turns - 1) / 2 : 0);
    }

    /// <summary>Writes their hashes, mixed, and returns how many there are.</summary>
    private int WriteRemainders(KnownWord word, Span<ulong> mixed)
    {
        if (!CanBeMistyped(word))
        {
            return 0;
        }

        Span<ulong> sums = stackalloc ulong[Longest + 1];
        var letters = word.Stem.Length;
        Sum(word.Stem, sums);
        var count = 0;
        mixed[count++] = sums[letters] * Base;
        for (var i = 0; i < letters; i++)
        {
            mixed[count++] = Without(sums, letters, i) * Base;
            for (var j = i + 1; i >= SameBeginning && word.WordLength >= _minTwo && j < letters; j++)
            {
                mixed[count++] = Without(sums, letters, i, j) * Base;
            }
        }

        return count;
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
