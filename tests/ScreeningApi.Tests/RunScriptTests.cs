using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests;

/// <summary>Runs run.sh as a person would: from the empty database to the curl line that it prints, to Ctrl-C.</summary>
public sealed class RunScriptTests(TemplateDatabase databases)
{
    private static readonly TimeSpan BuildAndStart = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task It_migrates_serves_prints_a_curl_line_that_works_and_stops_when_told()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(BuildAndStart);
        using var process = Shell.Start("exec ./run.sh", new Dictionary<string, string>
        {
            ["ConnectionStrings__Screening"] = await databases.CreateEmptyAsync(),
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort()}",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Auth__BootstrapKey"] = TestService.BootstrapKey,
        });
        try
        {
            var (printed, curl) = await ReadUntilCurlAsync(process.StandardOutput, limit.Token);
            Assert.Contains("Schema: applied", printed, StringComparison.Ordinal);
            Assert.Contains("X-Api-Key", printed, StringComparison.Ordinal);

            var (answer, exitCode) = await Shell.RunAsync(curl, new Dictionary<string, string> { ["Auth__BootstrapKey"] = TestService.BootstrapKey }, limit.Token);
            Assert.Equal(0, exitCode);
            using var screening = JsonDocument.Parse(answer);
            Assert.Equal("review", screening.RootElement.GetProperty("verdict").GetString());

            await Shell.RunAsync($"kill -TERM {process.Id}", new Dictionary<string, string>(), limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            Stop(process);
        }
    }

    private static async Task<(string Printed, string Curl)> ReadUntilCurlAsync(StreamReader output, CancellationToken cancellation)
    {
        var printed = new StringBuilder();
        while (await output.ReadLineAsync(cancellation) is { } line)
        {
            printed.AppendLine(line);
            if (line.TrimStart().StartsWith("curl ", StringComparison.Ordinal))
            {
                return (printed.ToString(), line.Trim());
            }
        }

        throw new InvalidOperationException($"run.sh ended without a curl line. It printed:\n{printed}");
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
