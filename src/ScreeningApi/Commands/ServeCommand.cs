using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;
using ScreeningApi.AccessKeys;
using ScreeningApi.Hosting;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;
using ScreeningApi.Storage.LocalPostgres;

namespace ScreeningApi.Commands;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await using var chosen = await ChooseAsync(builder, cancellation);

        // Until the service itself listens for signals, a signal must not leave a database behind that nobody stops.
        using var guard = chosen.StopOnSignal();
        await using var database = Database.Open(chosen.ConnectionString);
        var checking = Task.Run(() => FindMismatchAsync(database, chosen, QualityOptions.Of(builder.Configuration), cancellation), cancellation);
        await using var app = ServiceHost.Build(builder, database);
        if (await checking is { } mismatch)
        {
            await Console.Error.WriteLineAsync($"The database does not fit this program: {mismatch}. Run the command migrate.");
            return ExitCodes.Failed;
        }

        await ServiceHost.LoadAsync(app.Services, cancellation);
        ScreeningWarmUp.Run(app.Services.GetRequiredService<SnapshotHolder>().Current, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        app.Lifetime.ApplicationStarted.Register(() => guard?.Dispose());
        app.Lifetime.ApplicationStarted.Register(() => Greet(app, chosen));
        await app.RunAsync(cancellation);
        return ExitCodes.Success;
    }

    /// <summary>Null when the database is as it must be.</summary>
    private static async Task<string?> FindMismatchAsync(Database database, ChosenDatabase chosen, QualityOptions quality, CancellationToken cancellation)
    {
        if (!chosen.IsPrivate)
        {
            return await new Migrator(database, MigrateCommand.MigrationsFolder).FindMismatchAsync(cancellation);
        }

        // Ours alone: nobody else could be surprised by a migration.
        await MigrateCommand.MigrateAsync(database, Console.WriteLine, quality, cancellation);
        return null;
    }

    private static Task<ChosenDatabase> ChooseAsync(WebApplicationBuilder builder, CancellationToken cancellation)
    {
        var configured = builder.Configuration.GetConnectionString("Screening");
        if (string.IsNullOrEmpty(configured) && !builder.Environment.IsDevelopment())
        {
            throw new NoDatabaseException("Found no connection string, expected one in ConnectionStrings__Screening. (Outside Development no database is chosen by itself.)");
        }

        return DatabaseChooser.ChooseAsync(configured, DataDirectory.Find(), Console.WriteLine, cancellation);
    }

    /// <summary>What a person who just started the service wants to know.</summary>
    private static void Greet(WebApplication app, ChosenDatabase chosen)
    {
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var isOpen = app.Services.GetRequiredService<LoopbackMode>().IsOn;
        var header = isOpen ? "" : $" -H \"{AccessKeyAuthentication.Header}: $Auth__BootstrapKey\"";
        Console.WriteLine($"""

            ScreeningApi listens on {url}   (documentation: {url}/docs)
            {(isOpen
                ? $"Authentication: none needed. This is Development on loopback: a request without a key is the tenant '{LoopbackMode.Tenant}' with all scopes."
                : $"Authentication: send a key in the header {AccessKeyAuthentication.Header}; the first one is what you set in Auth__BootstrapKey (tenant '{AccessKeyDirectory.OperatorTenant}').")}
            Try it:
              curl -s{header} {url}/v1/screenings -H 'Content-Type: application/json' -d '{Sample}'
            {WorkerHint(chosen)}
            """);
    }

    /// <summary>Of a database of its own nobody else knows how to reach it; the password stays in its file.</summary>
    private static string WorkerHint(ChosenDatabase chosen)
    {
        if (chosen.Cluster is not { } cluster)
        {
            return "";
        }

        var address = new NpgsqlConnectionStringBuilder(chosen.ConnectionString);
        var program = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(AppContext.BaseDirectory, "ScreeningApi.dll"));
        return $"""
            Another process that works on batches:
              ConnectionStrings__Screening="Host={address.Host};Port={address.Port};Database={address.Database};Username={address.Username};Password=$(cat '{cluster.PasswordFile}')" dotnet {program} worker

            """;
    }

    private const string Sample = """{"destination":"AE","lines":[{"lineNo":1,"description":"Quadcopter with thermal camera","hsCode":"8806.23"}]}""";
}
