using System.Text.Json.Serialization;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>A list of goods that the line's HS code stands on.</summary>
public sealed record ListingMatch
{
    /// <summary><c>CHPL</c>, <c>EU-833-XXIII</c>, ...</summary>
    public required string List { get; init; }

    /// <summary>The list's name in plain words.</summary>
    public required string Name { get; init; }

    /// <summary>The tier within the list, where it has tiers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tier { get; init; }

    /// <summary>The listed code, digits only.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the whole declared code is listed.</summary>
    public required ListingExtent Extent { get; init; }

    public required string Description { get; init; }

    public required string Citation { get; init; }

    /// <summary>How far the row was checked: <c>yes</c>, <c>single</c> source, or <c>no</c>.</summary>
    public required string Verified { get; init; }

    /// <summary>How concerning goods on the list are wherever they go; not part of the answer.</summary>
    internal double Weight { get; init; }

    /// <summary>List and tier as one word, <c>CHPL:1</c>; not part of the answer.</summary>
    [JsonIgnore]
    public string Label { get; private init; } = "";

    internal static ListingMatch Of(ListingRow row, ListRow list, ListingExtent extent, string description) => new()
    {
        List = row.List,
        Name = list.Name,
        Tier = row.Tier.Length == 0 ? null : row.Tier,
        Code = row.Code,
        Extent = extent,
        Description = description,
        Citation = row.Citation,
        Verified = row.Verified,
        Weight = list.Weight,
        Label = row.Tier.Length == 0 ? row.List : $"{row.List}:{row.Tier}",
    };
}

/// <summary>How much of the declared code a listing covers.</summary>
public enum ListingExtent
{
    /// <summary>All of it: a firm hit.</summary>
    Full,

    /// <summary>The list names only some goods of the code ("ex"): to be checked, never a firm hit.</summary>
    Partial,

    /// <summary>The declared code is shorter than the listed one: more digits would tell.</summary>
    Possible,
}
