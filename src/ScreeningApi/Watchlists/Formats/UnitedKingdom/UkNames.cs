using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedKingdom;

/// <summary>The names of an entry, of which the primary one may stand behind its aliases. Some primary names are empty; then the next one serves.</summary>
internal sealed class UkNames
{
    private readonly DistinctList<string> _primary = new();
    private readonly DistinctList<(string Name, WatchlistNameKind Kind)> _others = new();

    public void Add(string? name, bool isPrimary, WatchlistNameKind kind)
    {
        if (name is not null && isPrimary)
        {
            _primary.Add(name);
        }
        else if (name is not null)
        {
            _others.Add((name, kind));
        }
    }

    public void AddTo(EntryDraft draft)
    {
        foreach (var name in _primary.ToImmutable())
        {
            draft.NameOnce(name, WatchlistNameKind.Strong);
        }

        foreach (var (name, kind) in _others.ToImmutable())
        {
            draft.NameOnce(name, kind);
        }
    }
}
