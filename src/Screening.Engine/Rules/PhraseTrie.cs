using System.Numerics;

namespace Screening.Engine.Rules;

/// <summary>
/// A trie whose edges are words, behind the first: a node knows what it follows and by which word. A table of node numbers, hashed by those
/// two, finds the node that follows; what tells whether it is the one is read from the node itself, which is where the walk goes next. It
/// holds hundreds of thousands of nodes, and is filled as it will be used: nothing is copied into another form at the end.
/// </summary>
internal sealed class PhraseTrie
{
    public const int Root = 0;
    private const int None = -1;

    private Node[] _nodes = new Node[64];
    private int[] _table = Emptied(128);
    private int[] _phrases = [];
    private int _count = 1;

    /// <summary>The node that follows, or -1.</summary>
    public int Next(int node, int word)
    {
        // Most words that follow need no look-up.
        if ((_nodes[node].Words & BitOf(word)) == 0)
        {
            return None;
        }

        var mask = _table.Length - 1;
        for (var slot = Slot(node, word); ; slot = (slot + 1) & mask)
        {
            var next = _table[slot];
            if (next == None || _nodes[next].Follows(node, word))
            {
                return next;
            }
        }
    }

    /// <summary>The node that follows, made if there is none.</summary>
    public int Add(int node, int word)
    {
        var next = Next(node, word);
        if (next == None)
        {
            _nodes[node].Words |= BitOf(word);
            next = AddNode(node, word);
            Enter(next);
        }

        return next;
    }

    /// <summary>A node that follows the root: which words begin a phrase is known by the word alone, and needs no table.</summary>
    public int AddBegin(int word) => AddNode(Root, word);

    /// <summary>Takes over what ends at each node; nothing is added any more.</summary>
    public void Close(PhraseLists phrases)
    {
        var starts = phrases.Freeze(_count, out _phrases);
        Array.Resize(ref _nodes, starts.Length);
        for (var node = 0; node < starts.Length; node++)
        {
            _nodes[node].FirstPhrase = starts[node];
        }
    }

    /// <summary>What ends at a node, once closed.</summary>
    public ReadOnlySpan<int> PhrasesAt(int node) => _phrases.AsSpan(_nodes[node].FirstPhrase.._nodes[node + 1].FirstPhrase);

    private int AddNode(int node, int word)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count] = new Node { Parent = node, Word = word };
        return _count++;
    }

    private void Enter(int node)
    {
        if (_count * 2 > _table.Length)
        {
            _table = Emptied(_table.Length * 2);
            for (var other = Root + 1; other < node; other++)
            {
                if (_nodes[other].Parent != Root)
                {
                    Place(other);
                }
            }
        }

        Place(node);
    }

    private void Place(int node)
    {
        var slot = Slot(_nodes[node].Parent, _nodes[node].Word);
        while (_table[slot] != None)
        {
            slot = (slot + 1) & (_table.Length - 1);
        }

        _table[slot] = node;
    }

    /// <summary>Fibonacci hashing: neighbouring nodes and words spread over the table.</summary>
    private int Slot(int node, int word) =>
        (int)(((((ulong)(uint)node << 32) | (uint)word) * 11400714819323198485) >> (64 - BitOperations.Log2((uint)_table.Length)));

    private static uint BitOf(int word) => 1u << (word & 31);

    private static int[] Emptied(int size)
    {
        var table = new int[size];
        Array.Fill(table, None);
        return table;
    }

    private struct Node
    {
        public int Parent;
        public int Word;

        /// <summary>For each word that leads on the bit of its last five bits.</summary>
        public uint Words;

        /// <summary>Where the phrases begin that end here; they go on to those of the next node.</summary>
        public int FirstPhrase;

        public readonly bool Follows(int node, int word) => Parent == node && Word == word;
    }
}
