using System.Collections.Immutable;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>Values in the order in which they came, each once: several rows of one entry say the same again.</summary>
internal sealed class DistinctList<T>
{
    private readonly HashSet<T> _seen = [];
    private readonly List<T> _values = [];

    public int Count => _values.Count;

    /// <returns>Whether it is new.</returns>
    public bool Add(T value)
    {
        if (!_seen.Add(value))
        {
            return false;
        }

        _values.Add(value);
        return true;
    }

    public ImmutableArray<T> ToImmutable() => [.. _values];
}
