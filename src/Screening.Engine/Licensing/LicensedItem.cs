using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Licensing;

/// <summary>What a determination needs to know of a line.</summary>
public readonly record struct LicensedItem
{
    /// <summary>The classification that the exporter declared; null when none.</summary>
    public required Eccn? Declared { get; init; }

    /// <summary>Entries that the stated values meet: they settle nothing.</summary>
    public required ImmutableArray<Eccn> Inferred { get; init; }

    /// <summary>Digits of the declared HS code; null when none.</summary>
    public required string? HsDigits { get; init; }

    /// <summary>Lists of goods that the HS code stands on.</summary>
    public required ImmutableArray<ItemListing> Listings { get; init; }

    /// <summary>Where the goods were made; null when not stated.</summary>
    public required Place? Origin { get; init; }

    public required Money? Value { get; init; }
}

/// <summary>A list of goods that an HS code stands on.</summary>
/// <param name="IsFirm">The whole code is on the list.</param>
public readonly record struct ItemListing(string List, bool IsFirm, string Verified);
