using System.Collections.Immutable;
using System.Text;

namespace Screening.Engine.Parties;

/// <summary>The lists that parties are screened against at a moment, and what being on them means.</summary>
public sealed class WatchlistSet
{
    /// <param name="missing">Codes of lists that are needed and not there.</param>
    public WatchlistSet(ImmutableArray<ScreenedWatchlist> lists, ImmutableArray<string> missing, ImmutableArray<WatchlistSectionRow> sections)
    {
        (Lists, Missing, Sections) = (lists, missing, new SectionTable(sections));
        Usable = [.. lists.Where(l => l.State != WatchlistState.Stale).Select(l => l.List)];
        Versions = lists.ToImmutableSortedDictionary(l => l.List.Code, l => l.List.Version, StringComparer.Ordinal);
        IsComplete = missing.IsEmpty && lists.All(l => l.State is WatchlistState.Fresh or WatchlistState.Aging);
        IsRefused = !missing.IsEmpty || lists.Any(l => l.State == WatchlistState.Stale);
    }

    /// <summary>No list is loaded, and none is needed.</summary>
    public static WatchlistSet None { get; } = new([], [], []);

    public ImmutableArray<ScreenedWatchlist> Lists { get; }

    public ImmutableArray<string> Missing { get; }

    /// <summary>Date of each list, by its code.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; }

    /// <summary>Lists that are searched: also those that an operator lets pass although they are too old.</summary>
    public ImmutableArray<Watchlist> Usable { get; }

    public bool IsEmpty => Lists.IsEmpty && Missing.IsEmpty;

    /// <summary>All lists are there and recent: only then does finding nobody say anything.</summary>
    public bool IsComplete { get; }

    /// <summary>A list is missing or too old, and nobody took it upon himself to go on.</summary>
    public bool IsRefused { get; }

    /// <summary>What being in a part of a list means.</summary>
    public SectionTable Sections { get; }

    /// <summary>The lists that are missing, too old or passed by an operator, in words; empty when all is well.</summary>
    public string Doubts()
    {
        var text = new StringBuilder();
        foreach (var code in Missing)
        {
            text.Append(text.Length > 0 ? "; " : "").Append(code).Append(" is not loaded");
        }

        foreach (var list in Lists.Where(l => l.State is WatchlistState.Stale or WatchlistState.Overridden))
        {
            text.Append(text.Length > 0 ? "; " : "").Append(list.List.Code).Append(list.State == WatchlistState.Stale ? " is too old" : " is too old, and used by an operator's decision").Append(list.Note);
        }

        return text.ToString();
    }
}

/// <summary>A list and how it stands.</summary>
/// <param name="Note">Since when it is as it is, to go behind the list's name: " (last found current 2026-11-20)"; may be empty.</param>
public sealed record ScreenedWatchlist(Watchlist List, WatchlistState State, string Note);

/// <summary>How recent a list is.</summary>
public enum WatchlistState
{
    Fresh,

    /// <summary>Older than it should be: results warn.</summary>
    Aging,

    /// <summary>Too old: nothing is screened against it.</summary>
    Stale,

    /// <summary>Too old, and an operator decided to go on for a time: it is searched, and finding nobody says nothing.</summary>
    Overridden,
}
