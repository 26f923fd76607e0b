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

    /// <summary>Notes whether the value was looked at; null where nobody wants to know.</summary>
    internal ValueMark? ValueMark { get; init; }

    /// <summary>Values that the exporter declared. One named as a reason for control, <c>NP1</c>, answers whether it holds: 1 yes, 0 no.</summary>
    public ImmutableArray<TechnicalParameter> Declares { get; init; } = [];

    public LicensedItem()
    {
    }

    /// <summary>What the exporter declared of a reason for control; null when nothing.</summary>
    internal bool? AnswerOn(string reason)
    {
        foreach (var parameter in Declares)
        {
            if (parameter.Name.Trim().Equals(reason, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Value switch { 0 => false, 1 => true, _ => null };
            }
        }

        return null;
    }
}

/// <summary>Set once a determination looks at the value of the goods: without that it holds for every value.</summary>
internal sealed class ValueMark
{
    public bool IsSet { get; private set; }

    public void Set() => IsSet = true;
}

/// <summary>A list of goods that an HS code stands on.</summary>
/// <param name="IsFirm">The whole code is on the list.</param>
public readonly record struct ItemListing(string List, bool IsFirm, string Verified);
