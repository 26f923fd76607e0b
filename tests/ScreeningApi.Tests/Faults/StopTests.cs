using ScreeningApi.Tests.Screenings.Writing;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>The service is told to stop while it stores.</summary>
public sealed class StopTests(TemplateDatabase databases)
{
    private const int Count = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_accepted_before_SIGTERM_is_written_and_answered_before_the_process_ends()
    {
        var connectionString = await databases.CloneAsync();
        var url = ServiceProcess.FreeUrl();
        await using var service = ServiceProcess.Serve(connectionString, url, new BatchSettings());
        using var http = ServiceProcess.NewClient(url);
        await service.IsUpAsync(http);
        await using var sql = Npgsql.NpgsqlDataSource.Create(connectionString + ";Application Name=observer");
        await using var held = await HeldStoring.BeginAsync(connectionString);
        var posts = Enumerable.Range(0, Count).Select(i => http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", $"stopped-{i}"))).ToList();
        await Eventually.HoldsAsync(async () => (long)(await sql.ScalarAsync("select count(*) from pg_locks where not granted and relation = 'screenings'::regclass"))! == 2, "both writers are under way");
        await Task.Delay(500, Cancelled); // the others have come in behind them

        var stopped = service.TerminateAsync(TimeSpan.FromSeconds(30));
        await Eventually.HoldsAsync(() => IsRefusedAsync(http), "nobody new is let in");
        Assert.False(stopped.IsCompleted);
        Assert.DoesNotContain(posts, p => p.IsCompleted);
        await held.EndAsync();
        await stopped;
        var stored = new Dictionary<string, string>();
        foreach (var (answer, i) in (await Task.WhenAll(posts)).Select((a, i) => (a, i)))
        {
            Assert.Equal(201, (int)answer.StatusCode);
            stored[$"stopped-{i}"] = (await answer.ReadJsonAsync()).Text("id");
        }

        Assert.Equal(0, service.ExitCode);
        await StoredInvariants.HoldAsync(connectionString, stored);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_when_the_service_is_killed_under_load()
    {
        var connectionString = await databases.CloneAsync();
        var url = ServiceProcess.FreeUrl();
        await using var service = ServiceProcess.Serve(connectionString, url, new BatchSettings());
        using var http = ServiceProcess.NewClient(url);
        await service.IsUpAsync(http);
        await using var load = new StoringLoad(http);
        load.Start(parallel: 16);
        await load.WaitForMoreAsync(100);
        await service.KillAsync();
        await load.StopAsync();
        Assert.All(load.Wrong, w => Assert.Contains(": ", w, StringComparison.Ordinal)); // cut off, each of them
        await StoredInvariants.HoldAsync(connectionString, load.Acknowledged);
    }

    private static async Task<bool> IsRefusedAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/live", Cancelled);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
