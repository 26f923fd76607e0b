using System.Collections.Frozen;

namespace Screening.Engine.Rules.Thresholds;

/// <summary>
/// Finds the unit that begins at a place of a text: the longest spelling, in its own case first, in any case where that cannot be
/// mistaken (GHZ is GHz; mw could be mW or MW and is none). Costs at most one look-up for each character of the longest spelling.
/// </summary>
internal sealed class UnitIndex
{
    /// <summary>Spelling that stands for a product of two bare numbers.</summary>
    public const string Product = "×";

    private const int MaxSpelling = 32;

    private readonly FrozenDictionary<string, UnitRow[]>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, UnitRow[]>.AlternateLookup<ReadOnlySpan<char>> _anyCase;
    private readonly int _longest;

    public UnitIndex(IEnumerable<UnitRow> rows)
    {
        var spellings = rows.SelectMany(r => r.Spellings.Append(r.Unit).Distinct(), (Row, s) => (Row, Spelling: Folded(s))).Where(s => s.Spelling.Length is > 0 and <= MaxSpelling).ToArray();
        _exact = spellings.GroupBy(s => s.Spelling).ToFrozenDictionary(g => g.Key, g => g.Select(s => s.Row).Distinct().ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _anyCase = spellings.Where(s => s.Spelling.Length > 1).GroupBy(s => s.Spelling.ToLowerInvariant())
            .ToFrozenDictionary(g => g.Key, g => Unmistakable(g.Select(s => s.Row)), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = spellings.Select(s => s.Spelling.Length).DefaultIfEmpty(0).Max();
    }

    public static double ToBase(double value, UnitRow unit) => (value * unit.Factor) + unit.Offset;

    public static double FromBase(double value, UnitRow unit) => (value - unit.Offset) / unit.Factor;

    /// <summary>The units that begin the text, at most one of each dimension; empty when none does.</summary>
    /// <param name="length">Characters of the spelling.</param>
    public ReadOnlySpan<UnitRow> FindAtStart(ReadOnlySpan<char> text, out int length)
    {
        Span<char> exact = stackalloc char[MaxSpelling];
        Span<char> lower = stackalloc char[MaxSpelling];
        var count = Math.Min(text.Length, _longest);
        for (var i = 0; i < count; i++)
        {
            exact[i] = Fold(text[i]);
            lower[i] = char.ToLowerInvariant(exact[i]);
        }

        for (length = count; length > 0; length--)
        {
            if (EndsThere(text, length) && (_exact.TryGetValue(exact[..length], out var found) || _anyCase.TryGetValue(lower[..length], out found)))
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>The unit of a dimension that the whole text names; null when none.</summary>
    public UnitRow? Find(ReadOnlySpan<char> text, string dimension)
    {
        var found = FindAtStart(text.Trim(), out var length);
        return length == text.Trim().Length ? Of(found, dimension) : null;
    }

    public static UnitRow? Of(ReadOnlySpan<UnitRow> units, string dimension)
    {
        foreach (var unit in units)
        {
            if (unit.Dimension == dimension)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>A unit is a word of its own: "m" does not begin "mm" or "model", but kg may be followed by a Chinese character.</summary>
    private static bool EndsThere(ReadOnlySpan<char> text, int length) =>
        length == text.Length || !IsWord(text[length - 1]) || !IsWord(text[length]);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) && !Text.CharacterFolding.StandsAlone(c) && !char.IsBetween(c, '\uFF00', '\uFFFF');

    private static UnitRow[] Unmistakable(IEnumerable<UnitRow> rows) => [.. rows.Distinct().GroupBy(r => r.Dimension).Where(g => g.Count() == 1).Select(g => g.First())];

    private static string Folded(string text) => string.Create(text.Length, text, (buffer, sent) =>
    {
        for (var i = 0; i < sent.Length; i++)
        {
            buffer[i] = Fold(sent[i]);
        }
    });

    /// <summary>Full width to ASCII, and the many letters and signs that mean the same.</summary>
    public static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u00B5' => '\u03BC',
        '\u00A0' or '\u2009' or '\u202F' or '\u3000' => ' ',
        '\u2010' or '\u2011' => '-',
        '\u2126' => '\u03A9',
        _ => c,
    };
}
