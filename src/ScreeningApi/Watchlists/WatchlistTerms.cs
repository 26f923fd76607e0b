using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists;

/// <summary>What is expected of a list, and how old it may become.</summary>
internal sealed record WatchlistTerms
{
    public required WatchlistKey Key { get; init; }
    public required string Name { get; init; }
    public required string Issuer { get; init; }
    public required string Format { get; init; }

    /// <summary>Null where it is only uploaded.</summary>
    public required string? Url { get; init; }

    /// <summary>Null for a tenant's own list that no age is set for: it is current as long as the tenant says nothing else.</summary>
    public required TimeSpan? WarnAfter { get; init; }
    public required TimeSpan? StopAfter { get; init; }
    public required double MaxShrink { get; init; }
    public required ImmutableArray<string> Canaries { get; init; }
    public required string Citation { get; init; }
    public required bool IsRequired { get; init; }
}

/// <summary>Puts together what the rules say of lists and what this installation says.</summary>
internal sealed class WatchlistTermsBook(IOptions<WatchlistOptions> options)
{
    private const string OwnFormat = "own-csv";

    private readonly WatchlistOptions _options = options.Value;

    /// <summary>Null when there is no such list: what a tenant may call its own needs no row.</summary>
    public WatchlistTerms? Find(WatchlistsDocument rules, WatchlistKey key) =>
        key.IsOwn ? WatchlistCodes.IsCode(key.List) ? Own(key) : null
        : rules.Lists.FirstOrDefault(l => l.Code == key.List) is { } row ? Shared(row) : null;

    /// <summary>The lists that serve every tenant, those that are required and not known among them.</summary>
    public IEnumerable<WatchlistTerms> SharedLists(WatchlistsDocument rules) =>
        rules.Lists.Where(l => !WatchlistKey.IsOwnCode(l.Code)).Select(Shared)
            .Concat(_options.Required.Where(code => rules.Lists.All(l => l.Code != code)).Select(Unknown));

    private WatchlistTerms Shared(WatchlistRow row)
    {
        var (warn, stop) = (TimeSpan.FromHours(row.WarnAfterHours), TimeSpan.FromHours(row.StopAfterHours));
        var url = _options.Url.GetValueOrDefault(row.Code, row.Url);
        return new WatchlistTerms
        {
            Key = new WatchlistKey(WatchlistKey.Shared, row.Code),
            Name = row.Name,
            Issuer = row.Issuer,
            Format = row.Format,
            Url = url.Length == 0 ? null : url,
            WarnAfter = _options.MaxAge.TryGetValue(row.Code, out var most) ? Sooner(warn, most / 2) : warn,
            StopAfter = _options.MaxAge.GetValueOrDefault(row.Code, stop),
            MaxShrink = row.MaxShrink,
            Canaries = row.Canaries,
            Citation = row.Citation,
            IsRequired = _options.Required.Contains(row.Code),
        };
    }

    private WatchlistTerms Own(WatchlistKey key) => Bare(key) with
    {
        Format = OwnFormat,
        WarnAfter = _options.MaxAge.TryGetValue(key.List, out var most) ? most / 2 : null,
        StopAfter = _options.MaxAge.TryGetValue(key.List, out most) ? most : null,
        MaxShrink = _options.OwnMaxShrink,
    };

    private static WatchlistTerms Unknown(string code) => Bare(new WatchlistKey(WatchlistKey.Shared, code)) with { IsRequired = true };

    private static WatchlistTerms Bare(WatchlistKey key) => new()
    {
        Key = key, Name = key.List, Issuer = "", Format = "", Url = null, WarnAfter = null, StopAfter = null, MaxShrink = 0, Canaries = [], Citation = "", IsRequired = false,
    };

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>What a list may be called.</summary>
internal static class WatchlistCodes
{
    private const int MaxLength = 40;

    public static bool IsCode(string text) => text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
        && text != WatchlistKey.OwnPrefix;
}
