using Microsoft.Extensions.Configuration;
using Npgsql;
using ScreeningApi.Tests.Screenings.Writing;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>Several requests share a commit whose reply is lost, or that never arrives.</summary>
public sealed class GroupOutcomeTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const int Count = 20;

    private string _direct = "";
    private CuttingProxy _proxy = null!;
    private TestService _service = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _direct = await databases.CloneAsync();
        _proxy = CuttingProxy.InFrontOf(_direct);
        _service = await TestService.StartAsync(
            _proxy.Through(_direct), configure: builder => builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Screenings:MaxWait", "00:10:00"), KeyValuePair.Create<string, string?>("Screenings:Writers", "2")]));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(CommitFate.Swallow))]
    [InlineData(nameof(CommitFate.LoseReply))]
    public async Task Each_is_stored_once_and_told_so(string fate)
    {
        var fated = 3; // both writers, and the group behind them
        using var figures = new MeasuredStoring(_service);
        await using var held = await HeldStoring.BeginAsync(_direct);
        var posts = Enumerable.Range(0, Count).Select(i => PostAsync(i)).ToList();
        await figures.HasQueueOfAsync(Count);
        _proxy.Decide = () => Interlocked.Decrement(ref fated) >= 0 ? Enum.Parse<CommitFate>(fate) : CommitFate.Pass;
        await held.EndAsync();
        var (stored, bodies) = (new Dictionary<string, string>(), new List<byte[]>());
        foreach (var (answer, i) in (await Task.WhenAll(posts)).Select((a, i) => (a, i)))
        {
            Assert.Equal((201, false), ((int)answer.StatusCode, answer.Headers.Contains("Idempotency-Replayed")));
            stored[$"grouped-{i}"] = (await answer.ReadJsonAsync()).Text("id");
            bodies.Add(await answer.Content.ReadAsByteArrayAsync(Cancelled));
            Assert.Equal(bodies[i], await _service.Http.GetByteArrayAsync(answer.Headers.Location, Cancelled));
        }

        Assert.True(fated <= 0, $"{fated} commits less than expected");
        await StoredInvariants.HoldAsync(_direct, stored);
        await using var sql = NpgsqlDataSource.Create(_direct);
        Assert.Equal((long)Count, await sql.ScalarAsync("select count(*) from screenings"));
        Assert.InRange((long)(await sql.ScalarAsync("select count(distinct xmin::text) from screenings"))!, 1, 5);
        for (var i = 0; i < Count; i += 2)
        {
            using var again = await PostAsync(i);
            Assert.True(again.Headers.Contains("Idempotency-Replayed"));
            Assert.Equal(bodies[i], await again.Content.ReadAsByteArrayAsync(Cancelled));
        }
    }

    /// <summary>Every second with a key.</summary>
    private Task<HttpResponseMessage> PostAsync(int i) => _service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", $"grouped-{i}"), i % 2 == 0 ? $"key-{i}" : null);
}
