namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// The paragraphs of the control list as rows. An entry that has rows keeps them: a person has read its words closer than a program can,
/// and a coarser row would loosen it. Where the text names other paragraphs, or other limits, that is said; entries without rows get them.
/// </summary>
internal static class ParagraphText
{
    private const string Regime = "US-EAR", InWords = "the words of the entry";

    public static TextReading<ControlReasonRecord> Reasons(IReadOnlyList<ControlListEntry> entries, ReferenceData published)
    {
        var reading = new TextReading<ControlReasonRecord> { SpeaksOf = _ => false, IsOptional = true };
        var known = published.RuleSet.Licensing.ControlReasons.Where(r => r.Regime == Regime).ToLookup(r => (r.Entry, r.Reason));
        foreach (var reason in entries.SelectMany(ParagraphRules.Reasons).GroupBy(r => (r.Entry, r.Reason)))
        {
            var named = Joined(reason.SelectMany(r => r.Paragraphs.Concat(r.Except)));
            var kept = Joined(known[reason.Key].SelectMany(r => r.Paragraphs.Concat(r.Except)));
            if (!known.Contains(reason.Key))
            {
                reading.Said.AddRange(reason.DistinctBy(r => Joined(r.Paragraphs)).Select(Row));
            }
            else if (named != kept)
            {
                reading.Note(reason.First().Place, $"{reason.Key.Reason} names the paragraphs '{named}'; the published rows, with '{kept}', are kept");
            }
        }

        return reading;
    }

    public static TextReading<ControlExceptionRecord> Exceptions(IReadOnlyList<ControlListEntry> entries, ReferenceData published)
    {
        var reading = new TextReading<ControlExceptionRecord> { SpeaksOf = _ => false, IsOptional = true };
        var known = published.RuleSet.Licensing.ControlExceptions.Where(r => r.Regime == Regime).ToLookup(r => r.Entry);
        foreach (var entry in entries)
        {
            var rows = ParagraphRules.Exceptions(entry).ToList();
            if (known.Contains(entry.Entry))
            {
                Compare(rows, known[entry.Entry].ToList(), entry.Place, reading);
            }
            else if (rows.Count > 1)
            {
                // What holds for every paragraph stands in the entry's own row.
                reading.Said.AddRange(rows.Select(r => Row(r, entry.Place)));
            }
        }

        return reading;
    }

    private static void Compare(List<ParagraphException> rows, List<ControlExceptionRecord> known, string place, TextReading<ControlExceptionRecord> reading)
    {
        foreach (var said in rows)
        {
            if (said.Paragraphs.DefaultIfEmpty("").FirstOrDefault(p => Differs(said, For(known, p))) is { } paragraph)
            {
                reading.Note(place, $"says {Shown(said)} for {(paragraph.Length == 0 ? "the rest" : paragraph)}; the published row is kept");
            }
        }
    }

    private static SaidRow<ControlReasonRecord> Row(ParagraphReason r) => new(
        $"{r.Entry} {r.Reason} {string.Join('|', r.Paragraphs)}".TrimEnd(), r.Place, known => known ?? new ControlReasonRecord
        {
            Regime = Regime, Entry = r.Entry, Reason = r.Reason, Paragraphs = [.. r.Paragraphs], Except = [.. r.Except], Decides = r.IsOpen ? InWords : "", Citation = CitationOf(r.Entry),
        });

    private static SaidRow<ControlExceptionRecord> Row(ParagraphException e, string place) => new(
        $"{e.Entry} {string.Join('|', e.Paragraphs)}".TrimEnd(), place, known => known ?? new ControlExceptionRecord
        {
            Regime = Regime, Entry = e.Entry, Paragraphs = [.. e.Paragraphs], LvsUsd = e.LvsUsd, Gbs = e.Gbs, Sta = e.Sta, Citation = CitationOf(e.Entry),
        });

    /// <summary>The row with the longest beginning of the paragraph.</summary>
    private static ControlExceptionRecord? For(IEnumerable<ControlExceptionRecord> rows, string paragraph) => rows
        .SelectMany(r => r.Paragraphs.DefaultIfEmpty(""), (row, named) => (Row: row, Named: named))
        .Where(r => r.Named.Length == 0 || paragraph == r.Named || paragraph.StartsWith(r.Named + ".", StringComparison.Ordinal))
        .OrderByDescending(r => r.Named.Length).Select(r => r.Row).FirstOrDefault();

    /// <summary>Only what both know is compared.</summary>
    private static bool Differs(ParagraphException said, ControlExceptionRecord? row) => row is not null
        && (said.LvsUsd is { } limit && row.LvsUsd is { } known && known != limit || IsOther(said.Gbs, row.Gbs) || IsOther(said.Sta, row.Sta));

    private static bool IsOther(string said, string known) => said.Length > 0 && known.Length > 0 && said != known;

    private static string Shown(ParagraphException e) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"LVS {e.LvsUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}, GBS {Known(e.Gbs)}, STA {Known(e.Sta)}");

    private static string Known(string text) => text.Length == 0 ? "?" : text;

    private static string CitationOf(string entry) => $"15 CFR {ControlListText.Part} Supp. {ControlListText.Supplement}, {entry}";

    private static string Joined(IEnumerable<string> paragraphs) => string.Join('|', paragraphs.Distinct().Order(StringComparer.Ordinal));
}
