using System.Numerics;
using System.Runtime.CompilerServices;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// What it costs to make one word of another: an edit distance in which letters that transliterations, keyboards and scanners exchange
/// cost less than others. Three rows of numbers, one pass; words are bounded, so the cost is too.
/// </summary>
internal static class LetterCosts
{
    public const int Longest = 48;

    public const int Letters = 36;
    private const float Other = 1f;
    private const float Swapped = 0.7f;
    private const float Doubled = 0.25f;
    private const float SilentH = 0.35f;
    private const float Vowel = 0.55f;
    private const float VowelNotWritten = 0.08f;

    /// <summary>Letters that stand for one another: vowels; what transliterations choose between; what keyboards neighbour and scanners confuse.</summary>
    private static readonly (string Letters, float Cost)[] Alike =
    [
        ("iyj", 0.2f), ("ckq", 0.2f), ("vw", 0.2f), ("sz", 0.35f), ("aeiouy", 0.5f), ("ou", 0.3f), ("ei", 0.3f), ("ae", 0.35f), ("uw", 0.35f), ("gk", 0.55f), ("gj", 0.5f), ("dt", 0.55f), ("bp", 0.55f), ("bv", 0.55f),
        ("fv", 0.6f), ("cs", 0.5f), ("xs", 0.6f), ("gh", 0.6f), ("hk", 0.6f), ("lr", 0.7f), ("mn", 0.7f), ("dz", 0.6f), ("jz", 0.6f),
        ("ec", 0.45f), ("bh", 0.45f), ("o0", 0.2f), ("il1", 0.3f), ("s5", 0.3f), ("b8", 0.3f), ("z2", 0.3f), ("g6", 0.4f), ("g9", 0.5f), ("t7", 0.6f),
    ];

    private static readonly float[] Substitution = MakeTable();

    /// <summary>0 for equal words; about 1 for each letter that differs.</summary>
    /// <param name="limit">The search ends when the cost is sure to exceed it; the result is then some number above.</param>
    /// <param name="vowelsAreFree">One of the words is in a script that leaves vowels out.</param>
    public static float Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, float limit, bool vowelsAreFree = false)
    {
        left = left.Length > Longest ? left[..Longest] : left;
        right = right.Length > Longest ? right[..Longest] : right;
        Span<byte> letters = stackalloc byte[right.Length];
        Span<float> inserted = stackalloc float[right.Length];
        Span<float> rows = stackalloc float[3 * (right.Length + 1)];
        var before = rows[..(right.Length + 1)];
        var above = rows.Slice(right.Length + 1, right.Length + 1);
        var row = rows[(2 * (right.Length + 1))..];
        for (var j = 0; j < right.Length; j++)
        {
            letters[j] = (byte)IndexOf(right[j]);
            inserted[j] = Insertion(right, j, vowelsAreFree);
            above[j + 1] = above[j] + inserted[j];
        }

        for (var i = 0; i < left.Length; i++)
        {
            var removed = Insertion(left, i, vowelsAreFree);
            var exchanged = Substitution.AsSpan(IndexOf(left[i]) * Letters, Letters);
            var cost = row[0] = above[0] + removed;
            var least = cost;
            for (var j = 0; j < letters.Length; j++)
            {
                // What depends on the letter before comes last: the processor need not wait for it.
                var without = float.MinNative(above[j] + exchanged[letters[j]], above[j + 1] + removed);
                if (i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j])
                {
                    without = float.MinNative(without, before[j - 1] + Swapped);
                }

                row[j + 1] = cost = float.MinNative(without, cost + inserted[j]);
                least = float.MinNative(least, cost);
            }

            if (least > limit)
            {
                return least;
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[right.Length];
    }

    /// <summary>
    /// Letters to insert, delete or change, all at the same cost (Levenshtein, bit-parallel after Myers 1999 and Hyyrö 2003): a tenth of the time
    /// of the weighed distance, to see which words are worth weighing.
    /// </summary>
    public static int Count(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<ulong> places = stackalloc ulong[Letters];
        return Count(places, PlacesOf(left, places), right);
    }

    /// <summary>Marks where each letter of a word stands, to compare it with many; returns how many letters are compared.</summary>
    /// <param name="places">As many as there are letters, all of them 0.</param>
    public static int PlacesOf(ReadOnlySpan<char> word, Span<ulong> places)
    {
        word = word.Length > Longest ? word[..Longest] : word;
        for (var i = 0; i < word.Length; i++)
        {
            places[IndexOf(word[i])] |= 1UL << i;
        }

        return word.Length;
    }

    public static int Count(ReadOnlySpan<ulong> places, int length, ReadOnlySpan<char> right)
    {
        var (more, less, count, last) = (ulong.MaxValue, 0UL, length, 1UL << (length - 1));
        foreach (var letter in right)
        {
            var match = places[IndexOf(letter)];
            var diagonal = (((match & more) + more) ^ more) | match | less;
            var rises = less | ~(diagonal | more);
            var falls = more & diagonal;
            count += (rises & last) != 0 ? 1 : (falls & last) != 0 ? -1 : 0;
            rises = (rises << 1) | 1;
            more = (falls << 1) | ~(diagonal | rises);
            less = rises & diagonal;
        }

        return count;
    }

    /// <summary>The letters of a word as bits, and how many they are: what two words may differ in at least.</summary>
    public static LetterSet SetOf(ReadOnlySpan<char> word)
    {
        var letters = 0UL;
        foreach (var c in word)
        {
            letters |= 1UL << IndexOf(c);
        }

        return new LetterSet(letters, word.Length);
    }

    /// <summary>A letter that one of the words has more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Insertion(ReadOnlySpan<char> word, int at, bool vowelsAreFree)
    {
        var letter = word[at];
        return at > 0 && word[at - 1] == letter ? Doubled
            : SoundKey.IsVowel(letter) ? (vowelsAreFree ? VowelNotWritten : Vowel)
            : letter == 'h' && at > 0 ? SilentH
            : Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOf(char c) => c is >= 'a' and <= 'z' ? c - 'a' : c is >= '0' and <= '9' ? c - '0' + 26 : 0;

    private static float[] MakeTable()
    {
        var table = new float[Letters * Letters];
        Array.Fill(table, Other);
        for (var i = 0; i < Letters; i++)
        {
            table[(i * Letters) + i] = 0;
        }

        foreach (var (letters, cost) in Alike)
        {
            foreach (var one in letters)
            {
                foreach (var other in letters.Where(l => l != one))
                {
                    ref var known = ref table[(IndexOf(one) * Letters) + IndexOf(other)];
                    known = Math.Min(known, cost);
                }
            }
        }

        return table;
    }
}

/// <summary>Which letters a word has, and how many in all.</summary>
internal readonly record struct LetterSet(ulong Letters, int Length)
{
    /// <summary>Letters to insert, delete or change at least to make one word of the other.</summary>
    public int LeastChanges(in LetterSet other) =>
        Math.Max(Math.Max(BitOperations.PopCount(Letters & ~other.Letters), BitOperations.PopCount(other.Letters & ~Letters)), Math.Abs(Length - other.Length));
}
