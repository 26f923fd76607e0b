using Screening.Engine.Destinations;
using Screening.Engine.Licensing;
using Screening.Engine.Rules;

namespace ScreeningApi.Catalog;

/// <summary>All countries and regions.</summary>
public sealed record DestinationList
{
    /// <summary>The version of the destination table.</summary>
    public required string Table { get; init; }
    public required DateOnly AsOf { get; init; }
    public required IReadOnlyList<DestinationItem> Items { get; init; }
}

/// <summary>A country or region and its risk.</summary>
public sealed record DestinationItem
{
    /// <summary>ISO 3166-1 alpha-2, or ISO 3166-2 for a region.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>0 prohibited or embargoed, 1 very high, 2 elevated, 3 standard, 4 low; null when no row holds on the date.</summary>
    public required int? Tier { get; init; }

    /// <summary>In [0, 1]; null when no row holds on the date.</summary>
    public required double? Risk { get; init; }
    public required bool Embargoed { get; init; }

    internal static DestinationItem Of(PlaceFacts place, DateOnly date)
    {
        var row = place.Risks.Where(r => r.Validity.Holds(date)).MaxBy(r => r.Risk);
        return new() { Code = place.Country.Code, Name = place.Country.Name, Tier = row?.Tier, Risk = row?.Risk, Embargoed = row?.Embargoed ?? false };
    }
}

/// <summary>What the tables say about a country or region on a date.</summary>
public sealed record DestinationDetail
{
    private const string AuthorizationPrefix = "gea:";

    public required string Table { get; init; }
    public required DateOnly AsOf { get; init; }
    public required DestinationItem Destination { get; init; }

    /// <summary>Names it is also known by.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The country it belongs to or follows; null when none.</summary>
    public required string? Parent { get; init; }
    public required IReadOnlyList<DatedFact> Reasons { get; init; }
    public required IReadOnlyList<DatedFact> Embargoes { get; init; }
    public required IReadOnlyList<DatedFact> CategoryRisks { get; init; }

    /// <summary>Country groups of 15 CFR 740 Supplement 1; <c>EU</c> for a member state of the Union.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Columns of the country chart (15 CFR 738 Supplement 1) that have a mark; null when it has no row for the place.</summary>
    public required IReadOnlyList<string>? ChartColumns { get; init; }

    /// <summary>General authorizations of the Union that are open for it.</summary>
    public required IReadOnlyList<DatedFact> GeneralAuthorizations { get; init; }

    /// <summary>How old the tables on places are, and what they do not hold.</summary>
    public required IReadOnlyList<TableState> Tables { get; init; }

    internal static DestinationDetail Of(PlaceFacts place, string table, DateOnly date, LicenseTables licenses) => new()
    {
        ChartColumns = licenses.Document.Chart.FirstOrDefault(c => c.Code == place.Country.Code && c.Source.Validity.Holds(date))?.Columns,
        GeneralAuthorizations =
        [
            .. licenses.Document.PlaceFacts.Where(f => f.Code == place.Country.Code && f.Holds && f.Fact.StartsWith(AuthorizationPrefix, StringComparison.Ordinal) && f.Source.Validity.Holds(date))
                .Select(f => DatedFact.Of(f.Fact[AuthorizationPrefix.Length..], f.Fact[AuthorizationPrefix.Length..], f.Source.Citation, f.Source.Verified, f.Source.Validity)),
        ],
        Tables = [.. licenses.States.Where(s => s.Table is "countryChart" or "countryGroups" or "embargoes" or "generalAuthorizations")],
        Table = table,
        AsOf = date,
        Destination = DestinationItem.Of(place, date),
        Aliases = place.Country.Aliases,
        Parent = place.Country.Parent.Length == 0 ? null : place.Country.Parent,
        Reasons = [.. place.Reasons.Where(r => r.Validity.Holds(date)).Select(r => DatedFact.Of(r.Reason, r.Text, r.Citation, r.Verified, r.Validity))],
        Embargoes = [.. place.Embargoes.Where(e => e.Validity.Holds(date)).Select(e => DatedFact.Of($"{e.Issuer}.{e.Kind}", $"{e.Name}: {e.Note}", e.Citation, e.Verified, e.Validity))],
        CategoryRisks = [.. place.Overrides.Where(o => o.Validity.Holds(date)).Select(o => DatedFact.Of(o.Category, o.Text, o.Citation, "yes", o.Validity))],
        Groups = [.. place.Groups.Where(g => g.Validity.Holds(date)).Select(g => g.Group)],
    };
}

/// <summary>A fact with its source and dates.</summary>
public sealed record DatedFact
{
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string Citation { get; init; }

    /// <summary>How far it was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }
    public required DateOnly? ValidFrom { get; init; }
    public required DateOnly? ValidTo { get; init; }

    internal static DatedFact Of(string code, string text, string citation, string verified, Validity validity) =>
        new() { Code = code, Text = text, Citation = citation, Verified = verified, ValidFrom = validity.From, ValidTo = validity.To };
}
