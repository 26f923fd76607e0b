using System.ComponentModel;
using System.Diagnostics;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>One external command, run to its end with its output kept.</summary>
internal sealed record Command(string File, params string[] Arguments)
{
    private const int NotFound = 127; // what a shell answers for a command that is not there

    public string? WorkingDirectory { get; init; }

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public async Task<CommandResult> RunAsync(CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Limit);
        using var process = new Process { StartInfo = StartInfo() };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new CommandResult(NotFound, missing.Message);
        }

        try
        {
            return await FinishAsync(process, limited.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new CommandResult(NotFound, $"{File} did not end within {Limit.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<CommandResult> FinishAsync(Process process, CancellationToken ct)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new CommandResult(process.ExitCode, await output + await errors);
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            WorkingDirectory = WorkingDirectory ?? "/", // a place that every user may stand in
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // PGPORT, PGDATA and the like are meant for somebody's other server
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C"; // the answers are read
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }
}
