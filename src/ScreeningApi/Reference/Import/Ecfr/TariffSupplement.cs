using System.Text.RegularExpressions;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// A supplement to 15 CFR 746 that names goods by codes of the tariff. Whole chapters are named in its sentences, not in its tables:
/// those that are published stay as long as the text still speaks of them, and others are left to a person.
/// </summary>
internal static partial class TariffSupplement
{
    public const int Part = 746;

    private const int ChapterDigits = 2;

    public static string ListOf(EcfrSupplement supplement) => $"US-{Part}-S{supplement.Number}";

    /// <summary>Null when the supplement names no goods by codes.</summary>
    public static TextReading<ListingRecord>? Read(EcfrSupplement supplement, ReferenceData published)
    {
        var tables = supplement.Tables.Select(t => new TariffTable(t)).Where(t => t.IsOne).ToList();
        if (tables.Count == 0)
        {
            return null;
        }

        var chapters = ChaptersOf(supplement);
        var reading = new TextReading<ListingRecord> { SpeaksOf = r => r.Code.Length > ChapterDigits || !chapters.ContainsKey(r.Code) };
        if (ListingText.Find(published, ListOf(supplement)) is not { } list)
        {
            reading.Gap(supplement.Citation, $"found goods by codes, expected a list '{ListOf(supplement)}' in the table of lists for them");
            return reading;
        }

        reading.Said.AddRange(ListingText.Rows(list, tables.SelectMany(t => t.Rows(reading.Gap)), mayQuote: true));
        var known = published.RuleSet.Listings.Where(l => l.List == list.List).Select(l => l.Code).ToHashSet();
        foreach (var (chapter, place) in chapters.Where(c => !known.Contains(c.Key)))
        {
            reading.Note(place, $"names chapter {chapter}: whether all of it is meant is for a person to read; no row is made");
        }

        return reading;
    }

    /// <summary>By chapter where it is named first.</summary>
    private static Dictionary<string, string> ChaptersOf(EcfrSupplement supplement)
    {
        var chapters = new Dictionary<string, string>();
        foreach (var text in supplement.Texts)
        {
            foreach (var digits in Chapters().Matches(text.Text).SelectMany(m => Number().Matches(m.Value)).Select(m => m.Value))
            {
                chapters.TryAdd(digits, $"{supplement.Citation}, {text.Place}");
            }
        }

        return chapters;
    }

    [GeneratedRegex(@"\bchapters?\s+\d{2}(?:\s*(?:,|,?\s*and|,?\s*or|through)\s*\d{2}\b)*", RegexOptions.IgnoreCase)]
    private static partial Regex Chapters();

    [GeneratedRegex(@"\b\d{2}\b")]
    private static partial Regex Number();
}
