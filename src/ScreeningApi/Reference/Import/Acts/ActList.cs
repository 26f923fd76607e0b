using CsvHelper;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Acts;

/// <summary>The goods that an annex or schedule names by codes, as rows of one list.</summary>
internal static class ActList
{
    public static TextReading<ListingRecord> Read(IReadOnlyList<ActTable> tables, ListRecord list, ActHeading wanted)
    {
        var reading = new TextReading<ListingRecord>();
        var found = tables.Select(t => (t.Heading, Tariff: new TariffTable(t.Table))).Where(t => t.Tariff.IsOne).ToList();
        var headings = found.Select(t => t.Heading).Where(h => h != ActHeading.None).Distinct().ToList();
        // A piece of an act, without a heading in it, is what it was given for.
        var meant = headings.Count == 0 ? found : [.. found.Where(t => wanted.Includes(t.Heading))];
        if (meant.Count == 0)
        {
            throw new ReferenceFileException(
                found.Count == 0 ? "found no table of codes, expected one with a column such as 'CN code'"
                : $"found tables of codes under {string.Join(", ", headings.Take(20))}, expected some under {wanted}: say which is meant with --heading, such as --heading 'ANNEX II'");
        }

        reading.Said.AddRange(ListingText.Rows(list, meant.SelectMany(t => t.Tariff.Rows(reading.Gap)), mayQuote: false));
        return reading;
    }

    /// <summary>A file of rows has one table and no headings.</summary>
    public static IReadOnlyList<ActTable> OfCsv(TextReader text)
    {
        using var reader = CsvReader.Create(text, CsvReaderOptions.Default with { HasHeader = false, TrackLineNumbers = true });
        var rows = new List<TextRow>();
        while (reader.Read())
        {
            rows.Add(new TextRow((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(i => new TextCell(TableBuilder.Clean(reader.GetString(i)), 1, []))]));
        }

        return [new ActTable(ActHeading.None, new TextTable(1, "", [.. rows.Take(1)], [.. rows.Skip(1)]))];
    }
}
