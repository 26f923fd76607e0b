using System.Numerics;

namespace Screening.Engine.Rules;

/// <summary>The edges of the trie of models, by number.</summary>
internal static class ModelEdge
{
    public const int Letters = 10;

    /// <summary>How many edges have a number of their own: 0 to 9, a to z, and the four signs.</summary>
    public const int Count = 40;

    /// <summary>Any one digit.</summary>
    public const int Digit = 36;

    /// <summary>Any one letter.</summary>
    public const int Letter = 37;

    /// <summary>From a sign to the same repeated, which is an edge of its own: or "#" and "#+" would share a node and "#" would repeat too.</summary>
    public const int ToRepeated = 2;

    /// <summary>All other letters: there is a table for them.</summary>
    public const int RareLetter = Count;

    /// <summary>The edge of a folded character that stands for itself.</summary>
    public static int OfLiteral(char c) => c is >= 'a' and <= 'z' ? c - 'a' + Letters : c is >= '0' and <= '9' ? c - '0' : RareLetter;
}

/// <summary>
/// A node of the trie: a bit for each edge that leads on, and the number of the first child. The children of a node stand side by side in
/// the order of their edges, so the bits before an edge say which child is its own: a step reads this node and nothing else.
/// </summary>
/// <param name="Bits">Edges and properties.</param>
/// <param name="FirstChild">Number of the first child.</param>
/// <param name="End">Where the families are that end here; only with <see cref="Ends"/>.</param>
internal readonly record struct ModelNode(ulong Bits, int FirstChild, int End)
{
    private const int FirstProperty = ModelEdge.RareLetter + 1;
    private const int EndsBit = FirstProperty + 2;
    private const int BreakBits = FirstProperty + 5;

    /// <summary>Whether the edge leads on.</summary>
    public bool Has(int edge) => (Bits & (1UL << edge)) != 0;

    /// <summary>The node an edge leads to that leads on, rare letters aside.</summary>
    public int Child(int edge) => FirstChild + BitOperations.PopCount(Bits & ((1UL << edge) - 1));

    /// <summary>Whether the node takes more of a sign.</summary>
    public bool Repeats(int sign) => (Bits & (1UL << (sign - ModelEdge.Digit + FirstProperty))) != 0;

    /// <summary>Whether a pattern ends here.</summary>
    public bool Ends => (Bits & (1UL << EndsBit)) != 0;

    /// <summary>Whether a pattern ends here whose family does without its maker.</summary>
    public bool EndsAlone => (Bits & (2UL << EndsBit)) != 0;

    /// <summary>Whether such a pattern ends here or further on.</summary>
    public bool LeadsToAlone => (Bits & (4UL << EndsBit)) != 0;

    /// <summary>What separator may stand behind the node.</summary>
    public PatternBreak Break => (PatternBreak)(Bits >> BreakBits);

    /// <param name="repeats">The sign that the node takes again, or 0.</param>
    public static ulong Properties(int repeats, ModelEnd? end, bool leadsToAlone, PatternBreak mayBreak) =>
        (repeats > 0 ? 1UL << (repeats - ModelEdge.Digit + FirstProperty) : 0)
        | (end is null ? 0 : 1UL << EndsBit)
        | (end is { IsAlone: true } ? 2UL << EndsBit : 0)
        | (leadsToAlone ? 4UL << EndsBit : 0)
        | ((ulong)mayBreak << BreakBits);
}

/// <summary>The families whose patterns end at a node.</summary>
/// <param name="Whole">Those that end at the end of a word.</param>
/// <param name="Open">Those that take anything from here on.</param>
/// <param name="WholeAlone">Of the first those that count without their maker.</param>
/// <param name="OpenAlone">Of the second.</param>
internal readonly record struct ModelEnd(int[] Whole, int[] Open, int[] WholeAlone, int[] OpenAlone)
{
    /// <summary>True when one of them counts without its maker.</summary>
    public bool IsAlone => WholeAlone.Length + OpenAlone.Length > 0;
}
