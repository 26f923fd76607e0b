using System.Collections.Immutable;

namespace Screening.Engine.Items;

/// <summary>What is screened: goods on their way from somewhere to somebody, on a date that decides which law applies.</summary>
public sealed record Shipment
{
    /// <summary>The date whose rules, lists and tables apply.</summary>
    public required DateOnly DecisiveDate { get; init; }

    /// <summary>Where the goods end, as far as the shipper knows.</summary>
    public required Place Destination { get; init; }

    /// <summary>Where the goods leave from; null when not stated.</summary>
    public Place? Origin { get; init; }

    /// <summary>Places the goods pass through.</summary>
    public ImmutableArray<Place> Transit { get; init; } = [];

    public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>The stated end use, in the shipper's words.</summary>
    public string? EndUse { get; init; }

    /// <summary>What the exporter declares about the transaction, in the words of the table of circumstances: <c>temporaryExport</c>.</summary>
    public ImmutableArray<string> Circumstances { get; init; } = [];

    public required ImmutableArray<LineItem> Lines { get; init; }
}

/// <summary>A country or region as it was sent, and what it was understood to be.</summary>
/// <param name="Sent">The text as it was sent.</param>
/// <param name="Code">Null when nobody knows a place of that name: never treated as low risk.</param>
public sealed record Place(string Sent, CountryCode? Code);

/// <summary>Someone who takes part in the shipment.</summary>
public sealed record Party(PartyRole Role, string Name, Place? Country, string? Address);

/// <summary>The part that a party plays, in the words of 15 CFR 748.5.</summary>
public enum PartyRole
{
    Exporter,
    Purchaser,
    Consignee,
    IntermediateConsignee,
    EndUser,
    FreightForwarder,
    NotifyParty,
}
