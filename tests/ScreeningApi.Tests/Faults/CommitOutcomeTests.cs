using System.Collections.Concurrent;
using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The connection breaks between a COMMIT and its reply: whether it was carried out is not known to the service, and must not matter to the caller.</summary>
public sealed class CommitOutcomeTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const int Seed = 20261123;

    private readonly Random _chance = new(Seed);
    private readonly ConcurrentQueue<CommitFate> _fates = new();
    private string _direct = "";
    private CuttingProxy _proxy = null!;
    private TestService _service = null!;
    private volatile bool _cuts;
    private CommitFate? _only;

    public async ValueTask InitializeAsync()
    {
        _direct = await databases.CloneAsync();
        _proxy = CuttingProxy.InFrontOf(_direct);
        _proxy.Decide = Decide;
        _service = await TestService.StartAsync(_proxy.Through(_direct));
        _cuts = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_screening_is_stored_once_whatever_becomes_of_the_reply()
    {
        await using var load = new StoringLoad(_service.Http);
        load.Start(parallel: 8);
        await Eventually.HoldsAsync(() => Task.FromResult(_fates.Count(f => f != CommitFate.Pass) >= 100), "100 commits are cut", seconds: 60);
        await load.StopAsync();
        Assert.Empty(load.Wrong);
        Assert.NotEmpty(load.Acknowledged);
        Assert.Subset(_fates.ToHashSet(), Enum.GetValues<CommitFate>().ToHashSet());
        await LateCommitsAreThroughAsync();
        await StoredInvariants.HoldAsync(_direct, load.Acknowledged);
    }

    [Fact]
    public async Task A_caller_who_repeats_its_key_until_it_is_told_the_outcome_has_stored_once()
    {
        var stored = new ConcurrentDictionary<string, string>();
        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            var status = 0;
            for (var attempt = 0; status != 201; attempt++)
            {
                Assert.True(attempt < 50, $"screening {i} is never stored");
                using var answer = await _service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", $"keyed-{i}"), $"key-{i}");
                status = (int)answer.StatusCode;
                Assert.True(status is 201 or 503 or 409, $"screening {i}: {status}"); // 409: the attempt before is still being carried out
                if (status == 201)
                {
                    stored[$"keyed-{i}"] = (await answer.ReadJsonAsync()).Text("id");
                }
            }
        });
        await LateCommitsAreThroughAsync();
        await StoredInvariants.HoldAsync(_direct, stored);
    }

    [Fact]
    public async Task Where_every_reply_is_lost_the_answer_does_not_claim_that_nothing_was_stored()
    {
        const string Reference = "outcome-unknown";
        _only = CommitFate.LoseReply;
        using var answer = await _service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", Reference), Reference);
        var problem = await ProblemAnswer.ReadAsync(answer);
        await using var sql = NpgsqlDataSource.Create(_direct);
        Assert.Equal(1L, await sql.ScalarAsync("select count(*) from screenings where reference = $1", Reference));
        Assert.Equal((503, "databaseUnavailable"), (problem.Status, problem.Code));
        Assert.DoesNotContain("nothing was stored", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", problem.Detail, StringComparison.Ordinal);

        _only = CommitFate.Pass;
        using var repeated = await _service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", Reference), Reference);
        Assert.Equal((201, true), ((int)repeated.StatusCode, repeated.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(1L, await sql.ScalarAsync("select count(*) from screenings where reference = $1", Reference));
    }

    private static Task LateCommitsAreThroughAsync() => Task.Delay(1000, TestContext.Current.CancellationToken);

    private CommitFate Decide()
    {
        var fate = _only ?? CommitFate.Pass;
        if (_cuts && _only is null)
        {
            lock (_chance)
            {
                fate = _chance.Next(2) == 0 ? CommitFate.Pass : (CommitFate)_chance.Next(1, 5);
            }
        }

        _fates.Enqueue(fate);
        return fate;
    }
}
