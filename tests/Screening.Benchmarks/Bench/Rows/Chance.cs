namespace Screening.Benchmarks.Bench.Rows;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): a nanosecond a number, and the same numbers for a seed on every machine and version, which
/// <see cref="Random"/> does not promise.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Goes on as one that was made with this seed.</summary>
    public void Restart(ulong from) => _state = from;

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool PerMille(int share) => Below(1000) < share;

    public T Of<T>(T[] values) => values[Below(values.Length)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
