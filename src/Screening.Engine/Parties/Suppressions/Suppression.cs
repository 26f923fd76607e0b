using System.Collections.Immutable;

namespace Screening.Engine.Parties.Suppressions;

/// <summary>A reviewer's decision that a party is not an entry of a list, or that the entry does not matter for certain shipments. It holds as long as everything it was decided on stays as it was.</summary>
public sealed record Suppression
{
    public required Guid Id { get; init; }

    /// <summary>The party's name, by <see cref="PartyKey"/>.</summary>
    public required string PartyKey { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null when it was decided for whatever country is sent.</summary>
    public string? Country { get; init; }

    /// <summary>The party's address, by <see cref="PartyKey"/>; null when it was decided for whatever address is sent.</summary>
    public string? AddressKey { get; init; }

    /// <summary>Code of the list.</summary>
    public required string List { get; init; }

    public required string EntryId { get; init; }

    /// <summary>What the entry said, by <see cref="EntryContent"/>.</summary>
    public required string EntryDigest { get; init; }

    /// <summary>What a confirmed hit led to; null where nothing was said of the part of the list.</summary>
    public WatchlistEffect? Effect { get; init; }

    public SuppressionScope Scope { get; init; } = SuppressionScope.All;

    public required string ReasonCode { get; init; }

    public required string Reason { get; init; }

    public required string Author { get; init; }

    /// <summary>Who agreed; null where nobody needs to.</summary>
    public string? Approver { get; init; }

    /// <summary>Last day on which it holds.</summary>
    public required DateOnly ExpiresOn { get; init; }
}

/// <summary>For which shipments a suppression holds: each member that is not empty must fit.</summary>
public sealed record SuppressionScope
{
    public static SuppressionScope All { get; } = new();

    /// <summary>Categories of goods: every line must be in one of them and in no other.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>First digits of HS codes: the code of every line must begin with one of them.</summary>
    public ImmutableArray<string> HsPrefixes { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2: the destination must be one of them.</summary>
    public ImmutableArray<string> Destinations { get; init; } = [];

    /// <summary>Names of consignees: every consignee must be one of them.</summary>
    public ImmutableArray<string> Consignees { get; init; } = [];

    public bool IsAll => Categories.IsEmpty && HsPrefixes.IsEmpty && Destinations.IsEmpty && Consignees.IsEmpty;

    /// <summary>What is not stated fits nothing: a question of scope that cannot be answered leaves the hit standing.</summary>
    public bool Fits(SuppressionFacts facts) =>
        (Categories.IsEmpty || (!facts.Items.IsEmpty && facts.Items.All(i => !i.Categories.IsEmpty && i.Categories.All(c => Categories.Contains(c)))))
        && (HsPrefixes.IsEmpty || (!facts.Items.IsEmpty && facts.Items.All(i => i.HsCode is { } code && HsPrefixes.Any(p => code.StartsWith(p, StringComparison.Ordinal)))))
        && (Destinations.IsEmpty || (facts.Destination is { } destination && Destinations.Contains(destination)))
        && (Consignees.IsEmpty || (!facts.Consignees.IsEmpty && facts.Consignees.All(name => Consignees.Any(c => PartyKey.Of(c) == PartyKey.Of(name)))));
}

/// <summary>What a scope is compared with; of a party that is looked up alone only the day is known.</summary>
public sealed record SuppressionFacts
{
    public required DateOnly Date { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Destination { get; init; }

    /// <summary>Names, as sent.</summary>
    public ImmutableArray<string> Consignees { get; init; } = [];

    /// <summary>One for every line.</summary>
    public ImmutableArray<SuppressionItem> Items { get; init; } = [];
}

/// <summary>A line, as far as a scope asks for it.</summary>
/// <param name="HsCode">Digits alone; null when not stated.</param>
public sealed record SuppressionItem(ImmutableArray<string> Categories, string? HsCode);
