using System.Text;
using CsvHelper;
using Screening.Engine;
using ScreeningApi.Commands;
using ScreeningApi.Commands.Files;
using ScreeningApi.Reference;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Commands;

/// <summary>The command, run on a file of its own; what it wrote and how it ended.</summary>
internal sealed record ScreenRun(int ExitCode, string Out, string Error)
{
    private static readonly Lazy<ScreeningSnapshot> Snapshot = new(() => SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped)));

    public static ScreenRun Of(string text, params string[] options) => Of(Encoding.UTF8.GetBytes(text), new Terminal(), options);

    public static ScreenRun Of(byte[] bytes, Terminal terminal, params string[] options)
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "in.csv");
        File.WriteAllBytes(file, bytes);
        return OfArguments(terminal, [file, .. options]);
    }

    public static ScreenRun OfArguments(Terminal terminal, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var console = new ScreenConsole
        {
            Out = output, Error = error, OutIsTerminal = terminal.Out, ErrorIsTerminal = terminal.Error, Width = terminal.Width, MayColor = terminal.Color,
        };
        var code = ScreenCommand.RunAsync(arguments, console, () => Snapshot.Value, terminal.Clock).GetAwaiter().GetResult();
        return new ScreenRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The result rows, by column.</summary>
    public List<Dictionary<string, string>> Rows()
    {
        using var reader = CsvReader.FromText(Out, CsvReaderOptions.Default with { Separator = ',' });
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.Headers.Select((name, i) => (name, i)).ToDictionary(h => h.name, h => reader.GetString(h.i)));
        }

        return rows;
    }
}

internal sealed record Terminal(bool Out = false, bool Error = false, bool Color = true, int Width = 120)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
