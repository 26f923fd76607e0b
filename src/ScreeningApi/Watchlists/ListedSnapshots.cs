using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Ownership;
using Screening.Engine.Parties.Suppressions;

namespace ScreeningApi.Watchlists;

/// <summary>
/// Rules together with the lists that a tenant screens against. The same rules and the same lists in the same state give the same object
/// again, so that what is remembered under it stays remembered.
/// </summary>
internal sealed class ListedSnapshots
{
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<(ScreeningSnapshot Rules, string Key, ReviewSources Sources, ScreeningSnapshot Listed)> _made = [];

    public ScreeningSnapshot Of(ScreeningSnapshot rules, string tenant, (ImmutableArray<ScreenedWatchlist> Lists, ImmutableArray<string> Missing) given, ReviewSources sources)
    {
        var (lists, missing) = given;
        if (lists.IsEmpty && missing.IsEmpty)
        {
            return rules;
        }

        var key = KeyOf(tenant, lists, missing);
        lock (_lock)
        {
            for (var node = _made.First; node is not null; node = node.Next)
            {
                if (ReferenceEquals(node.Value.Rules, rules) && node.Value.Key == key && node.Value.Sources == sources)
                {
                    _made.Remove(node);
                    _made.AddFirst(node);
                    return node.Value.Listed;
                }
            }

            var set = new WatchlistSet(lists, missing, rules.WatchlistRules.Sections);
            var made = rules with { Watchlists = set, Review = sources.For(set, rules) };
            _made.AddFirst((rules, key, sources, made));
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

/// <summary>What a tenant decided and knows about parties, as it is held; equal while nothing of it changed.</summary>
internal readonly record struct ReviewSources(SuppressionSet Suppressions, OwnershipTable Owners, DateOnly Today)
{
    public PartyReview For(WatchlistSet lists, ScreeningSnapshot rules)
    {
        var names = rules.Names!;
        var hasOwners = !Owners.Rows.IsEmpty || lists.Usable.Any(l => l.Entries.Any(e => !e.Owners.IsEmpty));
        return new PartyReview(
            Suppressions, hasOwners ? new OwnershipScreening(Owners, lists.Usable, lists.Sections, names, (decimal)names.OwnershipThreshold) : null, Today);
    }
}
