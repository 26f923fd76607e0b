using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScreeningApi.Batches;
using ScreeningApi.Tests.Faults;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches;

/// <summary>The service on a database of its own, with small chunks so that small files have several; when the tests of a class are over the invariants of batches hold.</summary>
public class BatchFixture(TemplateDatabase databases) : ServiceFixture(databases)
{
    public const int ChunkRows = 50;

    protected override IReadOnlyList<(string Key, string Value)> Settings =>
        [("Batches:Workers", "2"), ("Batches:ChunkRows", $"{ChunkRows}"), ("Batches:PollEvery", "00:00:00.05"), ("Batches:Heartbeat", "00:00:00.1")];

    /// <summary>Nothing is there under the key, and it can be used.</summary>
    public async Task AssertFreeAsync(string key)
    {
        Assert.Equal(0L, await AskAsync<long>("select count(*) from batches where idempotency_key = $1", key));
        Assert.Equal(0L, await AskAsync<long>("select count(*) from batch_chunks c where not exists (select from batches b where b.tenant_id = c.tenant_id and b.id = c.batch_id)"));
        using var answer = await Http.PostFileAsync(Orders.Mixed, key);
        Assert.Equal((HttpStatusCode.Accepted, false), (answer.StatusCode, answer.Headers.Contains("Idempotency-Replayed")));
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await BatchInvariants.HoldAsync(ConnectionString);
        }
        finally
        {
            await base.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>The same with nobody who screens: batches stay as they were uploaded until a test has them worked off.</summary>
public sealed class IdleBatchFixture(TemplateDatabase databases) : BatchFixture(databases)
{
    protected override IReadOnlyList<(string Key, string Value)> Settings => [.. base.Settings, ("Batches:Workers", "0")];

    /// <summary>Lets workers of the service do what there is to do, until they are disposed.</summary>
    internal async Task<Workers> WorkAsync(int count = 1)
    {
        var options = Options.Create(new BatchOptions { Workers = count, PollEvery = TimeSpan.FromMilliseconds(50) });
        var workers = ActivatorUtilities.CreateInstance<BatchWorker>(Service.Services, options);
        await workers.StartAsync(TestContext.Current.CancellationToken);
        return new Workers(workers);
    }

    /// <summary>Has everything of a batch done.</summary>
    public async Task WorkOffAsync(Guid batch, string state = "completed")
    {
        await using var workers = await WorkAsync();
        await Http.EndAsync(batch, state);
    }

    internal sealed class Workers(BatchWorker workers) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await workers.StopAsync(CancellationToken.None);
            workers.Dispose();
        }
    }
}

/// <summary>The same with little room for files.</summary>
public sealed class SmallBatchFixture(TemplateDatabase databases) : BatchFixture(databases)
{
    public const int MaxRows = 150, MaxBytes = 20_000;

    protected override IReadOnlyList<(string Key, string Value)> Settings => [.. base.Settings, ("Batches:MaxRows", $"{MaxRows}"), ("Batches:MaxBytes", $"{MaxBytes}")];
}
