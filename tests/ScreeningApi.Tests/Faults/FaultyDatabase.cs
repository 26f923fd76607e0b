using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>A migrated database on a server that may be harmed.</summary>
internal static class FaultyDatabase
{
    /// <param name="options">Of CREATE DATABASE.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateAsync(FaultyPostgres server, string options = "")
    {
        await using (var admin = NpgsqlDataSource.Create(server.AdminConnectionString))
        {
            await admin.ScalarAsync($"create database faulty {options}");
        }

        var connectionString = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = "faulty" }.ConnectionString;
        await using var database = Database.Open(connectionString);
        await MigrateCommand.MigrateAsync(database, _ => { }, TestContext.Current.CancellationToken);
        return connectionString;
    }
}
