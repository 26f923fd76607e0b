using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Text;

namespace Screening.Engine.Destinations;

/// <summary>Knows countries and regions by code and by the names people write, in any of the table's languages.</summary>
public sealed class CountryDirectory
{
    /// <summary>Longest text that is looked at; a longer one is no country.</summary>
    public const int MaxLength = 100;

    private static readonly System.Buffers.SearchValues<char> PartSeparators = System.Buffers.SearchValues.Create(",;/()[]");

    private readonly FrozenDictionary<string, CountryRow> _byKey;

    /// <summary>Codes and names as the table writes them, which is how nearly all are sent: nothing has to be folded or made for those.</summary>
    private readonly FrozenDictionary<string, Place> _asWritten;

    internal CountryDirectory(IEnumerable<CountryRow> countries)
    {
        var byKey = new Dictionary<string, CountryRow>(StringComparer.Ordinal);
        foreach (var row in countries)
        {
            foreach (var name in row.Aliases.Prepend(row.Name).Prepend(row.Iso3).Prepend(row.Code).Where(n => n.Length > 0))
            {
                byKey.TryAdd(Key(name), row);
            }
        }

        _byKey = byKey.ToFrozenDictionary(StringComparer.Ordinal);
        _asWritten = byKey.Values.Distinct().SelectMany(r => r.Aliases.Prepend(r.Name).Prepend(r.Iso3).Prepend(r.Code)).Distinct()
            .Where(n => n.Length is > 0 and <= MaxLength).Select(Fold).ToFrozenDictionary(p => p.Sent, StringComparer.Ordinal);
        Rows = byKey.Values.Distinct().ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>All countries and regions by code.</summary>
    public FrozenDictionary<string, CountryRow> Rows { get; }

    /// <summary>
    /// Reads a code (<c>AE</c>, <c>ARE</c>, <c>UA-43</c>) or a name (<c>Republic of Crimea</c>, <c>阿联酋</c>). Of several places in one
    /// text ("Crimea, Ukraine") the narrower is taken; of several that do not belong together, none.
    /// </summary>
    public Place Resolve(string text)
    {
        if (text.Length > MaxLength)
        {
            return new Place(text, null);
        }

        return _asWritten.TryGetValue(text, out var known) ? known : Fold(text);
    }

    private Place Fold(string text)
    {
        var row = _byKey.GetValueOrDefault(Key(text)) ?? Narrowest(text);
        return new Place(text, row is not null && CountryCode.TryParse(row.Code, out var code) ? code : null);
    }

    private CountryRow? Narrowest(string text)
    {
        CountryRow? narrowest = null;
        foreach (var part in text.AsSpan().SplitAny(PartSeparators))
        {
            var row = _byKey.GetValueOrDefault(Key(text[part]));
            if (row is null || row.Code == narrowest?.Code || row.Code == narrowest?.Parent)
            {
                continue;
            }

            if (narrowest is not null && row.Parent != narrowest.Code)
            {
                return null;
            }

            narrowest = row;
        }

        return narrowest;
    }

    /// <summary>Letters and digits only, folded: case, accents, dots and spaces aside.</summary>
    internal static string Key(string text)
    {
        var key = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!CharacterFolding.TryFold(c, out var folded))
            {
                key.Append(CharacterFolding.Expansion(c));
            }
            else if (folded is not (CharacterFolding.Break or CharacterFolding.Ignored))
            {
                key.Append(folded);
            }
        }

        return key.ToString();
    }
}
