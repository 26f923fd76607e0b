using ScreeningApi.Reference;
using ScreeningApi.Storage;

namespace ScreeningApi.Commands;

/// <summary>Brings the database up to this program: schema, then the shipped rules and tables.</summary>
internal static class MigrateCommand
{
    public static string MigrationsFolder => Path.Combine(AppContext.BaseDirectory, "db", "migrations");

    public static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        if (configuration.GetConnectionString("Screening") is not { Length: > 0 } connectionString)
        {
            await Console.Error.WriteLineAsync("Found no connection string, expected one in ConnectionStrings__Screening.");
            return ExitCodes.Usage;
        }

        await using var database = Database.Open(connectionString);
        await MigrateAsync(database, Console.WriteLine, cancellation);
        return ExitCodes.Success;
    }

    public static async Task MigrateAsync(Database database, Action<string> say, CancellationToken cancellation)
    {
        var applied = await new Migrator(database, MigrationsFolder).MigrateAsync(cancellation);
        say(applied.Count == 0 ? "Schema: up to date." : $"Schema: applied {string.Join(", ", applied)}.");
        var published = await new ReferenceStore(database).PublishAsync(ReferenceFolder.Read(ReferenceFolder.Shipped), data => SnapshotCompiler.Compile(data), cancellation);
        say(published.Count == 0 ? "Reference data: up to date." : $"Reference data: published {string.Join(", ", published)}.");
    }
}
