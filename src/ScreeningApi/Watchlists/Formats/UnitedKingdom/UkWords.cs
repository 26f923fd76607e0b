using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedKingdom;

/// <summary>What the table and the document of the UK Sanctions List have in common.</summary>
internal static class UkWords
{
    public const string Day = "dd/MM/yyyy";

    public static readonly FrozenDictionary<string, EntryKind> Kinds =
        EntryWords.Of(("Individual", EntryKind.Individual), ("Entity", EntryKind.Entity), ("Ship", EntryKind.Vessel));

    /// <summary>Of the kind of a name whether it is the primary one.</summary>
    public static readonly FrozenDictionary<string, bool> NameKinds =
        EntryWords.Of(("Primary Name", true), ("Primary Name Variation", false), ("Alias", false));

    /// <summary>Only entries that come from the United Nations say how strong an alias is.</summary>
    private static readonly FrozenDictionary<string, WatchlistNameKind> Strengths = EntryWords.Of(
        ("", WatchlistNameKind.Strong), ("Good quality a.k.a", WatchlistNameKind.Strong), ("Good quality", WatchlistNameKind.Strong), ("Low quality a.k.a", WatchlistNameKind.Weak),
        ("Low quality", WatchlistNameKind.Weak), ("a.k.a", WatchlistNameKind.Strong), ("f.k.a", WatchlistNameKind.Former));

    public static WatchlistNameKind Strength(SourceRecord record, string field, string? text) => record.Word(field, text?.TrimEnd('.'), Strengths);

    /// <summary>Family name last, as its number says.</summary>
    public static string? FullName(Func<int, string?> part) => EntryText.Join(" ", part(1), part(2), part(3), part(4), part(5), part(6));
}
