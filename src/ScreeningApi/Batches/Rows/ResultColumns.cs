using System.Globalization;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Matching;
using Screening.Engine.Parties;
using Screening.Engine.Scoring;

namespace ScreeningApi.Batches.Rows;

/// <summary>The columns that a result adds to a row, besides verdict, score, level and error: all in the words of the contract.</summary>
/// <param name="Categories">Those that count as found, surest first.</param>
/// <param name="TopReason">The gravest finding that is more than a remark, else what raised the score most, else what was to be asked first.</param>
internal sealed record ResultColumns(string Categories, string Controls, string License, string Listings, string PartyHits, string TopReason)
{
    /// <summary>All result columns, after the input's own.</summary>
    public static readonly string[] Names = ["verdict", "risk_score", "risk_level", "categories", "controls", "license", "listings", "party_hits", "top_reason", "error"];

    /// <summary>Of a row that was not screened.</summary>
    public static readonly ResultColumns Empty = new("", "", "", "", "", "");

    /// <summary>Of a line of which there is nothing to say.</summary>
    public static readonly ResultColumns Nothing = new("", "", "", "", PartiesNotChecked, "");

    /// <summary>Of a line of which there is nothing to say, and whose parties are on no list.</summary>
    public static readonly ResultColumns NobodyListed = new("", "", "", "", NoHit, "");

    /// <summary>Of a line of which there is nothing to say, and which names nobody.</summary>
    public static readonly ResultColumns NobodyNamed = new("", "", "", "", NoParty, "");

    /// <summary>No watchlist is loaded, or one is too old: an empty column would look like none being found.</summary>
    private const string PartiesNotChecked = "notChecked";

    private const string NoHit = "none", NoParty = "noParty";

    private const char Separator = '|';

    /// <summary>Stands in no text that a rule or a row can bring into a column: control characters are not kept.</summary>
    private const char StoredSeparator = '\u001f';

    private string? _stored;

    public static ResultColumns Of(LineResult? line, double foundFrom)
    {
        if (line is null)
        {
            return Empty;
        }

        if (line.Categories.IsEmpty && line.Controls.IsEmpty && line.Licenses.IsEmpty && line.Listings.IsEmpty && line.Findings.IsEmpty
            && line.Contributions.IsEmpty && line.Questions.IsEmpty && line.Suppressed.IsEmpty && line.Ownership.IsEmpty)
        {
            return line.PartyCoverage switch { PartyCoverage.Complete => NobodyListed, PartyCoverage.NoParty => NobodyNamed, _ => Nothing };
        }

        return new ResultColumns(
            CategoriesOf(line, foundFrom),
            line.Controls.IsEmpty ? "" : Join(line.Controls.Select(c => $"{c.Regime}:{c.Entry}")),
            line.Licenses.IsEmpty ? "" : Join(line.Licenses.Select(l => $"{l.Regime}:{JsonNamingPolicy.CamelCase.ConvertName(l.Requirement.ToString())}")),
            ListingsOf(line),
            PartiesOf(line),
            TopReasonOf(line));
    }

    public bool SaysNothing => ReferenceEquals(this, Empty) || ReferenceEquals(this, Nothing) || ReferenceEquals(this, NobodyListed) || ReferenceEquals(this, NobodyNamed);

    /// <summary>As one text for storing; null when there is nothing to say, as of most rows.</summary>
    public string? ToStored() => ReferenceEquals(this, NobodyListed) || ReferenceEquals(this, NobodyNamed) ? PartyHits
        : SaysNothing ? null
        : _stored ??= string.Join(StoredSeparator, Categories, Controls, License, Listings, PartyHits, TopReason.Replace(StoredSeparator, ' '));

    public static ResultColumns FromStored(string? stored, bool isScreened) =>
        stored is NoHit ? NobodyListed : stored is NoParty ? NobodyNamed
        : stored?.Split(StoredSeparator) is [var categories, var controls, var license, var listings, var parties, var reason]
            ? new(categories, controls, license, listings, parties, reason)
            : isScreened ? Nothing : Empty;

    /// <summary><c>US-CSL:SDN:12345:0.97</c>: list, part of it, entry and how sure; <c>ownership:owned:0.60</c>; <c>suppressed:US-CSL:12345</c>.</summary>
    private static string PartiesOf(LineResult line) =>
        !line.Parties.IsEmpty || !line.Suppressed.IsEmpty || !line.Ownership.IsEmpty ? Join(
            line.Parties.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.List}:{p.Section}:{p.EntryId}:{p.Strength:0.00}"))
                .Concat(line.Ownership.Select(o => string.Create(CultureInfo.InvariantCulture, $"ownership:{JsonNamingPolicy.CamelCase.ConvertName(o.Finding.ToString())}:{o.Share:0.00}")))
                .Concat(line.Suppressed.Where(s => s.Lapse is null).Select(s => $"suppressed:{s.List}:{s.EntryId}")))
        : line.PartyCoverage switch { PartyCoverage.Complete => NoHit, PartyCoverage.NoParty => NoParty, _ => PartiesNotChecked };

    /// <summary>The surest come first: those that count as found are the beginning.</summary>
    private static string CategoriesOf(LineResult line, double foundFrom)
    {
        var found = "";
        foreach (var category in line.Categories)
        {
            if (category.Confidence >= foundFrom)
            {
                found = found.Length == 0 ? category.Code : $"{found}{Separator}{category.Code}";
            }
        }

        return found;
    }

    private static string ListingsOf(LineResult line)
    {
        var (all, last) = ("", "");
        foreach (var listing in line.Listings)
        {
            // Several rows of one list stand together: it is named once.
            if (listing.Extent == ListingExtent.Full && listing.Label != last)
            {
                last = listing.Label;
                all = all.Length == 0 ? last : $"{all}{Separator}{last}";
            }
        }

        return all;
    }

    private static string Join(IEnumerable<string> texts) => string.Join(Separator, texts);

    private static string TopReasonOf(LineResult line)
    {
        // The gravest stand first; a remark is no reason.
        if (!line.Findings.IsEmpty && line.Findings[0].Severity != FindingSeverity.Info)
        {
            return line.Findings[0].Text;
        }

        ScoreContribution? heaviest = null;
        foreach (var contribution in line.Contributions)
        {
            heaviest = heaviest is null || contribution.Points > heaviest.Points ? contribution : heaviest;
        }

        return heaviest?.Text ?? (line.Questions.IsEmpty ? "" : line.Questions[0].Why);
    }
}
