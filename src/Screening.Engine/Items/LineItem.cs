using System.Collections.Immutable;

namespace Screening.Engine.Items;

/// <summary>One line of an invoice or packing list.</summary>
public sealed record LineItem
{
    /// <summary>1 or more, unique in the shipment.</summary>
    public required int LineNo { get; init; }

    /// <summary>The goods in the shipper's words, as sent: evidence points into this text.</summary>
    public string? Description { get; init; }

    public HsCode? HsCode { get; init; }

    public Eccn? Eccn { get; init; }

    public string? PartNumber { get; init; }

    public string? Manufacturer { get; init; }

    public Quantity? Quantity { get; init; }

    public Money? Value { get; init; }

    public Place? OriginCountry { get; init; }

    public ImmutableArray<TechnicalParameter> Parameters { get; init; } = [];

    /// <summary>Fields that were not read as they stood where the line came from; empty when it was sent in the form of the contract.</summary>
    public ImmutableArray<FieldRepair> Repairs { get; init; } = [];
}

/// <summary>How much of it.</summary>
/// <param name="Amount">Zero or more.</param>
/// <param name="Unit">As sent, <c>pcs</c>; null when not stated.</param>
public readonly record struct Quantity(decimal Amount, string? Unit);

/// <summary>An amount of money.</summary>
/// <param name="Amount">Zero or more.</param>
/// <param name="Currency">ISO 4217, <c>EUR</c>; null when not stated.</param>
public readonly record struct Money(decimal Amount, string? Currency);

/// <summary>A technical value that the shipper declares.</summary>
/// <param name="Name"><c>payload</c>.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>kg</c>; null when not stated.</param>
public readonly record struct TechnicalParameter(string Name, decimal Value, string? Unit);

/// <summary>What had to be mended to read a field, so that whoever reads the result can check it.</summary>
/// <param name="Field">As the sender calls it.</param>
/// <param name="Text">What stood there and what was read, <c>'1.234,50' was read as 1234.50</c>.</param>
public readonly record struct FieldRepair(string Field, string Text);
