using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Collects patterns, then freezes them into a <see cref="ModelIndex"/>.</summary>
/// <param name="needsMaker">Whether a family counts only beside its maker; none does where nothing is said.</param>
internal sealed class ModelIndexBuilder(WordRules rules, Func<int, bool>? needsMaker = null)
{
    private readonly Node _root = new();
    private readonly char[] _folded = FoldAll(rules);
    private int _count = 1;

    /// <summary>Adds a pattern of a family. False, with the reason, when it cannot be read.</summary>
    public bool Add(string pattern, int family, out string reason)
    {
        if (!ModelPattern.TryParse(pattern, c => _folded[c], out var elements, out reason))
        {
            return false;
        }

        var node = _root;
        foreach (var element in elements)
        {
            node.Break = element.Break > node.Break ? element.Break : node.Break;
            if (element.Kind == PatternKind.Rest)
            {
                (node.Open ??= []).Add(family);
                return true;
            }

            node = Step(node, element);
        }

        (node.Whole ??= []).Add(family);
        return true;
    }

    /// <summary>Numbers the nodes so that children stand side by side and what follows the first of them close by: a walk stays in few places of memory.</summary>
    public ModelIndex Build()
    {
        var nodes = new ModelNode[_count];
        var (ends, rareLetters) = (new List<ModelEnd>(), new Dictionary<ulong, int>());
        var left = new Stack<(Node Node, int Number)>([(_root, ModelIndex.Root)]);
        for (var next = 1; left.TryPop(out var at);)
        {
            var children = at.Node.Children.OrderBy(c => c.Edge).ToArray();
            var end = EndOf(at.Node);
            nodes[at.Number] = new ModelNode(
                Edges(children) | ModelNode.Properties(at.Node.Repeats, end, LeadsToAlone(at.Node), at.Node.Break), next, end is null ? -1 : ends.Count);
            if (end is not null)
            {
                ends.Add(end);
            }

            for (var i = children.Length - 1; i >= 0; i--)
            {
                left.Push((children[i].To, next + i));
            }

            foreach (var (i, (edge, _)) in children.Index().Where(c => c.Item.Edge > ModelEdge.RareLetter))
            {
                rareLetters[EdgeTable.Key(at.Number, edge - ModelEdge.RareLetter)] = next + i;
            }

            next += children.Length;
        }

        return new ModelIndex(nodes, [.. ends], new EdgeTable(rareLetters), _folded);
    }

    private static ulong Edges((int Edge, Node To)[] children) => children.Aggregate(0UL, (bits, child) => bits | (1UL << Math.Min(child.Edge, ModelEdge.RareLetter)));

    private ModelEnd? EndOf(Node node) =>
        node.Whole is null && node.Open is null ? null : new ModelEnd(Once(node.Whole), Once(node.Open), [.. Once(node.Whole).Where(IsAlone)], [.. Once(node.Open).Where(IsAlone)]);

    private bool IsAlone(int family) => needsMaker is null || !needsMaker(family);

    /// <summary>Asked from the root on, and kept: patterns are short.</summary>
    private bool LeadsToAlone(Node node) => node.LeadsToAlone ??=
        EndOf(node) is { IsAlone: true } || node.Children.Exists(c => LeadsToAlone(c.To));

    private static int[] Once(List<int>? families) => families is null ? [] : [.. families.Distinct()];

    private Node Step(Node node, PatternElement element)
    {
        var isRepeated = element.Kind is PatternKind.Digits or PatternKind.Letters;
        var sign = element.Kind is PatternKind.Digit or PatternKind.Digits ? ModelEdge.Digit : ModelEdge.Letter;
        var edge = element.Kind == PatternKind.Literal ? ModelEdge.OfLiteral(element.Literal) : isRepeated ? sign + ModelEdge.ToRepeated : sign;

        // Rare letters stand behind all other edges.
        edge += edge == ModelEdge.RareLetter ? element.Literal : 0;
        foreach (var (other, to) in node.Children)
        {
            if (other == edge)
            {
                return to;
            }
        }

        var next = new Node { Repeats = isRepeated ? sign : 0 };
        node.Children.Add((edge, next));
        _count++;
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
        public List<(int Edge, Node To)> Children { get; } = [];
        public int Repeats { get; init; }
        public PatternBreak Break { get; set; }
        public bool? LeadsToAlone { get; set; }
        public List<int>? Whole { get; set; }
        public List<int>? Open { get; set; }
    }
}
