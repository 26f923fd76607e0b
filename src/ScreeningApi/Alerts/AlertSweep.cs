using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.Batches;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Suppressions;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Alerts;

/// <summary>
/// Matches parties against what a version of a list changed, by the code that matches any party. A party that the entry hit already before
/// it changed is no news, unless that hit was suppressed: the change ended the suppression. For one thread at a time.
/// </summary>
internal sealed class AlertSweep(
    AlertSweepStore sweeps, BatchPartyStore batches, WatchlistDeltaStore deltas, SuppressionStore decided, SuppressionHolder suppressions, SnapshotHolder snapshots, TimeProvider clock)
{
    /// <summary>More entries than this hit no name that says anything.</summary>
    private const int MostHits = 200;

    private Changes? _changes;

    /// <summary>Works off a part step by step; gives the alerts that are new, or null when the part was lost to another process.</summary>
    public async Task<int?> RunAsync(SweepPart part, AlertOptions options, CancellationToken cancellation)
    {
        var changes = await ChangesOfAsync(part, cancellation);
        var before = (await decided.ListDecidedAsync(part.PartyTenant, part.List, cancellation)).Select(d => (d.PartyKey, d.EntryId, d.EntryDigest)).ToHashSet();
        var total = 0;
        for (var isLast = false; !isLast;)
        {
            var step = await ReadAsync(part, options.StepParties, cancellation);
            var alerts = step.Parties.SelectMany(p => Match(p, part, changes, before)).ToList();
            if (await sweeps.FinishStepAsync(part, step, alerts, options.Lease, cancellation) is not { } raised)
            {
                return null;
            }

            total += raised;
            isLast = step.IsLast;
            part = part with { DoneKey = step.DoneKey, DoneCountry = step.DoneCountry, DoneChunk = step.DoneChunk };
        }

        return total;
    }

    private async Task<SweepStep> ReadAsync(SweepPart part, int parties, CancellationToken cancellation)
    {
        if (part.BatchId is not { } batch)
        {
            return await sweeps.ReadAsync(part, parties, cancellation);
        }

        var chunk = await batches.ReadNextAsync(part.PartyTenant, batch, part.DoneChunk, cancellation);
        return new SweepStep([.. chunk?.Parties.Select(p => Seen(p, batch)) ?? []], null, null, chunk?.ChunkNo, chunk is null);
    }

    private SeenParty Seen(BatchPartyStore.RowParty party, Guid batch) => new()
    {
        PartyKey = SHA256.HashData(Encoding.UTF8.GetBytes(PartyKey.Of(party.Name))), Name = party.Name, Role = JsonNamingPolicy.CamelCase.ConvertName(party.Role.ToString()), SubjectId = batch,
        Country = party.Country is null ? null : snapshots.Current.Destinations.Countries.Resolve(party.Country).Code?.Text,
    };

    private IEnumerable<AlertRow> Match(SeenParty seen, SweepPart part, Changes changes, HashSet<(string Party, string Entry, string Digest)> decidedBefore)
    {
        var party = new PartyQuery { Name = seen.Name, Country = seen.Country, Address = seen.Address };
        var filter = new SuppressionFilter(suppressions.Of(part.PartyTenant, snapshots.Current.WatchlistRules.Sections), party, new SuppressionFacts { Date = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) });
        var hits = changes.Matcher.Match(party, [changes.Now], changes.Options with { IsExcluded = filter.IsExcluded });
        if (hits.IsEmpty)
        {
            yield break;
        }

        var known = changes.Matcher.Match(party, [changes.Before], changes.Options).Select(m => m.Entry.Id).ToHashSet(StringComparer.Ordinal);
        var key = PartyKey.Of(party.Name);
        foreach (var hit in hits)
        {
            var isUnsuppressed = known.Contains(hit.Entry.Id) && decidedBefore.Contains((key, hit.Entry.Id, changes.DigestsBefore[hit.Entry.Id]));
            if (isUnsuppressed || !known.Contains(hit.Entry.Id))
            {
                yield return Alert(seen, part, hit, isUnsuppressed);
            }
        }
    }

    private AlertRow Alert(SeenParty seen, SweepPart part, PartyMatch hit, bool isUnsuppressed) => new()
    {
        TenantId = part.PartyTenant, Id = Guid.CreateVersion7(clock.GetUtcNow()), PartyKey = seen.PartyKey, Name = seen.Name, Country = seen.Country, Role = seen.Role,
        SubjectKind = part.BatchId is null ? "screening" : "batch", SubjectId = seen.SubjectId, List = part.List, ListVersion = part.Version, Section = hit.Entry.Section, EntryId = hit.Entry.Id,
        EntryDigest = Convert.FromHexString(EntryContent.DigestOf(hit.Entry)), EntryName = hit.Name.Text, Score = (decimal)hit.Score, Strength = (decimal)hit.Strength, Unsuppressed = isUnsuppressed,
        Explanation = JsonSerializer.Serialize(AlertExplanation.Of(hit), JsonFormat.Options),
    };

    /// <summary>Throws when the rules say nothing of names: then nothing can be matched, and the part must wait.</summary>
    private async Task<Changes> ChangesOfAsync(SweepPart part, CancellationToken cancellation)
    {
        var lexicon = snapshots.Current.Names ?? throw new InvalidOperationException("Found no words of names in the rule set in use, expected some: nothing can be matched without.");
        if (_changes is { } known && known.Key == (part.TenantId, part.List, part.Seq) && ReferenceEquals(known.Lexicon, lexicon))
        {
            return known;
        }

        var delta = await deltas.ReadAsync(part.TenantId, part.List, part.Seq, cancellation);
        return _changes = new Changes
        {
            Key = (part.TenantId, part.List, part.Seq), Lexicon = lexicon, Matcher = new PartyMatcher(lexicon), Options = new MatchOptions { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = MostHits },
            Now = Watchlist.Build(part.List, part.Version, delta.Begun, lexicon), Before = Watchlist.Build(part.List, "", [.. delta.Before.Values], lexicon),
            DigestsBefore = delta.Before.ToImmutableDictionary(e => e.Key, e => EntryContent.DigestOf(e.Value)),
        };
    }

    /// <summary>What a version changed, ready to be matched against.</summary>
    private sealed record Changes
    {
        public required (string Tenant, string List, int Seq) Key { get; init; }
        public required NameLexicon Lexicon { get; init; }
        public required PartyMatcher Matcher { get; init; }
        public required MatchOptions Options { get; init; }
        public required Watchlist Now { get; init; }
        public required Watchlist Before { get; init; }
        public required ImmutableDictionary<string, string> DigestsBefore { get; init; }
    }
}
