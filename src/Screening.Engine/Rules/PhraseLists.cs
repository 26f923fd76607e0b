namespace Screening.Engine.Rules;

/// <summary>
/// The phrases that end at each node of a trie. Most nodes have one or none, and there are hundreds of thousands: the entries of all
/// stand in one list, each with the place of the next of its node.
/// </summary>
internal sealed class PhraseLists
{
    private const int None = -1;

    private readonly List<int> _first = [None];
    private readonly List<int> _last = [None];
    private readonly List<(int Entry, int Next)> _entries = [];

    /// <summary>Adds a node, and returns its number; the root is there from the beginning.</summary>
    public int AddNode()
    {
        _first.Add(None);
        _last.Add(None);
        return _first.Count - 1;
    }

    public void Add(int node, int entry)
    {
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
        for (var at = _first[node]; at != None; at = _entries[at].Next)
        {
            if (_entries[at].Entry == entry)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For each node where its entries begin, with one start more than there are nodes.</summary>
    public int[] Freeze(out int[] entries)
    {
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
}
