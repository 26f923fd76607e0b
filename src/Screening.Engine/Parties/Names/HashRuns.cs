using System.Numerics;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Numbers filed under hashes in one sorted array: a look-up reads a short run of it, which costs less memory and time than a table of lists.
/// Different things may have the same hash: the caller compares exactly.
/// </summary>
internal sealed class HashRuns
{
    private const int MostBits = 17, FewestBits = 4, EntriesInBucket = 8;

    private readonly uint[] _hashes;
    private readonly int[] _numbers;
    private readonly int[] _starts;
    private readonly int _shift;

    /// <param name="entries">Made by <see cref="Entry"/>; sorted here.</param>
    public HashRuns(List<ulong> entries)
    {
        // A short list takes a short table, which stays in the processor's cache.
        entries.Sort();
        var bits = Math.Clamp(BitOperations.Log2((uint)(entries.Count / EntriesInBucket) | 1) + 1, FewestBits, MostBits);
        (_starts, _shift) = (new int[(1 << bits) + 1], 32 - bits);
        (_hashes, _numbers) = (new uint[entries.Count], new int[entries.Count]);
        for (var i = 0; i < entries.Count; i++)
        {
            (_hashes[i], _numbers[i]) = ((uint)(entries[i] >> 32), (int)(uint)entries[i]);
            _starts[(_hashes[i] >> _shift) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    public static ulong Entry(uint hash, int number) => ((ulong)hash << 32) | (uint)number;

    /// <summary>Letters differ in their low bits; the buckets are taken from the high ones.</summary>
    public static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;
        return hash ^ (hash >> 13);
    }

    /// <summary>The numbers filed under a hash, ascending.</summary>
    public ReadOnlySpan<int> Find(uint hash)
    {
        var bucket = hash >> _shift;
        var (first, last) = (_starts[bucket], _starts[bucket + 1]);
        while (first < last && _hashes[first] < hash)
        {
            first++;
        }

        var end = first;
        while (end < last && _hashes[end] == hash)
        {
            end++;
        }

        return _numbers.AsSpan(first, end - first);
    }
}
