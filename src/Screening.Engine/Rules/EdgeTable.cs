namespace Screening.Engine.Rules;

/// <summary>The edges of a trie in one flat table: (node, token) to node.</summary>
internal sealed class EdgeTable
{
    private const ulong Unused = ulong.MaxValue;

    private readonly Edge[] _edges;
    private readonly int _mask;

    /// <param name="edges">By <see cref="Key"/>.</param>
    public EdgeTable(Dictionary<ulong, int> edges)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, edges.Count * 2));
        _edges = new Edge[size];
        _mask = size - 1;
        Array.Fill(_edges, new Edge(Unused, -1));
        foreach (var (key, next) in edges)
        {
            var slot = Slot(key);
            while (_edges[slot].Key != Unused)
            {
                slot = (slot + 1) & _mask;
            }

            _edges[slot] = new Edge(key, next);
        }
    }

    /// <summary>The node that follows, or -1.</summary>
    public int Next(int node, int token)
    {
        var key = Key(node, token);
        for (var slot = Slot(key); ; slot = (slot + 1) & _mask)
        {
            ref readonly var edge = ref _edges[slot];
            if (edge.Key == key || edge.Key == Unused)
            {
                return edge.Next;
            }
        }
    }

    /// <summary>Node and token in one word.</summary>
    public static ulong Key(int node, int token) => ((ulong)(uint)node << 32) | (uint)token;

    /// <summary>Fibonacci hashing: neighbouring nodes and tokens spread over the table.</summary>
    private int Slot(ulong key) => (int)((key * 11400714819323198485) >> 32) & _mask;

    /// <summary>Both side by side: a look-up reads one place of memory.</summary>
    private readonly record struct Edge(ulong Key, int Next);
}
