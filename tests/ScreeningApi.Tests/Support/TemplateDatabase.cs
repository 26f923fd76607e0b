using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

[assembly: AssemblyFixture(typeof(TemplateDatabase))]

namespace ScreeningApi.Tests.Support;

/// <summary>One server for all tests, and on it one database that is migrated once and cloned for every test class.</summary>
public sealed class TemplateDatabase : IAsyncLifetime
{
    private const string Template = "screening_template";

    private PostgresServer? _server;
    private int _clones;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        await ExecuteAsync($"create database {Template}");
        await using var database = Database.Open(ConnectionString(Template));
        await MigrateCommand.MigrateAsync(database, _ => { }, CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A database of the caller's own, with schema and reference data; returns its connection string.</summary>
    public async Task<string> CloneAsync()
    {
        var name = $"screening_test_{Interlocked.Increment(ref _clones)}";
        await ExecuteAsync($"create database {name} template {Template}");
        return ConnectionString(name);
    }

    /// <summary>A database with nothing in it; returns its connection string.</summary>
    public async Task<string> CreateEmptyAsync()
    {
        var name = $"screening_empty_{Interlocked.Increment(ref _clones)}";
        await ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_server!.AdminConnectionString) { Database = database }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server!.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
