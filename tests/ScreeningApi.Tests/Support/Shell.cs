using System.Diagnostics;

namespace ScreeningApi.Tests.Support;

/// <summary>Runs a command line as a reader of the README would.</summary>
internal static class Shell
{
    /// <summary>Output and exit code.</summary>
    public static async Task<(string Output, int ExitCode)> RunAsync(string command, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var process = Start(command, environment);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (await output + await errors, process.ExitCode);
    }

    public static Process Start(string command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
