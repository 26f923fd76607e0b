using System.Collections.Immutable;
using Screening.Engine.Parties;

namespace Screening.Engine.Tests.Support;

/// <summary>Small lists of made-up parties.</summary>
internal static class Lists
{
    public const string Code = "TEST";

    /// <summary>A part for each effect, of the same name.</summary>
    public static ImmutableArray<WatchlistSectionRow> Sections { get; } =
        [.. Enum.GetValues<WatchlistEffect>().Select(e => new WatchlistSectionRow(Code, e.ToString(), e.ToString(), e, 0.9, OwnershipRule: false, "What it means.", "a law", default))];

    /// <summary>One entry for each effect.</summary>
    public static WatchlistSet One { get; } = Of(
        Entry("1", "Northwind Vessels", nameof(WatchlistEffect.Prohibited)), Entry("2", "Harrowgate Optics", nameof(WatchlistEffect.LicenseRequired)), Entry("3", "Bellweather Chandlery", nameof(WatchlistEffect.Review)));

    /// <summary>The same, with so little weight that what a hit settles is seen.</summary>
    public static WatchlistSet Light { get; } = new([One.Lists[0]], [], [.. Sections.Select(s => s with { Weight = 0.1 })]);

    /// <summary>A section has the effect that it is named after.</summary>
    public static WatchlistSet Of(params ImmutableArray<WatchlistEntry> entries) => In(WatchlistState.Fresh, entries);

    public static WatchlistSet In(WatchlistState state, params ImmutableArray<WatchlistEntry> entries) => new(
        [new ScreenedWatchlist(Watchlist.Build(Code, "2026-11-01", entries, Shipped.Snapshot.Names!), state, "")], [],
        Sections);

    public static WatchlistEntry Entry(string id, string name, string section = nameof(WatchlistEffect.Prohibited), params ImmutableArray<string> aliases) => new()
    {
        Id = id, Section = section, Kind = EntryKind.Entity,
        Names = [new WatchlistName(name, WatchlistNameKind.Primary), .. aliases.Select(a => new WatchlistName(a, WatchlistNameKind.Strong))],
    };
}
