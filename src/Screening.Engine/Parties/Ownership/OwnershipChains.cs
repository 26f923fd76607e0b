using System.Collections.Immutable;
using System.Globalization;

namespace Screening.Engine.Parties.Ownership;

/// <summary>
/// Follows owners. An owner counts when it is in a part of a list whose rule reaches what it owns, or when owners that count own it by the
/// threshold or more: then it counts as a whole, with all that it owns. That is the least fixed point over the owners that can be
/// reached, worked out by a queue: owners in a circle do not hold one another up, each party is looked at a bounded number of times, and more
/// owners that are listed can only make more parties count. Which owners may count where shares are not known is worked out in the same way.
/// </summary>
/// <param name="listings">The parts of lists that a party is in itself, on the day in question.</param>
/// <param name="threshold">Share from which on what is owned counts as listed.</param>
public sealed class OwnershipChains(OwnershipTable table, Func<OwnershipParty, ImmutableArray<WatchlistSectionRow>> listings, decimal threshold)
{
    /// <summary>Null when no listed party owns any part of it, as far as is known.</summary>
    public OwnershipHit? Find(OwnershipParty owned)
    {
        var reach = Reach(owned.Key);
        var counted = Count(reach, row => row.Share ?? 0);
        var possible = Count(reach, row => row.Share ?? threshold);
        var owners = table.OwnersOf(owned.Key);
        var sum = owners.Where(o => counted.Contains(o.Owner.Key)).Sum(o => o.Share ?? 0);
        OwnershipFinding? finding = sum >= threshold && sum > 0 ? OwnershipFinding.Owned
            : owners.Where(o => possible.Contains(o.Owner.Key)).Sum(o => o.Share ?? threshold) is var most && most >= threshold && most > 0 ? OwnershipFinding.ShareUnknown
            : sum > 0 ? OwnershipFinding.Minority
            : null;
        return finding is { } found ? Hit(owned, (found, Math.Min(sum, 1)), found == OwnershipFinding.ShareUnknown ? possible : counted, reach) : null;
    }

    /// <summary>The owners that can be reached, with what each is listed in. Beyond a listed one nothing needs to be known.</summary>
    private Dictionary<string, ImmutableArray<WatchlistSectionRow>> Reach(string start)
    {
        var reach = new Dictionary<string, ImmutableArray<WatchlistSectionRow>>(StringComparer.Ordinal) { [start] = [] };
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var key))
        {
            foreach (var row in table.OwnersOf(key))
            {
                if (!reach.ContainsKey(row.Owner.Key))
                {
                    var listed = reach[row.Owner.Key] = [.. listings(row.Owner).Where(s => s.OwnershipRule)];
                    if (listed.IsEmpty)
                    {
                        open.Enqueue(row.Owner.Key);
                    }
                }
            }
        }

        return reach;
    }

    private HashSet<string> Count(Dictionary<string, ImmutableArray<WatchlistSectionRow>> reach, Func<OwnershipRow, decimal> shareOf)
    {
        var owns = reach.Keys.Where(key => reach[key].IsEmpty).SelectMany(key => table.OwnersOf(key)).ToLookup(r => r.Owner.Key, StringComparer.Ordinal);
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var counted = reach.Where(r => !r.Value.IsEmpty).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(counted);
        while (open.TryDequeue(out var owner))
        {
            foreach (var row in owns[owner])
            {
                var sum = sums[row.Owned.Key] = sums.GetValueOrDefault(row.Owned.Key) + shareOf(row);
                if (sum > 0 && sum >= threshold && counted.Add(row.Owned.Key))
                {
                    open.Enqueue(row.Owned.Key);
                }
            }
        }

        return counted;
    }

    private OwnershipHit Hit(OwnershipParty owned, (OwnershipFinding Finding, decimal Share) found, HashSet<string> counted, Dictionary<string, ImmutableArray<WatchlistSectionRow>> reach)
    {
        var chain = Chain(owned.Key, counted, reach);
        ImmutableArray<WatchlistSectionRow> sections =
            [.. chain.SelectMany(s => s.Listed).DistinctBy(s => (s.List, s.Section)).OrderBy(s => s.List, StringComparer.Ordinal).ThenBy(s => s.Section, StringComparer.Ordinal)];
        return new OwnershipHit
        {
            Finding = found.Finding, Owned = owned, Share = found.Share, Chain = chain, Sections = sections,
            Text = OwnershipText.Of(found, threshold, chain.Where(s => s.Owned.Key == owned.Key)),
            Citation = string.Join("; ", sections.Select(s => s.Citation).Distinct(StringComparer.Ordinal)),
        };
    }

    /// <summary>From the party outwards, the largest shares first; every owned party once.</summary>
    private ImmutableArray<OwnershipStep> Chain(string start, HashSet<string> counted, Dictionary<string, ImmutableArray<WatchlistSectionRow>> reach)
    {
        var steps = ImmutableArray.CreateBuilder<OwnershipStep>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var key))
        {
            foreach (var row in table.OwnersOf(key).Where(r => counted.Contains(r.Owner.Key)).OrderByDescending(r => r.Share ?? -1).ThenBy(r => r.Owner.Key, StringComparer.Ordinal))
            {
                var listed = reach[row.Owner.Key];
                steps.Add(new OwnershipStep(row.Owned, row.Owner, row.Share, row.Source, row.AsOf, listed));
                if (listed.IsEmpty && seen.Add(row.Owner.Key))
                {
                    open.Enqueue(row.Owner.Key);
                }
            }
        }

        return steps.DrainToImmutable();
    }
}

/// <summary>Says in a sentence what owners come to.</summary>
internal static class OwnershipText
{
    private const int MostNamed = 5;

    public static string Of((OwnershipFinding Finding, decimal Share) found, decimal threshold, IEnumerable<OwnershipStep> direct)
    {
        var owners = direct.ToList();
        var named = string.Join(", ", owners.Take(MostNamed).Select(Named)) + (owners.Count > MostNamed ? $" and {owners.Count - MostNamed} more" : "");
        return found.Finding switch
        {
            OwnershipFinding.Owned => $"Listed parties own {Percent(found.Share)} of it in sum ({named}): from {Percent(threshold)} on it counts as listed, too.",
            OwnershipFinding.Minority => $"Listed parties own {Percent(found.Share)} of it in sum ({named}): less than {Percent(threshold)}, from which on it would count as listed.",
            _ => $"Listed parties own a part of it that is not known in full ({named}): how much is it? From {Percent(threshold)} on it counts as listed, too.",
        };
    }

    private static string Named(OwnershipStep step) =>
        $"{step.Owner.Shown}{(step.Listed.IsEmpty ? ", itself so owned" : "")}: {(step.Share is { } share ? Percent(share) : "share not known")}";

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");
}
