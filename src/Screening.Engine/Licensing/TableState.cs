using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>How complete and how old a table is.</summary>
public sealed record TableState
{
    /// <summary><c>countryChart</c>, <c>sanctions</c>, ...</summary>
    public required string Table { get; init; }

    /// <summary>Date of the oldest text that a row was taken from; null when no row says.</summary>
    public required string? AsOf { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows that nobody checked: they leave an answer open, and never loosen it.</summary>
    public required int Unverified { get; init; }

    /// <summary>What is known to be missing.</summary>
    public required ImmutableArray<string> Holes { get; init; }

    internal static ImmutableArray<TableState> Of(LicensingDocument document) =>
    [
        Of("controlsUs", document.Entries.Where(e => e.Regime == UnitedStates.Law.Regime).Select(e => e.Source), document),
        Of("controlsEu", document.Entries.Where(e => e.Regime == EuropeanUnion.Law.Regime).Select(e => e.Source), document),
        Of("controlReasons", document.PartialReasons.Select(e => e.Source).Concat(document.Reasons.Select(e => e.Source)), document),
        Of("controlExceptions", document.EntryExceptions.Select(e => e.Source), document),
        Of("countryChart", document.Chart.Select(e => e.Source), document),
        Of("countryGroups", FactsOf("group:", document), document),
        Of("embargoes", FactsOf("embargo:", document), document),
        Of("generalAuthorizations", FactsOf("gea:", document), document),
        Of("sanctions", document.Sanctions.Select(e => e.Source), document),
        Of("endUses", document.EndUses.Select(e => e.Source), document),
        Of("bars", document.Bars.Select(e => e.Source), document),
        Of("exceptions", document.Exceptions.Select(e => e.Source).Concat(document.Conditions.Select(e => e.Source)), document),
        Of("exchangeRates", document.ExchangeRates.Select(e => e.Source), document),
        Of("itemLists", document.ItemLists.Select(e => e.Source), document),
    ];

    private static IEnumerable<Provenance> FactsOf(string prefix, LicensingDocument document) =>
        document.PlaceFacts.Where(f => f.Fact.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f.Source);

    private static TableState Of(string table, IEnumerable<Provenance> sources, LicensingDocument document)
    {
        var rows = sources.ToList();
        return new TableState
        {
            Table = table,
            AsOf = rows.Where(r => r.AsOf.Length > 0).Select(r => r.AsOf).Min(StringComparer.Ordinal),
            Rows = rows.Count,
            Unverified = rows.Count(r => r.IsUnchecked),
            Holes = [.. document.Holes.Where(h => h.Table == table).Select(h => h.Hole)],
        };
    }
}
