using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Rules;

/// <summary>
/// The codes that exist, and those that did. A look-up is at most four table accesses on parts of the code and allocates nothing. What
/// countries add behind six digits is not known here and taken as it is.
/// </summary>
public sealed class HsNomenclature
{
    private const int ChapterDigits = 2;
    private const int HeadingDigits = 4;
    private const int SubheadingDigits = 6;
    private const string AnySubheading = "*";

    private readonly FrozenDictionary<string, DateOnly>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly FrozenDictionary<string, HsRetiredRow>.AlternateLookup<ReadOnlySpan<char>> _retired;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _national;
    private readonly string[] _sorted;

    internal HsNomenclature(ImmutableArray<HsHeadingRow> headings, ImmutableArray<HsRetiredRow> retired)
    {
        var lastDays = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var row in headings)
        {
            foreach (var code in Codes(row))
            {
                lastDays[code] = Later(lastDays.GetValueOrDefault(code), row.Validity.To ?? DateOnly.MaxValue);
            }
        }

        IsEmpty = headings.IsEmpty;
        _known = lastDays.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _retired = retired.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _national = headings.Where(IsNational).Select(h => h.Code).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _sorted = [.. lastDays.Keys.Concat(retired.Select(r => r.Code)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Nothing is known: every code is taken as it is, and no zero is restored.</summary>
    public static HsNomenclature Empty { get; } = new([], []);

    /// <summary>True when no nomenclature is loaded.</summary>
    public bool IsEmpty { get; }

    /// <summary>Reads a code as <see cref="HsCode.TryParse(string?, out HsCode, out string)"/> does, and restores lost zeros where that gives a code that exists.</summary>
    public bool TryRead(string? text, out HsCode code, out string reason) => HsCode.TryParse(text, IsEmpty ? null : Begins, out code, out reason);

    /// <summary>Whether any code that exists or did exist begins with these digits; beyond six digits, whether the subheading exists.</summary>
    public bool Begins(string digits)
    {
        var prefix = digits.Length > SubheadingDigits ? digits[..SubheadingDigits] : digits;
        var at = Array.BinarySearch(_sorted, prefix, StringComparer.Ordinal);
        return at >= 0 || (~at < _sorted.Length && _sorted[~at].StartsWith(prefix, StringComparison.Ordinal)) || IsNational(prefix);
    }

    /// <summary>What the code is on that date. A code that came later counts as known: it still says what the goods are.</summary>
    internal HsStanding Of(HsCode code, DateOnly date)
    {
        ReadOnlySpan<char> digits = code.Digits;
        if (IsEmpty || IsNational(digits))
        {
            return IsEmpty ? default : new HsStanding(HsStatus.National, ChapterDigits, null);
        }

        var level = digits[..Math.Min(SubheadingDigits, digits.Length)];
        if (Exists(level, date))
        {
            return default;
        }

        if (FindRetired(level) is { } row)
        {
            return row.Validity.Holds(date) ? default : new HsStanding(HsStatus.Retired, level.Length, row);
        }

        var known = level.Length > HeadingDigits && Exists(level[..HeadingDigits], date) ? HeadingDigits
            : Exists(level[..ChapterDigits], date) ? ChapterDigits
            : 0;
        return new HsStanding(HsStatus.Unknown, known, null);
    }

    private bool Exists(ReadOnlySpan<char> code, DateOnly date) => _known.TryGetValue(code, out var lastDay) && date <= lastDay;

    private bool IsNational(ReadOnlySpan<char> code) => code.Length >= ChapterDigits && _national.Contains(code[..ChapterDigits]);

    private HsRetiredRow? FindRetired(ReadOnlySpan<char> level) =>
        _retired.TryGetValue(level, out var row) || (level.Length > HeadingDigits && _retired.TryGetValue(level[..HeadingDigits], out row)) ? row : null;

    private static bool IsNational(HsHeadingRow row) => row.Code.Length == ChapterDigits && row.Subheadings.Contains(AnySubheading);

    private static IEnumerable<string> Codes(HsHeadingRow row) =>
        [row.Code[..ChapterDigits], row.Code, .. row.Subheadings.Where(s => s != AnySubheading).Select(s => row.Code + s)];

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>What the nomenclature says of a declared code.</summary>
/// <param name="KnownDigits">How many of its first digits name something that exists.</param>
/// <param name="Retired">The row of a retired code.</param>
internal readonly record struct HsStanding(HsStatus Status, int KnownDigits, HsRetiredRow? Retired);

/// <summary>Whether a code exists.</summary>
internal enum HsStatus
{
    Known,
    Retired,
    Unknown,

    /// <summary>Of a chapter that each country fills for itself (98, 99): it does not say what the goods are.</summary>
    National,
}
