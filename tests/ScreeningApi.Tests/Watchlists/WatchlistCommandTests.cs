using Microsoft.Extensions.Configuration;
using ScreeningApi.Commands.Files;
using ScreeningApi.Commands.Imports;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>The import command for lists: what it says, and what it leaves behind.</summary>
public sealed class WatchlistCommandTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string Code = WatchlistFixture.Un;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_imports_says_what_changed_and_the_running_service_notices()
    {
        using var folder = new TemporaryDirectory();
        var first = await WriteAsync(folder, "first.xml", ListFiles.Un("2026-03-01", ListFiles.Names(100)));
        var second = await WriteAsync(folder, "second.xml", ListFiles.Un("2026-03-02", ListFiles.Names(102).Skip(1)));
        var small = await WriteAsync(folder, "small.xml", ListFiles.Un("2026-03-03", ListFiles.Names(20)));

        var (code, output, error) = await RunAsync("watchlist", Code, first);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"{Code} import 1: published as 2026-03-01, 100 entries, 100 names, sha256 ", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("watchlist", Code, second, "--format", "un-xml");
        Assert.Equal(0, code);
        Assert.Contains("  2 added, 0 changed, 1 removed", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split('\n').Count(l => l.StartsWith("  + ", StringComparison.Ordinal) || l.StartsWith("  - ", StringComparison.Ordinal)));
        Assert.DoesNotContain("Listed Company", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("watchlist", Code, second);
        Assert.Equal((0, true), (code, output.Contains("unchanged as 2026-03-02", StringComparison.Ordinal)));
        (code, output, _) = await RunAsync("watchlist", Code, small, "--sha256", new string('0', 64));
        Assert.Equal(1, code);
        Assert.Contains("  hashDiffers: found ", output, StringComparison.Ordinal);
        Assert.Contains("  shrunk: found 20 entries, expected at least 96", output, StringComparison.Ordinal);
        Assert.Contains($"POST /v1/watchlists/{Code}/imports/3/release", output, StringComparison.Ordinal);

        await Eventually.HoldsAsync(async () => (await service.Http.ListAsync(Code)) is var list && list.Text("state") == "fresh" && list.Text("version") == "2026-03-02"
            && list.GetProperty("quarantined").ValueKind != System.Text.Json.JsonValueKind.Null, "the service has the version");
        (code, output, _) = await RunAsync("watchlists");
        Assert.Equal(0, code);
        Assert.Contains(output.Split('\n'), l => l.StartsWith(Code, StringComparison.Ordinal) && l.Contains("fresh", StringComparison.Ordinal) && l.Contains("quarantined: import 3", StringComparison.Ordinal));
        Assert.Contains(output.Split('\n'), l => l.StartsWith(WatchlistFixture.Csl, StringComparison.Ordinal) && l.Contains("absent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Found no code, expected that of a list", "watchlist")]
    [InlineData("Found no file, expected files, or --url.", "watchlist", Code)]
    [InlineData("Found files and --url, expected files, or --url.", "watchlist", Code, "a", "--url")]
    [InlineData("Found no file 'no-such.xml', expected one.", "watchlist", Code, "no-such.xml")]
    [InlineData("Found '--format', expected a code, files, and options", "watchlist", Code, "a", "--format", "excel")]
    [InlineData("Found '--sha256', expected a code, files, and options", "watchlist", Code, "a", "--sha256", "abc")]
    [InlineData("Found '--force', expected a code, files, and options", "watchlist", Code, "a", "--force")]
    [InlineData("Found more, expected nothing behind watchlists.", "watchlists", Code)]
    [InlineData("Found no address of TEST-UN in the rules, expected files.", "watchlist", Code, "--url")]
    [InlineData("Found the list 'NO-SUCH', expected one that 'import watchlists' shows", "watchlist", "NO-SUCH", "--url")]
    public async Task A_call_that_makes_no_sense_is_refused(string message, params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(TemporaryDirectory folder, string name, byte[] file)
    {
        var path = Path.Combine(folder.Path, name);
        await File.WriteAllBytesAsync(path, file, Cancelled);
        return path;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("ConnectionStrings:Screening", service.ConnectionString)]).Build();
        var exitCode = await WatchlistImportCommand.RunAsync(args, configuration, new ScreenConsole { Out = output, Error = error, OutIsTerminal = false, ErrorIsTerminal = false }, Cancelled);
        return (exitCode, output.ToString(), error.ToString());
    }
}
