using Npgsql;
using ScreeningApi.Storage.LocalPostgres;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

/// <summary>Private clusters, for real: each test initialises, starts and stops its own.</summary>
public sealed class LocalPostgresTests : IDisposable
{
    private static readonly DatabaseSource[] Sources = FaultyCluster.AnySource;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _said = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Trait("Category", "Smoke")]
    public async Task A_private_cluster_starts_again_on_the_same_data_and_port()
    {
        string first;
        await using (var database = await ChooseAsync())
        {
            first = database.ConnectionString;
            await ExecuteAsync(first, "create table kept (n int); insert into kept values (42)");
        }

        await using var again = await ChooseAsync();
        Assert.Equal(42, await ExecuteAsync(again.ConnectionString, "select n from kept"));
        Assert.Equal(first, again.ConnectionString);
    }

    [Fact]
    public async Task A_disposed_database_has_stopped()
    {
        var database = await ChooseAsync();
        var server = database.Cluster!.Server;
        await database.DisposeAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(database.ConnectionString, "select 1"));
        Assert.Equal(server.Port, LoopbackPort.Free(preferred: server.Port));
    }

    [Fact]
    public async Task The_line_says_what_was_taken_and_why_and_keeps_the_password()
    {
        await using var database = await ChooseAsync();
        var password = new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!;
        Assert.Equal(database.How, _said[^1]);
        Assert.Contains("(for a test", database.How, StringComparison.Ordinal);
        Assert.Contains(_directory.Path, database.How, StringComparison.Ordinal);
        Assert.DoesNotContain(password, database.How, StringComparison.Ordinal);
        Assert.True(database.IsPrivate);
    }

    [Fact]
    public async Task The_last_of_two_services_on_one_directory_stops_the_cluster()
    {
        var first = await ChooseAsync();
        await using (var second = await ChooseAsync())
        {
            Assert.Contains("ran already", second.How, StringComparison.Ordinal);
            await first.DisposeAsync();
            Assert.Equal(1, await ExecuteAsync(second.ConnectionString, "select 1"));
        }

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(first.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task After_a_kill_it_starts_again_on_what_was_committed()
    {
        await using var postgres = await FaultyPostgres.StartAsync();
        var connectionString = postgres.AdminConnectionString;
        await ExecuteAsync(connectionString, "create table kept (n int); insert into kept values (7)");
        var busy = ExecuteAsync(connectionString, "select 1 from pg_sleep(3)"); // an orphan that outlives the kill
        await postgres.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(connectionString, "select 1"));
        await postgres.RestartAsync();
        Assert.Equal(connectionString, postgres.AdminConnectionString);
        Assert.Equal(7, await ExecuteAsync(connectionString, "select n from kept"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => busy);
    }

    [Fact]
    public async Task A_process_id_that_now_belongs_to_another_program_does_not_keep_it_from_starting()
    {
        await (await ChooseAsync()).DisposeAsync();
        var stale = Path.Combine(_directory.Path, "postgres", "data", "postmaster.pid");
        await File.WriteAllTextAsync(stale, $"{Environment.ProcessId}\n{_directory.Path}\n1\n5432\n\n127.0.0.1\n", Cancelled);
        await using var database = await ChooseAsync();
        Assert.Equal(1, await ExecuteAsync(database.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task It_listens_on_this_machine_only_and_asks_for_a_password()
    {
        await using var database = await ChooseAsync();
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "wrong", Pooling = false }.ConnectionString;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal("127.0.0.1", await ExecuteAsync(database.ConnectionString, "show listen_addresses"));
        Assert.Equal("", await ExecuteAsync(database.ConnectionString, "show unix_socket_directories"));
        Assert.Equal("UTF8", await ExecuteAsync(database.ConnectionString, "show server_encoding"));
    }

    [Fact]
    public async Task A_configured_database_is_taken_as_it_is()
    {
        const string Configured = "Host=db.example;Database=screening;Username=u;Password=secret";
        await using var database = await DatabaseChooser.ChooseAsync(Configured, _directory.Path, _said.Add, Cancelled);
        Assert.Equal(Configured, database.ConnectionString);
        Assert.False(database.IsPrivate);
        Assert.Equal("Database: screening on db.example, as ConnectionStrings__Screening says.", Assert.Single(_said));
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_named()
    {
        var refused = await Assert.ThrowsAsync<NoDatabaseException>(
            () => DatabaseChooser.ChooseAsync("postgres://u:p@host/db", _directory.Path, _said.Add, Cancelled));
        Assert.StartsWith("ConnectionStrings__Screening cannot be read", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_works_one_line_says_what_to_install()
    {
        var refused = await Assert.ThrowsAsync<NoDatabaseException>(
            () => DatabaseChooser.ChooseAmongAsync([], "nothing is allowed", _directory.Path, _said.Add, Cancelled));
        Assert.Contains("install PostgreSQL 15 or later", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private Task<ChosenDatabase> ChooseAsync() =>
        DatabaseChooser.ChooseAmongAsync(Sources, "for a test", _directory.Path, _said.Add, Cancelled);

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
