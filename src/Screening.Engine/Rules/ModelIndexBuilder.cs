using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Collects patterns, then freezes them into a <see cref="ModelIndex"/>.</summary>
internal sealed class ModelIndexBuilder
{
    private readonly Dictionary<ulong, int> _edges = [];
    private readonly List<Node> _nodes = [new()];
    private readonly char[] _folded;

    public ModelIndexBuilder(WordRules rules) => _folded = FoldAll(rules);

    /// <summary>Adds a pattern of a family. False, with the reason, when it cannot be read.</summary>
    public bool Add(string pattern, int family, out string reason)
    {
        if (!ModelPattern.TryParse(pattern, c => _folded[c], out var elements, out reason))
        {
            return false;
        }

        var node = ModelIndex.Root;
        foreach (var element in elements)
        {
            _nodes[node].Break = element.Break > _nodes[node].Break ? element.Break : _nodes[node].Break;
            if (element.Kind == PatternKind.Rest)
            {
                (_nodes[node].Open ??= []).Add(family);
                return true;
            }

            node = Step(node, element);
        }

        (_nodes[node].Whole ??= []).Add(family);
        return true;
    }

    public ModelIndex Build() => new(
        new EdgeTable(_edges),
        [.. _nodes.Select(n => new ModelNode(n.Signs | (n.Whole is null && n.Open is null ? 0 : ModelNode.Ends), n.Repeats, n.Break, n.Literals, Once(n.Whole), Once(n.Open)))],
        _folded);

    private static int[] Once(List<int>? families) => families is null ? [] : [.. families.Distinct()];

    private int Step(int node, PatternElement element)
    {
        var isRepeated = element.Kind is PatternKind.Digits or PatternKind.Letters;
        var edge = element.Kind switch
        {
            PatternKind.Literal => element.Literal,
            PatternKind.Digit or PatternKind.Digits => ModelIndex.DigitEdge,
            _ => ModelIndex.LetterEdge,
        };
        _nodes[node].Literals |= element.Kind == PatternKind.Literal ? 1UL << (element.Literal & 63) : 0;
        _nodes[node].Signs |= edge == ModelIndex.DigitEdge ? 1 : edge == ModelIndex.LetterEdge ? 2 : 0;

        // A repeated sign has an edge of its own, or "#" and "#+" would share a node and "#" would repeat too.
        var key = EdgeTable.Key(node, isRepeated ? edge + ModelIndex.RepeatedEdge : edge);
        if (!_edges.TryGetValue(key, out var next))
        {
            _edges[key] = next = _nodes.Count;
            _nodes.Add(new Node { Repeats = isRepeated ? edge : 0 });
        }

        return next;
    }

    /// <summary>Case, accents and width aside; letters of other scripts that are drawn like Latin ones are those (К1986ВЕ92).</summary>
    private static char[] FoldAll(WordRules rules)
    {
        var folded = new char[char.MaxValue + 1];
        for (var code = 0; code < folded.Length; code++)
        {
            var c = (char)code;
            var drawn = char.IsAsciiDigit(c) ? '\0' : rules.Latin[char.ToUpperInvariant(c)]; // capitals decide: part numbers are written in them
            folded[code] = drawn != '\0' ? drawn : CharacterFolding.TryFold(c, out var one) && one > CharacterFolding.Ignored ? one : '\0';
        }

        return folded;
    }

    private sealed class Node
    {
        public int Signs { get; set; }
        public ulong Literals { get; set; }
        public int Repeats { get; init; }
        public PatternBreak Break { get; set; }
        public List<int>? Whole { get; set; }
        public List<int>? Open { get; set; }
    }
}
