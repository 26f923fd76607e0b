using System.ComponentModel.DataAnnotations;
using ScreeningApi.Intake;

namespace ScreeningApi.Licensing;

/// <summary>An item, and where it goes: does it need a license? At least one of eccn and hsCode is needed.</summary>
public sealed record LicenseRequest
{
    /// <summary>Export control classification number, down to the paragraph if known, or EAR99.</summary>
    [StringLength(Limits.Code)]
    public string? Eccn { get; init; }

    /// <summary>2 to 10 digits of any nomenclature.</summary>
    [StringLength(Limits.Code)]
    public string? HsCode { get; init; }

    /// <summary>The goods in plain words: values in it can meet the threshold of an entry.</summary>
    [StringLength(Limits.Description)]
    public string? Description { get; init; }

    /// <summary>Where the goods end: ISO 3166-1 code, a region such as UA-43, or a common name.</summary>
    [Required, StringLength(Limits.Country, MinimumLength = 1)]
    public string? Destination { get; init; }

    /// <summary>Where the goods were made.</summary>
    [StringLength(Limits.Country)]
    public string? OriginCountry { get; init; }

    /// <summary>Where the goods leave from; the exporter's country, and then originCountry, when absent.</summary>
    [StringLength(Limits.Country)]
    public string? Origin { get; init; }

    /// <summary>What the order is worth.</summary>
    [Range(0d, Limits.Amount)]
    public decimal? Value { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string? Currency { get; init; }

    [Range(0d, Limits.Amount)]
    public decimal? Quantity { get; init; }

    [StringLength(Limits.Unit)]
    public string? Unit { get; init; }

    /// <summary>What the goods will be used for, in plain words and any language.</summary>
    [StringLength(Limits.EndUse)]
    public string? EndUse { get; init; }

    /// <summary>Who takes part.</summary>
    [MaxLength(Limits.Parties)]
    public IReadOnlyList<PartyContract>? Parties { get; init; }

    /// <summary>What you declare about the transaction, in the words of <c>GET /v1/circumstances</c>.</summary>
    [MaxLength(Limits.Circumstances)]
    public IReadOnlyList<string>? Circumstances { get; init; }

    /// <summary>The date whose law applies; today (UTC) when absent.</summary>
    public DateOnly? DecisiveDate { get; init; }

    /// <summary>Technical values, such as payload or range.</summary>
    [MaxLength(Limits.Parameters)]
    public IReadOnlyList<ParameterContract>? Parameters { get; init; }

    /// <summary>As a shipment of one line: there is one way from what was sent to what is determined.</summary>
    internal ScreeningRequest ToShipment() => new()
    {
        DecisiveDate = DecisiveDate, Destination = Destination, Origin = Origin, Parties = Parties, EndUse = EndUse, Circumstances = Circumstances,
        Lines =
        [
            new LineContract
            {
                LineNo = 1, Description = Description, HsCode = HsCode, Eccn = Eccn, Quantity = Quantity, Unit = Unit, Value = Value, Currency = Currency,
                OriginCountry = OriginCountry, Parameters = Parameters,
            },
        ],
    };
}
