using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Collects patterns, then freezes them into a <see cref="ModelIndex"/>.</summary>
/// <param name="needsMaker">Whether a family counts only beside its maker; none does where nothing is said.</param>
internal sealed class ModelIndexBuilder(WordRules rules, Func<int, bool>? needsMaker = null)
{
    private readonly Node _root = new();
    private readonly char[] _folded = FoldAll(rules);
    private readonly List<PatternElement> _elements = [];
    private int _count = 1;

    /// <summary>Adds a pattern of a family. False, with the reason, when it cannot be read.</summary>
    public bool Add(string pattern, int family, out string reason)
    {
        if (!ModelPattern.TryParse(pattern, _folded, _elements, out reason))
        {
            return false;
        }

        var node = _root;
        foreach (var element in _elements)
        {
            node.Break = element.Break > node.Break ? element.Break : node.Break;
            if (element.Kind == PatternKind.Rest)
            {
                node.Open = With(node.Open, family);
                return true;
            }

            node = Step(node, element);
        }

        node.Whole = With(node.Whole, family);
        return true;
    }

    /// <summary>Numbers the nodes so that children stand side by side and what follows the first of them close by: a walk stays in few places of memory.</summary>
    public ModelIndex Build()
    {
        var nodes = new ModelNode[_count];
        var (ends, rareLetters) = (new List<ModelEnd>(), new Dictionary<(int Node, char Letter), int>());
        var left = new List<Node> { _root };
        for (var next = 1; left.Count > 0;)
        {
            var node = left[^1];
            left.RemoveAt(left.Count - 1);
            var (bits, first, before) = (0UL, next, left.Count);
            for (var child = node.FirstChild; child is not null; child = child.NextSibling)
            {
                if (child.Edge > ModelEdge.RareLetter)
                {
                    rareLetters[(node.Number, (char)(child.Edge - ModelEdge.RareLetter))] = next;
                }

                bits |= 1UL << Math.Min(child.Edge, ModelEdge.RareLetter);
                child.Number = next++;
                left.Add(child);
            }

            left.Reverse(before, left.Count - before); // the first is the next to be taken
            var end = node.Whole.Length + node.Open.Length == 0 ? (ModelEnd?)null : new ModelEnd(node.Whole, node.Open, Alone(node.Whole), Alone(node.Open));
            nodes[node.Number] = new ModelNode(bits | ModelNode.Properties(node.Repeats, end, LeadsToAlone(node), node.Break), first, end is null ? -1 : ends.Count);
            if (end is { } some)
            {
                ends.Add(some);
            }
        }

        return new ModelIndex(nodes, [.. ends], rareLetters, _folded);
    }

    /// <summary>Mostly all of them, or none: there is no second list then.</summary>
    private int[] Alone(int[] families) => Array.TrueForAll(families, IsAlone) ? families : Array.FindAll(families, IsAlone);

    private bool IsAlone(int family) => needsMaker is null || !needsMaker(family);

    /// <summary>Asked from the root on, and kept: patterns are short.</summary>
    private bool LeadsToAlone(Node node)
    {
        if (node.LeadsToAlone is not { } leads)
        {
            leads = Array.Exists(node.Whole, IsAlone) || Array.Exists(node.Open, IsAlone);
            for (var child = node.FirstChild; child is not null && !leads; child = child.NextSibling)
            {
                leads = LeadsToAlone(child);
            }

            node.LeadsToAlone = leads;
        }

        return leads;
    }

    /// <summary>At most places one family ends: an array is the least there is.</summary>
    private static int[] With(int[] families, int family) => families.Contains(family) ? families : [.. families, family];

    private Node Step(Node node, PatternElement element)
    {
        var isRepeated = element.Kind is PatternKind.Digits or PatternKind.Letters;
        var sign = element.Kind is PatternKind.Digit or PatternKind.Digits ? ModelEdge.Digit : ModelEdge.Letter;
        var edge = element.Kind == PatternKind.Literal ? ModelEdge.OfLiteral(element.Literal) : isRepeated ? sign + ModelEdge.ToRepeated : sign;

        // Rare letters stand behind all other edges.
        edge += edge == ModelEdge.RareLetter ? element.Literal : 0;
        Node? before = null;
        var child = node.FirstChild;
        while (child is not null && child.Edge < edge)
        {
            (before, child) = (child, child.NextSibling);
        }

        if (child?.Edge == edge)
        {
            return child;
        }

        var made = new Node { Edge = edge, Repeats = isRepeated ? sign : 0, NextSibling = child };
        _count++;
        if (before is null)
        {
            node.FirstChild = made;
        }
        else
        {
            before.NextSibling = made;
        }

        return made;
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

    /// <summary>Its children hang on one another, in the order of their edges.</summary>
    private sealed class Node
    {
        public Node? FirstChild { get; set; }
        public Node? NextSibling { get; set; }
        public int Edge { get; init; }
        public int Repeats { get; init; }
        public int Number { get; set; }
        public PatternBreak Break { get; set; }
        public bool? LeadsToAlone { get; set; }
        public int[] Whole { get; set; } = [];
        public int[] Open { get; set; } = [];
    }
}
