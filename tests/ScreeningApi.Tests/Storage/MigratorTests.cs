using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

public sealed class MigratorTests(TemplateDatabase databases) : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();
    private string _connectionString = "";
    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string[] Shipped => [.. Directory.EnumerateFiles(MigrateCommand.MigrationsFolder, "*.sql").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        _connectionString = await databases.CreateEmptyAsync();
        _database = Database.Open(_connectionString);
        _sql = NpgsqlDataSource.Create(_connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_empty_database_gets_every_migration_in_order_and_once()
    {
        var migrator = new Migrator(_database, MigrateCommand.MigrationsFolder);
        Assert.Equal("the database is empty", await migrator.FindMismatchAsync(Cancelled));
        Assert.Equal(Shipped, await migrator.MigrateAsync(Cancelled));
        Assert.Empty(await migrator.MigrateAsync(Cancelled));
        Assert.Null(await migrator.FindMismatchAsync(Cancelled));
        Assert.Equal(Shipped, await _sql.TextsAsync("select name from schema_migrations order by applied_at"));
    }

    [Fact]
    public async Task The_command_says_what_it_did_and_the_second_time_that_there_was_nothing_to_do()
    {
        var said = new List<string>();
        await MigrateCommand.MigrateAsync(_database, said.Add, Cancelled);
        await MigrateCommand.MigrateAsync(_database, said.Add, Cancelled);
        Assert.Equal(4, said.Count);
        Assert.StartsWith("Schema: applied 0001_", said[0], StringComparison.Ordinal);
        Assert.StartsWith("Reference data: published rule set ", said[1], StringComparison.Ordinal);
        Assert.Equal(["Schema: up to date.", "Reference data: up to date."], said[2..]);
    }

    [Fact]
    public async Task Of_several_who_migrate_at_once_one_does_it()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var own = Database.Open(_connectionString);
            return await new Migrator(own, MigrateCommand.MigrationsFolder).MigrateAsync(Cancelled);
        }));
        Assert.Equal(Shipped, all.SelectMany(names => names));
        Assert.Equal((long)Shipped.Length, await _sql.ScalarAsync("select count(*) from schema_migrations"));
    }

    [Fact]
    public async Task Several_who_load_the_reference_data_at_once_load_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var own = Database.Open(_connectionString);
            await MigrateCommand.MigrateAsync(own, _ => { }, Cancelled);
        }));
        Assert.Equal(1L, await _sql.ScalarAsync("select count(*) from rule_sets"));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        Write("0001_first.sql", "create table first (n int);");
        await Migrator().MigrateAsync(Cancelled);
        Write("0001_first.sql", "create table first (n bigint);");
        Write("0002_second.sql", "create table second (n int);");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator().MigrateAsync(Cancelled));
        Assert.Contains("0001_first was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(false, await _sql.ScalarAsync("select to_regclass('second') is not null"));
        Assert.Equal("migration 0002_second is not applied", await Migrator().FindMismatchAsync(Cancelled));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_and_can_be_mended()
    {
        Write("0001_first.sql", "create table first (n int);");
        Write("0002_second.sql", "create table second (n int); select 1 / 0;");
        await Assert.ThrowsAsync<PostgresException>(() => Migrator().MigrateAsync(Cancelled));
        Assert.Equal(["0001_first"], await _sql.TextsAsync("select name from schema_migrations"));
        Assert.Equal(false, await _sql.ScalarAsync("select to_regclass('second') is not null"));
        Write("0002_second.sql", "create table second (n int);");
        Assert.Equal(["0002_second"], await Migrator().MigrateAsync(Cancelled));
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_not_served()
    {
        await MigrateCommand.MigrateAsync(_database, _ => { }, Cancelled);
        await _sql.ScalarAsync("insert into schema_migrations (name, checksum) values ('9999_from_the_future', '')");
        Assert.Equal((ExitCodes.Failed, "The database does not fit this program: the database is newer than this program: it has migration 9999_from_the_future. Run the command migrate."), await ServeAsync());
    }

    [Fact]
    public async Task A_database_that_is_older_than_the_program_is_not_served_and_not_changed()
    {
        Assert.Equal((ExitCodes.Failed, "The database does not fit this program: the database is empty. Run the command migrate."), await ServeAsync());
        Assert.Equal(0L, await _sql.ScalarAsync("select count(*) from information_schema.tables where table_schema = 'public'"));
    }

    [Fact]
    public async Task A_database_whose_migration_was_changed_is_not_served()
    {
        await MigrateCommand.MigrateAsync(_database, _ => { }, Cancelled);
        await _sql.ScalarAsync("update schema_migrations set checksum = '\\x00' where name = $1", Shipped[0]);
        Assert.Equal((ExitCodes.Failed, $"The database does not fit this program: migration {Shipped[0]} differs from the one that was applied. Run the command migrate."), await ServeAsync());
    }

    [Fact]
    public void Every_migration_opens_with_its_purpose_and_its_locks()
    {
        Assert.NotEmpty(Shipped);
        Assert.All(Shipped, name =>
        {
            var first = File.ReadLines(Path.Combine(MigrateCommand.MigrationsFolder, name + ".sql")).First();
            Assert.StartsWith("-- Purpose: ", first, StringComparison.Ordinal);
            Assert.Contains(" Locks: ", first, StringComparison.Ordinal);
            Assert.Matches("^[0-9]{4}_[a-z0-9_]+$", name);
        });
    }

    private Migrator Migrator() => new(_database, _folder.Path);

    private void Write(string name, string sql) => File.WriteAllText(Path.Combine(_folder.Path, name), sql);

    /// <summary>The program's own command, as far as it comes.</summary>
    private async Task<(int ExitCode, string Error)> ServeAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ScreeningApi.dll");
        var (output, exitCode) = await Shell.RunAsync(
            $"dotnet '{program}' serve 2>&1 >/dev/null", new Dictionary<string, string> { ["ConnectionStrings__Screening"] = _connectionString, ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, Cancelled);
        return (exitCode, output.Trim());
    }
}
