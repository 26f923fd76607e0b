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
    private const int MostNodes = 16;

    private readonly ModelNode[] _nodes;
    private readonly ModelEnd[] _ends;
    private readonly Dictionary<(int Node, char Letter), int> _rareLetters;
    private readonly char[] _folded;

    /// <param name="rareLetters">Edges of the letters that are not in <see cref="ModelEdge"/>.</param>
    internal ModelIndex(ModelNode[] nodes, ModelEnd[] ends, Dictionary<(int Node, char Letter), int> rareLetters, char[] folded)
    {
        _nodes = nodes;
        _ends = ends;
        _rareLetters = rareLetters;
        _folded = folded;
    }

    /// <summary>Appends the models that stand in the text.</summary>
    /// <param name="aloneOnly">True where no maker is named: then only families count that do without, and whatever leads to none is left out.</param>
    public void Find(ReadOnlySpan<char> text, List<ModelHit> hits, bool aloneOnly = false)
    {
        if (_nodes.Length == 1)
        {
            return;
        }

        Span<int> nodes = stackalloc int[MostNodes];
        Span<int> next = stackalloc int[MostNodes];
        var walk = new Walk(text, nodes, next, hits, aloneOnly);
        for (var i = 0; i < text.Length; i++)
        {
            var isInsideWord = i > 0 && text[i - 1] < 0x80 && _folded[text[i - 1]] != '\0'; // by far the most characters
            if (!isInsideWord && _folded[text[i]] != '\0' && BeginsWord(text, i))
            {
                Run(walk, i);
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

    private void Run(in Walk walk, int start)
    {
        var text = walk.Text;
        walk.Nodes[0] = Root;
        var count = 1;
        for (var i = start; i < text.Length && count > 0; i++)
        {
            var c = _folded[text[i]];
            if (c != '\0')
            {
                count = Advance(c, walk, count);
                Report(walk, (start, i + 1), walk.Nodes[..count]);
            }
            else if (IsJoiner(text[i]))
            {
                count = KeepBreakable(walk.Nodes[..count], text[i] is ' ' or '\u00A0' ? PatternBreak.Space : PatternBreak.Sign);
            }
            else if (!IsIgnored(text[i]))
            {
                return;
            }
        }
    }

    private int Advance(char c, in Walk walk, int held)
    {
        var count = 0;
        var literal = ModelEdge.OfLiteral(c);
        var sign = char.IsAsciiDigit(c) ? ModelEdge.Digit : ModelEdge.Letter;
        foreach (var number in walk.Nodes[..held])
        {
            ref readonly var node = ref _nodes[number];
            if (node.Has(literal))
            {
                Add(literal == ModelEdge.RareLetter ? _rareLetters.GetValueOrDefault((number, c)) : node.Child(literal), walk, ref count);
            }

            if (node.Has(sign))
            {
                Add(node.Child(sign), walk, ref count);
            }

            if (node.Has(sign + ModelEdge.ToRepeated))
            {
                Add(node.Child(sign + ModelEdge.ToRepeated), walk, ref count);
            }

            // A repeated sign takes more of the same.
            if (node.Repeats(sign))
            {
                Add(number, walk, ref count);
            }
        }

        walk.Next[..count].CopyTo(walk.Nodes);
        return count;
    }

    private void Add(int node, in Walk walk, ref int count)
    {
        if (node > Root && count < MostNodes && !(walk.AloneOnly && !_nodes[node].LeadsToAlone) && !walk.Next[..count].Contains(node))
        {
            walk.Next[count++] = node;
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

    private void Report(in Walk walk, (int Start, int End) range, Span<int> nodes)
    {
        foreach (var number in nodes)
        {
            ref readonly var node = ref _nodes[number];
            if (!(walk.AloneOnly ? node.EndsAlone : node.Ends))
            {
                continue;
            }

            ref readonly var end = ref _ends[node.End];
            var (whole, open) = walk.AloneOnly ? (end.WholeAlone, end.OpenAlone) : (end.Whole, end.Open);
            if (whole.Length > 0 && (range.End == walk.Text.Length || _folded[walk.Text[range.End]] == '\0'))
            {
                AddAll(whole, range.Start, range.End, walk.Hits);
            }

            if (open.Length > 0)
            {
                AddAll(open, range.Start, EndOfPart(walk.Text, range.End), walk.Hits);
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

    /// <summary>One text that is searched, and the working memory for it.</summary>
    private readonly ref struct Walk(ReadOnlySpan<char> text, Span<int> nodes, Span<int> next, List<ModelHit> hits, bool aloneOnly)
    {
        public readonly ReadOnlySpan<char> Text = text;

        /// <summary>The nodes held.</summary>
        public readonly Span<int> Nodes = nodes;

        /// <summary>Those of the next step.</summary>
        public readonly Span<int> Next = next;

        public readonly List<ModelHit> Hits = hits;
        public readonly bool AloneOnly = aloneOnly;
    }
}
