using System.Collections.Frozen;

namespace Screening.Engine.Rules;

/// <summary>
/// Finds everything filed under a code or under any prefix of it (<c>8806</c> and <c>880623</c> for 88062300), and what is
/// filed under longer codes that begin with it. A look-up costs one table access per digit.
/// </summary>
internal sealed class CodePrefixIndex<T>
{
    private readonly FrozenDictionary<string, T[]> _byCode;
    private readonly FrozenDictionary<string, T[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly string[] _sorted;
    private readonly int _shortest;
    private readonly int _longest;

    public CodePrefixIndex(IEnumerable<KeyValuePair<string, T>> entries)
    {
        _byCode = entries.GroupBy(e => e.Key).ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Value).ToArray(), StringComparer.Ordinal);
        _lookup = _byCode.GetAlternateLookup<ReadOnlySpan<char>>();
        _sorted = [.. _byCode.Keys.Order(StringComparer.Ordinal)];
        _shortest = _sorted.Length == 0 ? 1 : _sorted.Min(c => c.Length);
        _longest = _sorted.Length == 0 ? 0 : _sorted.Max(c => c.Length);
    }

    /// <summary>What is filed under the code itself or a prefix of it, shortest first.</summary>
    public void FindPrefixes(ReadOnlySpan<char> code, List<T> found)
    {
        for (var length = _shortest; length <= Math.Min(code.Length, _longest); length++)
        {
            if (_lookup.TryGetValue(code[..length], out var values))
            {
                found.AddRange(values);
            }
        }
    }

    /// <summary>What is filed under codes that are longer than this one and begin with it.</summary>
    public void FindExtensions(string code, List<T> found)
    {
        var at = Array.BinarySearch(_sorted, code, StringComparer.Ordinal);
        for (var i = at < 0 ? ~at : at + 1; i < _sorted.Length && _sorted[i].StartsWith(code, StringComparison.Ordinal); i++)
        {
            found.AddRange(_byCode[_sorted[i]]);
        }
    }
}
