using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>
/// A service that leaves the work to others, and the workers that do it, each a process of its own. A ledger in the database says who has
/// taken which chunk under which fence, and who has done it; and until all have done one of a batch, who has done one gets no other:
/// those that start slowly take part too.
/// </summary>
public sealed class WorkerCrew(TemplateDatabase databases) : IAsyncLifetime
{
    private const string Ledger =
        """
        create table ledger (chunk_no int, batch_id uuid, fence int, state text, worker text);
        create function note_chunk() returns trigger language plpgsql as $$ begin
            insert into ledger values (new.chunk_no, new.batch_id, new.fence, new.state, current_setting('test.worker', true));
            return null;
        end $$;
        create trigger note_chunk after update on batch_chunks for each row execute function note_chunk();
        create table crew (size int not null);
        create function hold_back() returns trigger language plpgsql as $$ begin
            if (select count(distinct worker) from ledger where batch_id = new.batch_id and state = 'done') < (select size from crew)
                and exists (select from ledger where batch_id = new.batch_id and state = 'done' and worker = current_setting('test.worker', true)) then
                return null;
            end if;
            return new;
        end $$;
        create trigger hold_back before update on batch_chunks for each row when (new.fence > old.fence) execute function hold_back();
        """;

    private readonly CapturedLog _log = new();
    private TestService _service = null!;
    private int _started;

    public string ConnectionString { get; private set; } = "";

    public HttpClient Http => _service.Http;

    public NpgsqlDataSource Sql { get; private set; } = null!;

    /// <summary>Those that live, by the names that the ledger has them under.</summary>
    internal SortedDictionary<string, ServiceProcess> Workers { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await databases.CloneAsync();
        Sql = NpgsqlDataSource.Create(ConnectionString + ";Application Name=observer");
        await Sql.ScalarAsync(Ledger);
        _service = await FaultyService.StartAsync(ConnectionString, new BatchSettings { Workers = 0 }, _log);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers.Values)
        {
            await worker.DisposeAsync();
        }

        await _service.DisposeAsync();
        await Sql.DisposeAsync();
    }

    /// <summary>Starts those that are missing of so many.</summary>
    internal async Task HireAsync(int count)
    {
        await Sql.ScalarAsync("with c as (delete from crew) insert into crew values ($1)", count);
        while (Workers.Count < count)
        {
            var name = $"worker-{++_started}";
            Workers[name] = ServiceProcess.Work($"{ConnectionString};Options=-c test.worker={name}", new BatchSettings { Workers = 2 });
        }
    }

    internal async Task KillAsync(string name)
    {
        await Workers[name].KillAsync();
        await Workers[name].DisposeAsync();
        Workers.Remove(name);
    }

    /// <summary>Who has done chunks of the batch.</summary>
    internal Task<List<string>> DoersAsync(Guid batch) => Sql.TextsAsync("select distinct worker from ledger where batch_id = $1 and state = 'done' order by worker", batch);

    /// <summary>The chunks of the batch that a worker has in hand, with their fences.</summary>
    internal Task<List<string>> HeldAsync(Guid batch, string worker) => Sql.TextsAsync(
        """
        select c.chunk_no || '/' || c.fence from batch_chunks c
        join ledger l on l.batch_id = c.batch_id and l.chunk_no = c.chunk_no and l.fence = c.fence and l.state = 'leased'
        where c.batch_id = $1 and c.state = 'leased' and l.worker = $2
        """, batch, worker);

    /// <summary>Those of the chunks that nobody else has taken yet.</summary>
    internal Task<List<string>> StillHeldAsync(Guid batch, IEnumerable<string> held) => Sql.TextsAsync(
        "select chunk_no::text from batch_chunks where batch_id = $1 and chunk_no || '/' || fence = any($2) and state = 'leased'", batch, held.ToArray());

    /// <summary>The batch is complete, every chunk was done once, under its last fence and by who had taken it under that, and the checker finds nothing.</summary>
    internal async Task HoldsAsync(BatchMonitor monitor, (Guid Id, int Rows) batch)
    {
        await monitor.HasCompletedAsync(batch.Id);
        await monitor.StopAsync();
        await BatchChecker.HoldsAsync(ConnectionString, Http, batch);
        Assert.Empty(await Sql.TextsAsync(
            """
            select chunk_no || ' under ' || string_agg(l.fence::text, ', ') from batch_chunks c left join ledger l using (batch_id, chunk_no)
            where batch_id = $1 and l.state = 'done' group by chunk_no, c.fence having array_agg(l.fence) <> array[c.fence]
            """, batch.Id));
        Assert.Empty(await Sql.TextsAsync(
            """
            select d.chunk_no || ' of ' || t.worker || ' by ' || d.worker from ledger d
            join ledger t on t.batch_id = d.batch_id and t.chunk_no = d.chunk_no and t.fence = d.fence and t.state = 'leased'
            where d.batch_id = $1 and d.state = 'done' and d.worker <> t.worker
            """, batch.Id));
        FaultyService.WasNeverSurprised(_log);
    }
}
