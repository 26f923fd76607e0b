using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Destinations;

/// <summary>Everything the tables say about places, compiled: immutable, shared by all requests.</summary>
public sealed class DestinationRiskTable
{
    private readonly FrozenDictionary<string, PlaceFacts> _facts;

    private DestinationRiskTable(DestinationDocument document)
    {
        Version = document.Version;
        Countries = new CountryDirectory(document.Countries);
        var destinations = document.Destinations.ToLookup(r => r.Code);
        var reasons = document.Reasons.ToLookup(r => r.Code);
        var overrides = document.Overrides.ToLookup(r => r.Code);
        var embargoes = document.Embargoes.ToLookup(r => r.Code);
        var groups = document.Groups.ToLookup(r => r.Code);
        _facts = document.Countries.Select(c => new PlaceFacts(
            c, [.. destinations[c.Code]], [.. reasons[c.Code]], [.. overrides[c.Code]], [.. embargoes[c.Code]], [.. groups[c.Code]]))
            .ToFrozenDictionary(f => f.Country.Code, StringComparer.Ordinal);
    }

    public string Version { get; }

    public CountryDirectory Countries { get; }

    /// <summary>All places with their facts, by code.</summary>
    public IEnumerable<PlaceFacts> Places => _facts.Values.OrderBy(f => f.Country.Code, StringComparer.Ordinal);

    /// <summary>The facts on a place; null when the table has none.</summary>
    public PlaceFacts? Find(string code) => _facts.GetValueOrDefault(code);

    /// <summary>Null, and at least one diagnostic, when the document cannot be used.</summary>
    public static DestinationRiskTable? Compile(DestinationDocument document, out ImmutableArray<RuleSetDiagnostic> diagnostics)
    {
        diagnostics = [.. DestinationDocumentCheck.Run(document)];
        return diagnostics.IsEmpty ? new DestinationRiskTable(document) : null;
    }
}

/// <summary>The rows on one place, of all dates.</summary>
public sealed record PlaceFacts(
    CountryRow Country,
    ImmutableArray<DestinationRow> Risks,
    ImmutableArray<DestinationReasonRow> Reasons,
    ImmutableArray<DestinationOverrideRow> Overrides,
    ImmutableArray<EmbargoRow> Embargoes,
    ImmutableArray<CountryGroupRow> Groups)
{
    private DatedPlace? _latest;

    /// <summary>What holds on a date. Nearly all screenings are of today, so the last answer is kept; two threads may both make it, and it is the same.</summary>
    internal DatedPlace At(DateOnly date)
    {
        var latest = Volatile.Read(ref _latest);
        if (latest is null || latest.Date != date)
        {
            latest = DatedPlace.Of(this, date);
            Volatile.Write(ref _latest, latest);
        }

        return latest;
    }
}
