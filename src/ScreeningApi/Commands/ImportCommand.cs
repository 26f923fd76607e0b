using ScreeningApi.Commands.Files;
using ScreeningApi.Commands.Imports;
using ScreeningApi.Quality;
using ScreeningApi.Storage;

namespace ScreeningApi.Commands;

/// <summary>Imports official texts: shows what they change, keeps drafts, publishes on a word.</summary>
internal static class ImportCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (WatchlistImportOptions.IsAsked(args))
        {
            return await WatchlistImportCommand.RunAsync(args, configuration, ScreenConsole.Open(), cancellation);
        }

        await using var database = configuration.GetConnectionString("Screening") is { Length: > 0 } connectionString ? Database.Open(connectionString) : null;
        var desk = new ImportDesk(Console.Out, database, QualityOptions.Of(configuration), () => LabelledCorpus.Read(LabelledCorpus.Shipped));
        return await RunAsync(args, desk, Console.Error, cancellation);
    }

    public static async Task<int> RunAsync(string[] args, ImportDesk desk, TextWriter error, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await desk.Out.WriteLineAsync(ImportOptions.Usage);
            return ExitCodes.Success;
        }

        if (ImportOptions.Parse(args, out var fault) is not { } options)
        {
            await error.WriteLineAsync($"{fault}\n\n{ImportOptions.Usage}");
            return ExitCodes.Usage;
        }

        if (options.NeedsDatabase && desk.Database is null)
        {
            await error.WriteLineAsync("Found no connection string, expected one in ConnectionStrings__Screening: drafts are kept in the database.");
            return ExitCodes.Usage;
        }

        await (options.Verb switch
        {
            "drafts" => desk.ListAsync(cancellation),
            "publish" => desk.PublishAsync(options, cancellation),
            "discard" => desk.DiscardAsync(options.Subject, cancellation),
            _ => desk.ReadAsync(options, cancellation),
        });
        return ExitCodes.Success;
    }
}
