using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Hosting;

namespace ScreeningApi.Suppressions;

/// <summary>A suppression as it is stored.</summary>
internal sealed record SuppressionRow
{
    public string TenantId { get; init; } = "";
    public Guid Id { get; init; }
    public DateTime CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public string State { get; init; } = "";
    public string PartyName { get; init; } = "";
    public string PartyKey { get; init; } = "";
    public string? Country { get; init; }
    public string? Address { get; init; }
    public string List { get; init; } = "";
    public string EntryId { get; init; } = "";
    public string EntryName { get; init; } = "";
    public string EntryDigest { get; init; } = "";
    public string? Effect { get; init; }
    public string ReasonCode { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>JSON: a <see cref="SuppressionScopeContract"/>.</summary>
    public string Scope { get; init; } = "{}";

    public DateOnly ExpiresOn { get; init; }
    public string? ApprovedBy { get; init; }
    public byte[]? BodyDigest { get; init; }

    public Suppression ToSuppression() => new()
    {
        Id = Id, PartyKey = PartyKey, Country = Country, AddressKey = Address is null ? null : Screening.Engine.Parties.PartyKey.Of(Address), List = List, EntryId = EntryId, EntryDigest = EntryDigest,
        Effect = Effect is null ? null : Enum.Parse<WatchlistEffect>(Effect, ignoreCase: true), Scope = ReadScope(), ReasonCode = ReasonCode, Reason = Reason, Author = CreatedBy,
        Approver = ApprovedBy, ExpiresOn = ExpiresOn,
    };

    private SuppressionScope ReadScope()
    {
        var scope = JsonSerializer.Deserialize<SuppressionScopeContract>(Scope, JsonFormat.Options)!;
        return new SuppressionScope { Categories = Texts(scope.Categories), HsPrefixes = Texts(scope.HsPrefixes), Destinations = Texts(scope.Destinations), Consignees = Texts(scope.Consignees) };

        static ImmutableArray<string> Texts(IReadOnlyList<string>? texts) => texts is null ? [] : [.. texts];
    }
}

/// <summary>What was done to a suppression.</summary>
internal sealed record SuppressionEventRow
{
    public int Seq { get; init; }
    public DateTime At { get; init; }
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string? Reason { get; init; }
}

/// <summary>Somebody does something to a suppression.</summary>
/// <param name="Id">Of the event and its audit entry.</param>
internal sealed record SuppressionAct(Guid Id, string Actor, string Action, string? Reason);

/// <summary>What a list of suppressions is narrowed to; <paramref name="Before"/> is the last one of the page before.</summary>
internal sealed record SuppressionQueryFilter(string? State, string? List, string? PartyKey, int Limit, Guid? Before);
