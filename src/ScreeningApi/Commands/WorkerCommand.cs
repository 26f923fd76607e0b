using Microsoft.Extensions.Options;
using ScreeningApi.Batches;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Commands;

/// <summary>Screens the chunks of batches beside the service, until it is told to stop. Any number may run, on any machine that reaches the database.</summary>
internal static class WorkerCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (builder.Configuration.GetConnectionString("Screening") is not { Length: > 0 } connectionString)
        {
            await Console.Error.WriteLineAsync("Found no connection string, expected the one of the service in ConnectionStrings__Screening. (A service that runs a PostgreSQL of its own under .data/ says it at its start.)");
            return ExitCodes.Usage;
        }

        await using var database = Database.Open(connectionString);
        if (await new Migrator(database, MigrateCommand.MigrationsFolder).FindMismatchAsync(cancellation) is { } mismatch)
        {
            await Console.Error.WriteLineAsync($"The database does not fit this program: {mismatch}. Run the command migrate.");
            return ExitCodes.Failed;
        }

        using var host = ServiceHost.BuildWorker(builder, database);
        var threads = host.Services.GetRequiredService<IOptions<BatchOptions>>().Value.Workers;
        Console.WriteLine($"Works on the batches of this database, {threads} chunk{(threads == 1 ? "" : "s")} at a time. Ctrl-C stops it.");
        await host.RunAsync(cancellation);
        return ExitCodes.Success;
    }
}
