using CsvHelper;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Commands.Files;
using ScreeningApi.Reference;

namespace ScreeningApi.Commands;

/// <summary>Screens a file offline, with the rules that ship with the program and the engine that every other caller uses.</summary>
internal static class ScreenCommand
{
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, ScreenConsole.Open(), () => SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped)), TimeProvider.System);

    /// <summary>Returns what linters do: 0 nothing to look at, 1 something is, 2 the work could not be done, or there was none.</summary>
    public static async Task<int> RunAsync(string[] args, ScreenConsole console, Func<ScreeningSnapshot> load, TimeProvider clock)
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
            var summary = await ScreenAsync(options, console, load, clock);
            return summary.Rows == 0 ? ExitCodes.Usage : summary.NeedsALook ? ExitCodes.NeedsALook : ExitCodes.Success;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or CsvFormatException or ReferenceFileException or ReferenceDataException)
        {
            console.Error.WriteLine(refused.Message);
            return ExitCodes.Usage;
        }
    }

    private static async Task<ScreenSummary> ScreenAsync(ScreenOptions options, ScreenConsole console, Func<ScreeningSnapshot> load, TimeProvider clock)
    {
        await using var stream = options.File == ScreenOptions.StandardInput ? Console.OpenStandardInput() : File.OpenRead(options.File);
        await using var file = await FileOpener.OpenAsync(stream, FileFormats.Declared(null, options.File), FileLimits.Default, CancellationToken.None);
        var columns = ColumnMap.Of(file.Shape.Headers, options.Map);
        columns.Require(options.Destination is not null);
        if (columns.Unknown.ToList() is { Count: > 0 } unknown)
        {
            await console.Error.WriteLineAsync($"Columns that nothing is read from: {string.Join(", ", unknown.Select(n => TerminalText.Plain(n)))}.");
        }

        var snapshot = load();
        CheckDestination(options.Destination, snapshot);
        // Opened last: a command that is refused must not have emptied a file.
        await using var target = options.Out is null ? null : new StreamWriter(File.Create(options.Out));
        using var output = MakeOutput(options, console, target, file.Shape.Separator ?? ',', snapshot);
        var progress = new ProgressBar(console, stream.CanSeek ? stream.Length : null, clock);
        var summary = new ScreenSummary();
        var memory = new ScreeningMemory();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        try
        {
            output.Begin(columns);
            await new RowPipeline(file, columns, () => new BlockScreening(snapshot, columns, today, memory, options.Destination)).RunAsync(screened =>
            {
                Write(screened, output, summary, (console.OutIsTerminal && target is null, progress));
                progress.Report(summary.Rows, stream.CanSeek ? stream.Position : 0);
                return ValueTask.CompletedTask;
            }, CancellationToken.None);
        }
        finally
        {
            progress.Clear();
            output.Flush();
        }

        await console.Error.WriteLineAsync(summary.Describe(progress.Elapsed, snapshot));
        await console.Error.WriteLineAsync(ScreenSummary.NotChecked(CoverageOf(snapshot)));
        return summary;
    }

    private static void Write(Screened screened, IResultOutput output, ScreenSummary summary, (bool SharesTerminal, ProgressBar Bar) progress)
    {
        if (progress.SharesTerminal)
        {
            progress.Bar.Clear();
        }

        for (var row = 0; row < screened.Block.Count; row++)
        {
            output.Write(screened.Block, row, screened.Outcomes[row]);
            summary.Add(screened.Outcomes[row]);
        }

        if (progress.SharesTerminal)
        {
            output.Flush();
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
