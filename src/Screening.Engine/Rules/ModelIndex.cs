using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Where a model or part number stands in a text, in UTF-16 units.</summary>
internal readonly record struct ModelHit(int Family, int Start, int End);

/// <summary>
/// Finds the models and part numbers of the catalogue: a trie over characters, walked from the beginning of every word. Signs of the
/// patterns (a digit, letters, the rest) are edges of their own, so a walk holds a few nodes at a time; it ends at the first character
/// that no pattern has, which for ordinary words is the second or third. No backtracking: the cost is bounded by text times nodes held.
/// </summary>
internal sealed class ModelIndex
{
    internal const int Root = 0;
    internal const int DigitEdge = 0x10000;
    internal const int LetterEdge = 0x10001;
    internal const int RepeatedEdge = 2;
    private const int MostNodes = 16;

    private readonly EdgeTable _edges;
    private readonly ModelNode[] _nodes;
    private readonly char[] _folded;

    internal ModelIndex(EdgeTable edges, ModelNode[] nodes, char[] folded)
    {
        _edges = edges;
        _nodes = nodes;
        _folded = folded;
    }

    public void Find(ReadOnlySpan<char> text, List<ModelHit> hits)
    {
        if (_nodes.Length == 1)
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var isInsideWord = i > 0 && text[i - 1] < 0x80 && _folded[text[i - 1]] != '\0'; // by far the most characters
            if (!isInsideWord && _folded[text[i]] != '\0' && BeginsWord(text, i))
            {
                Walk(text, i, hits);
            }
        }
    }

    /// <summary>A hyphen inside a part number begins no new one.</summary>
    private bool BeginsWord(ReadOnlySpan<char> text, int at)
    {
        while (at > 0 && IsIgnored(text[at - 1]))
        {
            at--;
        }

        return at == 0 || (_folded[text[at - 1]] == '\0' && !(text[at - 1] is '-' or '.' or '_' or '+' or '#' && at > 1 && _folded[text[at - 2]] != '\0'));
    }

    private void Walk(ReadOnlySpan<char> text, int start, List<ModelHit> hits)
    {
        Span<int> nodes = stackalloc int[MostNodes];
        Span<int> next = stackalloc int[MostNodes];
        nodes[0] = Root;
        var count = 1;
        for (var i = start; i < text.Length && count > 0; i++)
        {
            var c = _folded[text[i]];
            if (c == '\0' && IsIgnored(text[i]))
            {
                continue;
            }

            if (c == '\0' && !IsJoiner(text[i]))
            {
                return;
            }

            count = c == '\0' ? KeepBreakable(nodes[..count], text[i] is ' ' or '\u00A0' ? PatternBreak.Space : PatternBreak.Sign) : Advance(c, nodes[..count], next);
            if (c != '\0')
            {
                next[..count].CopyTo(nodes);
                Report(text, start, i + 1, nodes[..count], hits);
            }
        }
    }

    private int Advance(char c, Span<int> nodes, Span<int> next)
    {
        var count = 0;
        var sign = char.IsAsciiDigit(c) ? DigitEdge : LetterEdge;
        foreach (var node in nodes)
        {
            ref readonly var at = ref _nodes[node];
            if (at.MayLead(c))
            {
                Add(_edges.Next(node, c), next, ref count);
            }

            if ((at.Signs & (sign == DigitEdge ? 1 : 2)) != 0)
            {
                Add(_edges.Next(node, sign), next, ref count);
                Add(_edges.Next(node, sign + RepeatedEdge), next, ref count);
            }

            // A repeated sign takes more of the same.
            if (at.Repeats == sign)
            {
                Add(node, next, ref count);
            }
        }

        return count;
    }

    private static void Add(int node, Span<int> nodes, ref int count)
    {
        if (node > Root && count < nodes.Length && !nodes[..count].Contains(node))
        {
            nodes[count++] = node;
        }
    }

    /// <summary>Behind a separator only patterns go on that may have one there.</summary>
    private int KeepBreakable(Span<int> nodes, PatternBreak found)
    {
        var count = 0;
        foreach (var node in nodes)
        {
            if (_nodes[node].Break >= found)
            {
                nodes[count++] = node;
            }
        }

        return count;
    }

    private void Report(ReadOnlySpan<char> text, int start, int end, Span<int> nodes, List<ModelHit> hits)
    {
        foreach (var node in nodes)
        {
            ref readonly var at = ref _nodes[node];
            if ((at.Signs & ModelNode.Ends) == 0)
            {
                continue;
            }

            if (at.Whole.Length > 0 && (end == text.Length || _folded[text[end]] == '\0'))
            {
                AddAll(at.Whole, start, end, hits);
            }

            if (at.Open.Length > 0)
            {
                AddAll(at.Open, start, EndOfPart(text, end), hits);
            }
        }
    }

    private static void AddAll(int[] families, int start, int end, List<ModelHit> hits)
    {
        foreach (var family in families)
        {
            AddLonger(new ModelHit(family, start, end), hits);
        }
    }

    /// <summary>Of one family at one place the longest counts.</summary>
    private static void AddLonger(ModelHit hit, List<ModelHit> hits)
    {
        for (var i = hits.Count - 1; i >= 0 && hits[i].Start == hit.Start; i--)
        {
            if (hits[i].Family == hit.Family)
            {
                hits[i] = hit.End > hits[i].End ? hit : hits[i];
                return;
            }
        }

        hits.Add(hit);
    }

    private int EndOfPart(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        for (; at < text.Length && (_folded[text[at]] != '\0' || text[at] is '-' or '+' or '/' or '.' or '#'); at++)
        {
            end = _folded[text[at]] != '\0' ? at + 1 : end;
        }

        return end;
    }

    private static bool IsJoiner(char c) => c is ' ' or '-' or '/' or '.' or '_' or '\u00A0';

    private static bool IsIgnored(char c) => c >= 0x80 && CharacterFolding.TryFold(c, out var folded) && folded == CharacterFolding.Ignored;
}

/// <summary>A node of the trie.</summary>
/// <param name="Signs">1 when a digit edge leads on, 2 for a letter edge, 4 when a pattern ends here.</param>
/// <param name="Repeats">The sign that the node takes again, or 0.</param>
/// <param name="Break">What separator may stand behind it.</param>
/// <param name="Literals">For each literal that leads on the bit of its last six bits: most characters need no look-up.</param>
/// <param name="Whole">Families whose pattern ends here, at the end of a word.</param>
/// <param name="Open">Families whose pattern takes anything from here on.</param>
internal readonly record struct ModelNode(int Signs, int Repeats, PatternBreak Break, ulong Literals, int[] Whole, int[] Open)
{
    public const int Ends = 4;

    /// <summary>False when no pattern goes on with the character.</summary>
    public bool MayLead(char c) => (Literals & (1UL << (c & 63))) != 0;
}
