using Screening.Engine;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Storage;

namespace ScreeningApi.Commands;

/// <summary>Brings the database up to this program: schema, then the shipped rules and tables.</summary>
internal static class MigrateCommand
{
    /// <summary>Publishes rules that find less than the published ones.</summary>
    private const string ForceFlag = "--force";

    public static string MigrationsFolder => Path.Combine(AppContext.BaseDirectory, "db", "migrations");

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        string[] settings = [.. args.Select(a => a == ForceFlag ? $"--{QualityOptions.Section}:{nameof(QualityOptions.Force)}=true" : a)];
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
        if (configuration.GetConnectionString("Screening") is not { Length: > 0 } connectionString)
        {
            await Console.Error.WriteLineAsync("Found no connection string, expected one in ConnectionStrings__Screening.");
            return ExitCodes.Usage;
        }

        await using var database = Database.Open(connectionString);
        await MigrateAsync(database, Console.WriteLine, QualityOptions.Of(configuration), cancellation);
        return ExitCodes.Success;
    }

    public static Task MigrateAsync(Database database, Action<string> say, CancellationToken cancellation) => MigrateAsync(database, say, new QualityOptions(), cancellation);

    public static async Task MigrateAsync(Database database, Action<string> say, QualityOptions quality, CancellationToken cancellation)
    {
        var applied = await new Migrator(database, MigrationsFolder).MigrateAsync(cancellation);
        await new MonthStore(database).EnsureAsync(cancellation);
        say(applied.Count == 0 ? "Schema: up to date." : $"Schema: applied {string.Join(", ", applied)}.");
        var published = await new ReferenceStore(database).PublishAsync(
            ReferenceFolder.Read(ReferenceFolder.Shipped), (next, current) => Check(next, current, () => LabelledCorpus.Read(LabelledCorpus.Shipped), quality), cancellation);
        say(published.Count == 0 ? "Reference data: up to date." : $"Reference data: published {string.Join(", ", published)}.");
    }

    /// <summary>Refuses what cannot be compiled, and what is worse than what is published. Returns the note for the new versions.</summary>
    internal static string Check(ReferenceData next, ReferenceData? current, Func<LabelledCorpus> corpus, QualityOptions quality)
    {
        var compiled = SnapshotCompiler.Compile(next);
        if (current is null || (current.RuleSet.Version, current.Policy.Version) == (next.RuleSet.Version, next.Policy.Version))
        {
            return "";
        }

        ScreeningSnapshot published;
        try
        {
            published = SnapshotCompiler.Compile(current);
        }
        catch (ReferenceDataException)
        {
            // An older program's rules may be none for this one: they must be replaceable, and there is nothing to compare with.
            return $"Not measured beside rule set {current.RuleSet.Version}, which this program cannot use.";
        }

        return new PublicationGate(corpus(), quality).Check(compiled, published, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }
}
