using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists;

/// <summary>
/// Rules together with the lists that a tenant screens against. The same rules and the same lists in the same state give the same object
/// again, so that what is remembered under it stays remembered.
/// </summary>
internal sealed class ListedSnapshots
{
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<(ScreeningSnapshot Rules, string Key, ScreeningSnapshot Listed)> _made = [];

    public ScreeningSnapshot Of(ScreeningSnapshot rules, string tenant, ImmutableArray<ScreenedWatchlist> lists, ImmutableArray<string> missing)
    {
        if (lists.IsEmpty && missing.IsEmpty)
        {
            return rules;
        }

        var key = KeyOf(tenant, lists, missing);
        lock (_lock)
        {
            for (var node = _made.First; node is not null; node = node.Next)
            {
                if (ReferenceEquals(node.Value.Rules, rules) && node.Value.Key == key)
                {
                    _made.Remove(node);
                    _made.AddFirst(node);
                    return node.Value.Listed;
                }
            }

            var made = rules with { Watchlists = new WatchlistSet(lists, missing, rules.WatchlistRules.Sections) };
            _made.AddFirst((rules, key, made));
            if (_made.Count > Most)
            {
                _made.RemoveLast();
            }

            return made;
        }
    }

    /// <summary>Only where a list is a tenant's own does it matter whose it is.</summary>
    private static string KeyOf(string tenant, ImmutableArray<ScreenedWatchlist> lists, ImmutableArray<string> missing) => string.Join('\n',
        lists.Select(l => $"{(WatchlistKey.IsOwnCode(l.List.Code) ? tenant : "")} {l.List.Code} {l.List.Version} {l.State}{l.Note}").Concat(missing));
}
