using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using ScreeningApi.AccessKeys;
using ScreeningApi.Suppressions;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

/// <summary>Of two that load what holds at once, the one that asked the database first answers last: what was taken back meanwhile must not come back.</summary>
public sealed class RefreshOrderTests(ReviewFixture service) : IClassFixture<ReviewFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suppression_that_was_withdrawn_does_not_come_back()
    {
        using var http = await service.NewTenantAsync("sup-order");
        await http.ImportAsync(ReviewSteps.Own, "1,Tramontane Bearing Works,,");
        await http.SuppressAsync("Tramontane Bearings LLC", "1");
        await using var gate = await StatementGate.PutBeforeAsync("suppressions", service.ConnectionString);
        using var holder = new SuppressionHolder(new SuppressionStore(gate.Held));

        await LoadTwiceAsync(gate, holder.RefreshAsync, "update all_suppressions set state = 'withdrawn' where tenant_id = 'sup-order'");

        Assert.Null(holder.Of("sup-order", ImmutableArray<WatchlistSectionRow>.Empty).Find(
            new PartyQuery { Name = "Tramontane Bearings LLC" }, ReviewSteps.Own,
            new WatchlistEntry { Id = "1", Section = ReviewSteps.Own, Kind = EntryKind.Unknown, Names = [new("Tramontane Bearing Works", WatchlistNameKind.Primary)] },
            new SuppressionFacts { Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime) }));
    }

    [Fact]
    public async Task An_access_key_that_was_revoked_does_not_come_back()
    {
        using var http = await service.NewTenantAsync("key-order");
        var key = Assert.Single(http.DefaultRequestHeaders.GetValues("X-Api-Key"));
        await using var gate = await StatementGate.PutBeforeAsync("access_keys", service.ConnectionString);
        using var directory = new AccessKeyDirectory(new AccessKeyStore(gate.Held), Options.Create(new AuthOptions()));

        await LoadTwiceAsync(gate, directory.RefreshAsync, "update all_access_keys set revoked_at = clock_timestamp() where tenant_id = 'key-order'");

        Assert.Null(directory.Find(key));
    }

    private static async Task LoadTwiceAsync(StatementGate gate, Func<CancellationToken, Task> load, string takeBack)
    {
        var before = load(Cancelled);
        await gate.UntilSomebodyWaitsAsync();
        await gate.AskAsync(takeBack);
        var after = load(Cancelled);
        await Task.WhenAny(after, Task.Delay(TimeSpan.FromSeconds(1), Cancelled));
        await gate.OpenAsync();
        await Task.WhenAll(before, after);
    }
}
