using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>An entry of a list that a party may be, with all that somebody needs to decide whether it is.</summary>
public sealed record PartyHit
{
    /// <summary>The party's role in the shipment; absent when it was asked about alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartyRole? Role { get; init; }

    /// <summary>The party's name as it was sent; absent when it was asked about alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Party { get; init; }

    public required string List { get; init; }

    public required string EntryId { get; init; }

    /// <summary>Part of the list with an effect of its own in law: <c>SDN</c>, <c>EL</c>.</summary>
    public required string Section { get; init; }

    /// <summary>The entry's name that fits best, as published.</summary>
    public required string Name { get; init; }

    public required WatchlistNameKind NameKind { get; init; }

    /// <summary>The name under which it is listed first.</summary>
    public required string ListedAs { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>0 to 1: how alike the names are, a function of the two names alone.</summary>
    public required double Score { get; init; }

    /// <summary>0 to 1: the score, raised by evidence that supports it; hits are ordered by it.</summary>
    public required double Strength { get; init; }

    /// <summary>Whether the strength reaches the threshold.</summary>
    public required bool IsHit { get; init; }

    /// <summary>What a confirmed hit leads to.</summary>
    public required WatchlistEffect Effect { get; init; }

    /// <summary>What being on the list means, in a sentence.</summary>
    public required string Meaning { get; init; }

    public required string Citation { get; init; }

    /// <summary>Programs or orders under which it is listed, joined by "; ".</summary>
    public required string Program { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of addresses and nationalities.</summary>
    public required ImmutableArray<string> Countries { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LicenseRequirement { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LicensePolicy { get; init; }

    /// <summary>What the publisher says of the entry besides.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remarks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notice { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>Word by word, left the party's name, right the entry's; empty when an identifier alone led to the entry.</summary>
    public required ImmutableArray<NameStep> Explanation { get; init; }

    /// <summary>What else speaks for or against it.</summary>
    public required ImmutableArray<PartyEvidence> Evidence { get; init; }

    /// <summary>An entry whose section no data describe asks for a look: it is on a list after all.</summary>
    public static PartyHit Of(PartyMatch match, Party? party, DateOnly date, WatchlistSet lists)
    {
        var entry = match.Entry;
        var section = lists.Sections.Find(match.List.Code, entry.Section, date);
        return new PartyHit
        {
            Role = party?.Role, Party = party?.Name, List = match.List.Code, EntryId = entry.Id, Section = entry.Section,
            Name = match.Name.Text, NameKind = match.Name.Kind, ListedAs = entry.Names[0].Text, Kind = entry.Kind,
            Score = match.Score, Strength = match.Strength, IsHit = match.IsHit,
            Effect = section?.Effect ?? WatchlistEffect.Review, Meaning = section?.Text ?? (entry.Remarks is { Length: > 0 } remarks ? $"The list says: {remarks}" : "What this part of the list means is not described: read the entry."), Citation = section?.Citation ?? "",
            Weight = section?.Weight ?? 1,
            Program = string.Join("; ", entry.Programs), Countries = [.. entry.Nationalities.Concat(entry.Addresses.Select(a => a.Country).OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            LicenseRequirement = entry.LicenseRequirement, LicensePolicy = entry.LicensePolicy, Remarks = entry.Remarks, Notice = entry.Notice, Url = entry.Url,
            Explanation = match.Explanation, Evidence = match.Evidence,
        };
    }

    /// <summary>What a certain hit adds to a score, 0 to 1.</summary>
    [JsonIgnore]
    public double Weight { get; init; }
}
