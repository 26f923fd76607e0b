using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using ScreeningApi.Retention;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Retention;

/// <summary>A database of a test's own with screenings of long ago, and the run that removes them.</summary>
internal sealed class RetentionSteps : IAsyncDisposable
{
    public const int Years = 10;

    private RetentionSteps(string connectionString)
    {
        ConnectionString = connectionString;
        Database = Database.Open(connectionString);
        Sql = NpgsqlDataSource.Create(connectionString);
        Months = new StoredMonths(Database, Sql);
    }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The middle of the newest month that has expired.</summary>
    public static DateTimeOffset JustExpired => Middle(-1);

    /// <summary>The middle of the oldest month that is kept.</summary>
    public static DateTimeOffset JustKept => Middle(0);

    public string ConnectionString { get; }
    public Database Database { get; }
    public NpgsqlDataSource Sql { get; }
    public StoredMonths Months { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<RetentionSteps> StartAsync(TemplateDatabase databases) => new(await databases.CloneAsync());

    public Task<long> RunAsync(int stepRows = 5000, TimeProvider? clock = null) => NewRun(Database, stepRows, clock).RunAsync(Cancelled);

    public static RetentionRun NewRun(Database database, int stepRows, TimeProvider? clock = null) =>
        new(new RetentionStore(database), Options.Create(new RetentionOptions { Enabled = true, Years = Years }), clock ?? TimeProvider.System, NullLogger<RetentionRun>.Instance) { StepRows = stepRows };

    public async Task<Guid> HoldAsync(string tenant, string kind, Guid? subject) => (await TryHoldAsync(tenant, kind, subject))!.Value;

    /// <summary>Null where there is no such subject.</summary>
    public async Task<Guid?> TryHoldAsync(string tenant, string kind, Guid? subject)
    {
        var hold = new LegalHoldRow { TenantId = tenant, Id = Guid.CreateVersion7(Now), SubjectKind = kind, SubjectId = subject, Reason = "case 7", CreatedBy = "counsel" };
        var (_, row) = await new LegalHoldStore(Database).InsertAsync(hold, null, [1], Cancelled);
        return row?.Id;
    }

    public async Task ReleaseAsync(string tenant, Guid hold)
    {
        var store = new LegalHoldStore(Database);
        Assert.True(await store.ReleaseAsync((await store.FindAsync(tenant, hold, Cancelled))!, (Guid.CreateVersion7(Now), "counsel"), [1], Cancelled));
    }

    /// <summary>What retention wrote down: "tenant table/month rows", sorted.</summary>
    public Task<List<string>> EntriesAsync() => Sql.TextsAsync(
        "select tenant_id || ' ' || subject || ' ' || (detail ->> 'rows') from audit_entries where action = 'retentionRemoved' and actor = 'retention' order by 1");

    public async Task<bool> HasPartitionAsync(string table, DateTimeOffset at) => (bool)(await Sql.ScalarAsync("select to_regclass($1) is not null", $"{table}_{at:yyyy_MM}"))!;

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Sql.DisposeAsync();
    }

    private static DateTimeOffset Middle(int months)
    {
        var month = new DateTimeOffset(Now.Year, Now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddYears(-Years).AddMonths(months);
        return month.AddDays(14);
    }
}
