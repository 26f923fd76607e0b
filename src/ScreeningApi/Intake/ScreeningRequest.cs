using System.ComponentModel.DataAnnotations;
using Screening.Engine.Items;

namespace ScreeningApi.Intake;

/// <summary>A shipment to be screened.</summary>
public sealed record ScreeningRequest
{
    /// <summary>The caller's own name for the shipment.</summary>
    [StringLength(Limits.Reference)]
    public string? Reference { get; init; }

    /// <summary>The date whose law and tables apply; today (UTC) when absent.</summary>
    public DateOnly? DecisiveDate { get; init; }

    /// <summary>Where the goods leave from: ISO 3166-1 code or name.</summary>
    [StringLength(Limits.Country)]
    public string? Origin { get; init; }

    /// <summary>Where the goods end: ISO 3166-1 alpha-2 or alpha-3 code, a region such as UA-43, or a common name in English, Chinese or Russian.</summary>
    [Required, StringLength(Limits.Country, MinimumLength = 1)]
    public string? Destination { get; init; }

    /// <summary>Places the goods pass through.</summary>
    [MaxLength(Limits.Transit)]
    public IReadOnlyList<string>? Transit { get; init; }

    /// <summary>Who takes part.</summary>
    [MaxLength(Limits.Parties)]
    public IReadOnlyList<PartyContract>? Parties { get; init; }

    /// <summary>What the goods will be used for, in the shipper's words.</summary>
    [StringLength(Limits.EndUse)]
    public string? EndUse { get; init; }

    /// <summary>What you declare about the transaction, in the words of <c>GET /v1/circumstances</c>: <c>temporaryExport</c>, <c>consigneeStatement</c>. License exceptions and jurisdiction depend on it.</summary>
    [MaxLength(Limits.Circumstances)]
    public IReadOnlyList<string>? Circumstances { get; init; }

    /// <summary>The goods; each line needs at least one of description, hsCode, eccn and partNumber.</summary>
    [Required, MinLength(1), MaxLength(Limits.Lines)]
    public IReadOnlyList<LineContract>? Lines { get; init; }
}

/// <summary>Someone who takes part in the shipment.</summary>
public sealed record PartyContract
{
    [Required]
    public PartyRole? Role { get; init; }

    [Required, StringLength(Limits.PartyName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 code or name.</summary>
    [StringLength(Limits.Country)]
    public string? Country { get; init; }

    [StringLength(Limits.Address)]
    public string? Address { get; init; }
}

/// <summary>One line of the shipment.</summary>
public sealed record LineContract
{
    /// <summary>Unique in the shipment.</summary>
    [Required, Range(1, Limits.LineNo)]
    public int? LineNo { get; init; }

    /// <summary>The goods in the shipper's words, in any language.</summary>
    [StringLength(Limits.Description)]
    public string? Description { get; init; }

    /// <summary>2 to 10 digits of any nomenclature, longer national codes too; dots, spaces and labels are allowed. What a spreadsheet did to a code is mended where that is certain, and a finding says so.</summary>
    [StringLength(Limits.Code)]
    public string? HsCode { get; init; }

    /// <summary>Export control classification number, down to the paragraph if known, or EAR99.</summary>
    [StringLength(Limits.Code)]
    public string? Eccn { get; init; }

    [StringLength(Limits.PartNumber)]
    public string? PartNumber { get; init; }

    [StringLength(Limits.Manufacturer)]
    public string? Manufacturer { get; init; }

    [Range(0d, Limits.Amount)]
    public decimal? Quantity { get; init; }

    [StringLength(Limits.Unit)]
    public string? Unit { get; init; }

    [Range(0d, Limits.Amount)]
    public decimal? Value { get; init; }

    /// <summary>ISO 4217 code.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string? Currency { get; init; }

    /// <summary>Where the goods were made: ISO 3166-1 code or name.</summary>
    [StringLength(Limits.Country)]
    public string? OriginCountry { get; init; }

    /// <summary>Technical values, such as payload or frequency.</summary>
    [MaxLength(Limits.Parameters)]
    public IReadOnlyList<ParameterContract>? Parameters { get; init; }
}

/// <summary>A technical value that the shipper declares.</summary>
public sealed record ParameterContract
{
    [Required, StringLength(Limits.ParameterName, MinimumLength = 1)]
    public string? Name { get; init; }

    [Required]
    public decimal? Value { get; init; }

    [StringLength(Limits.Unit)]
    public string? Unit { get; init; }
}
