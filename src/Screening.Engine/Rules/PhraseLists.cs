namespace Screening.Engine.Rules;

/// <summary>
/// The phrases that end at each node of a trie, while it grows. Most nodes have one or none, and there are hundreds of thousands: the
/// entries of all stand in one list, each with the place of the next of its node.
/// </summary>
internal sealed class PhraseLists
{
    private const int None = -1;

    private readonly List<int> _first = [];
    private readonly List<int> _last = [];
    private readonly List<(int Entry, int Next)> _entries = [];

    public void Add(int node, int entry)
    {
        Reach(node);
        var at = _entries.Count;
        _entries.Add((entry, None));
        if (_last[node] == None)
        {
            _first[node] = at;
        }
        else
        {
            _entries[_last[node]] = _entries[_last[node]] with { Next = at };
        }

        _last[node] = at;
    }

    public bool Contains(int node, int entry)
    {
        for (var at = node < _first.Count ? _first[node] : None; at != None; at = _entries[at].Next)
        {
            if (_entries[at].Entry == entry)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For each node where its entries begin, with one start more than there are nodes.</summary>
    public int[] Freeze(int nodes, out int[] entries)
    {
        Reach(nodes - 1);
        var starts = new int[_first.Count + 1];
        entries = new int[_entries.Count];
        var count = 0;
        for (var node = 0; node < _first.Count; node++)
        {
            starts[node] = count;
            for (var at = _first[node]; at != None; at = _entries[at].Next)
            {
                entries[count++] = _entries[at].Entry;
            }
        }

        starts[^1] = count;
        return starts;
    }

    private void Reach(int node)
    {
        while (_first.Count <= node)
        {
            _first.Add(None);
            _last.Add(None);
        }
    }
}
