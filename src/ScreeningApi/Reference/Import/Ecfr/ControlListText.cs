using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// 15 CFR 774 Supp. 1 as rows of the control list. The heading in our own words, the thresholds and the related codes stay those of the
/// published row. A rule that the text states in words of its own keeps the token that a person gave it; where there is none the token is
/// <c>XX@see_entry</c>, which the determination leaves open.
/// </summary>
internal static partial class ControlListText
{
    public const int Part = 774, Supplement = 1;

    private const string Regime = "US-EAR", SeeEntry = "see_entry", LicenseScope = "reasons_scope";

    /// <summary>Entries of one category and product group share them.</summary>
    private static readonly string[] OfKin = ["category", "product_group"];

    public static TextReading<ControlRecord> Read(EcfrSupplement supplement, ReferenceData published)
    {
        var reading = new TextReading<ControlRecord> { SpeaksOf = r => EntryNumber().IsMatch(r.Entry) };
        var (entries, notices) = ControlListReader.Read(supplement);
        reading.Notices.AddRange(notices);
        if (entries.Count == 0)
        {
            reading.Gap(supplement.Citation, "found no entry, expected paragraphs that begin in bold with a number such as 3A001");
        }

        var known = ReferenceTables.UnitedStatesControls.Get(published).ToDictionary(c => c.Entry);
        foreach (var entry in entries)
        {
            Report(entry, known.GetValueOrDefault(entry.Entry), reading);
            reading.Said.Add(new SaidRow<ControlRecord>(entry.Entry, entry.Place, row => Merge(entry, row ?? New(entry, known.Values))));
        }

        return reading;
    }

    /// <summary>What the text leaves to a person.</summary>
    private static void Report(ControlListEntry entry, ControlRecord? known, TextReading<ControlRecord> reading)
    {
        if (entry.HasRequirements && entry.Controls.Count == 0)
        {
            reading.Notices.Add(new Notice(entry.Place, known is null ? "found no control that can be read" : "found no control that can be read; the published reasons are kept", IsGap: known is null));
        }

        foreach (var rule in entry.Controls.Where(c => c.Token is null))
        {
            var kept = known is null ? [] : TokensInWords(known, rule.Family).Where(t => entry.Controls.All(c => c.Token != t)).ToList();
            reading.Note(rule.Place, $"{rule.Family} has a rule in words ('{rule.Text}'): {(kept.Count > 0 ? $"kept as {string.Join('|', kept)}" : $"{rule.Family}@{SeeEntry}")}");
        }
    }

    private static ControlRecord New(ControlListEntry entry, IEnumerable<ControlRecord> others)
    {
        var kin = others.FirstOrDefault(o => o.Entry[..2] == entry.Entry[..2]);
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in OfKin.Where(c => kin is not null && Details(kin).ContainsKey(c)))
        {
            details[column] = Details(kin!)[column];
        }

        details["itar_pointer"] = entry.HasRequirements ? "no" : "yes";
        return new ControlRecord
        {
            Regime = Regime, Entry = entry.Entry, Heading = SeeList().Replace(entry.Heading, "").Trim().TrimEnd('.'), Series = SeriesOf(entry.Entry),
            Details = JsonSerializer.Serialize(details), Citation = $"15 CFR {Part} Supp. {Supplement}, {entry.Entry}",
        };
    }

    /// <summary>The 600 series and the 500s have a digit of their own.</summary>
    private static string SeriesOf(string entry) => entry[2] is '6' or '5' ? $"{entry[2]}00" : "";

    private static ControlRecord Merge(ControlListEntry entry, ControlRecord row)
    {
        var details = Details(row);
        Set(details, "lvs_limit", entry.Lvs is null ? null : Limit(entry.Lvs));
        Set(details, "gbs", entry.Gbs is null ? null : YesOrNo(entry.Gbs));
        if (entry.HasRequirements)
        {
            Set(details, "sta_note", entry.Sta.Count > 0 ? "STA limits" : "");
        }

        var scopes = ScopesOf(entry, row);
        if (scopes.Count == 0)
        {
            return row with { Details = JsonSerializer.Serialize(details) };
        }

        Set(details, LicenseScope, string.Join('|', scopes.Where(s => s.Scope.Length > 0).Select(s => $"{s.Token}:{s.Scope}")));
        return row with
        {
            Reasons = [.. scopes.Select(s => s.Token)],
            EntireEntryReasons = [.. scopes.Where(s => s.Scope == "all").Select(s => s.Token)],
            Details = JsonSerializer.Serialize(details),
        };
    }

    /// <summary>Every token once: what holds for all paragraphs in one row of the table does so whatever the others say.</summary>
    private static List<(string Token, string Scope)> ScopesOf(ControlListEntry entry, ControlRecord row)
    {
        var scopes = entry.Controls.Where(c => c.Token is not null).GroupBy(c => c.Token!).Select(g => (g.Key, g.Min(c => c.Scope).ToString().ToLowerInvariant())).ToList();
        foreach (var family in entry.Controls.Where(c => c.Token is null).Select(c => c.Family).Distinct())
        {
            var kept = TokensInWords(row, family).Where(t => scopes.All(s => s.Key != t)).Select(t => (t, PublishedScope(row, t))).ToList();
            scopes.AddRange(kept.Count > 0 ? kept : [($"{family}@{SeeEntry}", "")]);
        }

        return scopes;
    }

    private static List<string> TokensInWords(ControlRecord row, string family) => [.. row.Reasons.Where(r => r.StartsWith($"{family}@", StringComparison.Ordinal))];

    private static string PublishedScope(ControlRecord row, string token) =>
        Details(row).GetValueOrDefault(LicenseScope, "").Split('|').Where(s => s.StartsWith(token + ":", StringComparison.Ordinal)).Select(s => s[(token.Length + 1)..]).FirstOrDefault() ?? "";

    /// <summary><c>USD 3000</c>; <c>USD 1500/3000 (partial)</c> where paragraphs differ; <c>N/A</c>.</summary>
    private static string Limit(IReadOnlyList<ExceptionClause> clauses)
    {
        var amounts = clauses.Select(c => c.Amount).OfType<int>().Distinct().Order().Select(a => a.ToString(CultureInfo.InvariantCulture)).ToList();
        return amounts.Count == 0 ? "N/A" : $"USD {string.Join('/', amounts)}{(IsWhole(clauses) ? "" : " (partial)")}";
    }

    private static string YesOrNo(IReadOnlyList<ExceptionClause> clauses) => !clauses.Any(c => c.IsAllowed) ? "N/A" : IsWhole(clauses) ? "yes" : "partial";

    private static bool IsWhole(IReadOnlyList<ExceptionClause> clauses) => clauses is [{ Paragraphs: { Paragraphs: [], IsQualified: false }, Open: [] }];

    private static void Set(SortedDictionary<string, string> details, string column, string? text)
    {
        if (text is null)
        {
            return;
        }

        details.Remove(column);
        if (text.Length > 0)
        {
            details[column] = text;
        }
    }

    private static SortedDictionary<string, string> Details(ControlRecord row) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(row.Details)!, StringComparer.Ordinal);

    [GeneratedRegex(@"^\d[A-E]\d{3}$")]
    private static partial Regex EntryNumber();

    [GeneratedRegex(@"\s*\(\s*see\s+List\s+of\s+Items\s+Controlled\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex SeeList();
}
