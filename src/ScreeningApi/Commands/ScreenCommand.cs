using CsvHelper;
using Screening.Engine.Items;
using Screening.Engine;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Commands.Files;
using ScreeningApi.Reference;

namespace ScreeningApi.Commands;

/// <summary>Screens a file offline, with the rules that ship with the program and the engine that every other caller uses.</summary>
internal static class ScreenCommand
{
    public static int Run(string[] args) =>
        Run(args, ScreenConsole.Open(), () => SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped)), TimeProvider.System);

    /// <summary>Returns what linters do: 0 nothing to look at, 1 something is, 2 the work could not be done.</summary>
    public static int Run(string[] args, ScreenConsole console, Func<ScreeningSnapshot> load, TimeProvider clock)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            console.Out.WriteLine(ScreenOptions.Usage);
            console.Out.Flush();
            return ExitCodes.Success;
        }

        if (ScreenOptions.Parse(args, out var fault) is not { } options)
        {
            console.Error.WriteLine($"{fault}\n\n{ScreenOptions.Usage}");
            return ExitCodes.Usage;
        }

        try
        {
            var summary = Screen(options, console, load, clock);
            return summary.NeedsALook ? ExitCodes.NeedsALook : ExitCodes.Success;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or CsvFormatException or ReferenceFileException or ReferenceDataException)
        {
            console.Error.WriteLine(refused.Message);
            return ExitCodes.Usage;
        }
    }

    private static ScreenSummary Screen(ScreenOptions options, ScreenConsole console, Func<ScreeningSnapshot> load, TimeProvider clock)
    {
        using var file = new InputFile(options.File == ScreenOptions.StandardInput ? Console.OpenStandardInput() : File.OpenRead(options.File), options.Map);
        file.Columns.Require(hasDestination: options.Destination is not null);
        if (file.Columns.Unknown.ToList() is { Count: > 0 } unknown)
        {
            console.Error.WriteLine($"Columns that nothing is read from: {string.Join(", ", unknown.Select(n => TerminalText.Plain(n)))}.");
        }

        var snapshot = load();
        CheckDestination(options.Destination, snapshot);
        // Opened last: a command that is refused must not have emptied a file.
        using var target = options.Out is null ? null : new StreamWriter(File.Create(options.Out));
        using var output = MakeOutput(options, console, target, file.Separator, snapshot);
        var progress = new ProgressBar(console, file.Length, clock);
        var screening = new ShipmentScreening(snapshot, file.Columns, options.Destination, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var summary = new ScreenSummary();
        try
        {
            WriteAll(file, screening, output, summary, (console.OutIsTerminal && target is null, progress));
        }
        finally
        {
            progress.Clear();
            output.Flush();
        }

        console.Error.WriteLine(summary.Describe(progress.Elapsed, snapshot));
        console.Error.WriteLine(ScreenSummary.NotChecked(CoverageOf(snapshot)));
        return summary;
    }

    private static void WriteAll(InputFile file, ShipmentScreening screening, IResultOutput output, ScreenSummary summary, (bool SharesTerminal, ProgressBar Bar) progress)
    {
        output.Begin(file.Columns);
        foreach (var rows in ShipmentGroups.Read(file))
        {
            var results = screening.Screen(rows);
            if (progress.SharesTerminal)
            {
                progress.Bar.Clear();
            }

            foreach (var result in results)
            {
                output.Write(result);
                summary.Add(result);
            }

            if (progress.SharesTerminal)
            {
                output.Flush();
            }

            progress.Bar.Report(summary.Rows, file.Position);
        }
    }

    private static IResultOutput MakeOutput(ScreenOptions options, ScreenConsole console, StreamWriter? target, char separator, ScreeningSnapshot snapshot)
    {
        var isOnTerminal = target is null && console.OutIsTerminal;
        var writer = target ?? console.Out;
        return options.AsTable ?? isOnTerminal
            ? new TableOutput(console, writer, isOnTerminal && console.MayColor, snapshot.Policy.FoundThreshold)
            : new CsvOutput(writer, separator, snapshot.Policy.FoundThreshold);
    }

    private static void CheckDestination(string? destination, ScreeningSnapshot snapshot)
    {
        if (destination is not null && snapshot.Destinations.Countries.Resolve(destination).Code is null)
        {
            throw new InputFileException($"--destination: found '{destination}', expected the code or name of a country, such as AE.");
        }
    }

    /// <summary>What the engine did not look at is the same for every shipment.</summary>
    private static Coverage CoverageOf(ScreeningSnapshot snapshot) => ScreeningEngine.Screen(
        new Shipment { DecisiveDate = DateOnly.MaxValue, Destination = new Place("", null), Lines = [] }, snapshot).Coverage;
}
