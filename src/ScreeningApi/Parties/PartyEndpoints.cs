using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;
using ScreeningApi.Reference;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Parties;

internal static class PartyEndpoints
{
    public static IEndpointRouteBuilder MapParties(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/parties").WithTags("Parties").RequireAuthorization(Scopes.Screen).WithProblems(400, 401, 403, 413, 415, 422, 500, 503);
        group.MapPost("/match", Match).WithName("matchParties").WithSummary("Looks parties up in the restricted-party lists, and explains each match word by word")
            .WithDescription("Nothing is stored. When a list that is asked for is missing or too old the answer is 503, never an empty one.")
            .Accepts<MatchRequest>("application/json").Produces<MatchResponse>();
        group.MapPost("/compare", Compare).WithName("compareNames").WithSummary("Tells how alike two names are, and why: a function of the two names alone, no list is needed")
            .Accepts<CompareRequest>("application/json").Produces<CompareResponse>();
        return routes;
    }

    internal static async Task<IResult> Match(HttpContext context, WatchlistHolder watchlists, TimeProvider clock)
    {
        if (QueryNames.RefuseUnknown(context) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<MatchRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var snapshot = watchlists.SnapshotFor(Caller.Of(context).Tenant);
        if (snapshot.Names is null || snapshot.Watchlists.Lists.IsEmpty)
        {
            return Problems.Refuse(context, 503, "No watchlist is loaded: nobody can be looked up. Import one (POST /v1/watchlists/{code}/imports, or the command import watchlist).", "watchlistsAbsent");
        }

        var reader = new MatchReader(snapshot);
        var searches = reader.Read(body.Value!);
        return reader.Errors.Count > 0 ? Problems.Invalid(context, reader.Errors)
            : RefuseDoubtful(context, snapshot.Watchlists, searches) ?? Results.Json(Answer(searches, snapshot, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), JsonFormat.Options);
    }

    internal static async Task<IResult> Compare(HttpContext context, SnapshotHolder snapshots)
    {
        if (QueryNames.RefuseUnknown(context) is { } refusal)
        {
            return refusal;
        }

        var body = await RequestBody.ReadAsync<CompareRequest>(context);
        if (body.Refusal is not null)
        {
            return body.Refusal;
        }

        var snapshot = snapshots.Current;
        if (snapshot.Names is not { } names)
        {
            return Problems.Refuse(context, 503, $"The rule set {snapshot.Rules.Version} knows nothing of names: run the command migrate.", "namesAbsent");
        }

        var pairs = ReadPairs(body.Value!, snapshot, out var errors);
        var comparer = new NameComparer(names);
        return errors.Count > 0 ? Problems.Invalid(context, errors)
            : Results.Json(new CompareResponse { Pairs = [.. pairs.Select(p => comparer.Compare(p.Left, p.Right))], Threshold = names.Threshold }, JsonFormat.Options);
    }

    private static List<(string Left, string Right)> ReadPairs(CompareRequest request, ScreeningSnapshot snapshot, out IReadOnlyList<FieldError> errors)
    {
        const string Path = "/pairs";
        var fields = new FieldReader(snapshot.Destinations.Countries, snapshot.Rules.Nomenclature);
        var pairs = new List<(string, string)>();
        fields.Count(request.Pairs?.Count ?? 0, Path, PartyLimits.Pairs);
        if (request.Pairs is not { Count: > 0 })
        {
            fields.Fault(Path, "missing", "found no pair, expected at least one");
        }

        foreach (var (i, pair) in (request.Pairs ?? []).Take(PartyLimits.Pairs).Index())
        {
            pairs.Add((fields.RequiredText(pair?.Left, new(Path, i, "left"), PartyLimits.Name) ?? "", fields.RequiredText(pair?.Right, new(Path, i, "right"), PartyLimits.Name) ?? ""));
        }

        errors = fields.Errors;
        return pairs;
    }

    /// <summary>A list that is asked for, or needed, and is missing or too old is an outage: no answer may look like "nobody found".</summary>
    private static IResult? RefuseDoubtful(HttpContext context, WatchlistSet lists, ImmutableArray<(PartyQuery Query, MatchOptions Options)> searches)
    {
        var isEveryListAsked = searches.Any(s => s.Options.Lists is null);
        var isAskedFor = lists.Lists.Any(l => l.State == WatchlistState.Stale && searches.Any(s => s.Options.Lists?.Contains(l.List.Code) == true));
        return isAskedFor || (isEveryListAsked && lists.IsRefused) ? Problems.Refuse(context, 503, $"Parties cannot be looked up: {lists.Doubts()}.", "watchlistStale") : null;
    }

    private static MatchResponse Answer(ImmutableArray<(PartyQuery Query, MatchOptions Options)> searches, ScreeningSnapshot snapshot, DateOnly today)
    {
        var sources = new PartySources(snapshot.Watchlists, snapshot.Review, snapshot.Names!);
        var facts = new SuppressionFacts { Date = snapshot.Review.Today };
        return new MatchResponse
        {
            Parties = [.. searches.Select(s => MatchedParty.Of(PartyLookup.Find((s.Query, null), s.Options, sources, () => facts, today)))],
            Coverage = CoverageOf(snapshot.Watchlists, code => searches.Any(s => s.Options.Lists?.Contains(code) ?? true)),
            Versions = snapshot.Versions,
        };
    }

    /// <summary>Lists that nobody asked for were not searched, and are not named.</summary>
    private static MatchCoverage CoverageOf(WatchlistSet lists, Func<string, bool> isSearched) => new()
    {
        Lists = [.. lists.Lists.Where(l => l.State != WatchlistState.Stale && isSearched(l.List.Code)).Select(l => new SearchedList { List = l.List.Code, Version = l.List.Version, State = l.State, Entries = l.List.Entries.Length, Names = l.List.NameCount })],
        NotEvaluated = lists.IsComplete ? [] : [new NotEvaluated { Check = "parties", Reason = lists.Doubts() }],
    };
}
