using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests;

/// <summary>Every command of the README is run, so that it cannot go stale.</summary>
public sealed class ReadmeTests(TemplateDatabase databases)
{
    private const string ShownUrl = "http://127.0.0.1:8080";
    private const string RunProgram = "dotnet run --project src/ScreeningApi -- ";

    [Fact]
    public void Every_command_is_one_that_a_test_runs()
    {
        // run.sh has RunScriptTests; test.sh is what runs this.
        string[] known = ["./run.sh", "./test.sh", "curl ", RunProgram];
        Assert.All(Commands(), command => Assert.Contains(known, command.StartsWith));
        Assert.True(Commands().Count >= 4);
    }

    [Fact, Trait("Category", "Smoke")]
    public async Task Every_curl_line_works_as_it_stands()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await TestService.StartAsync(await databases.CloneAsync());
        string? batch = null;
        foreach (var command in Commands().Where(c => c.StartsWith("curl ", StringComparison.Ordinal)))
        {
            var (output, exitCode) = await Shell.RunAsync(
                command.Replace(ShownUrl, service.Url.ToString().TrimEnd('/'), StringComparison.Ordinal).Replace("{id}", batch, StringComparison.Ordinal),
                new Dictionary<string, string> { ["Auth__BootstrapKey"] = TestService.BootstrapKey }, cancellation);
            Assert.Equal(0, exitCode);
            Assert.NotEqual("", output);
            Assert.DoesNotContain("urn:screeningapi:problem", output, StringComparison.Ordinal);
            batch = IdOfBatch(output) ?? batch;
        }

        Assert.NotNull(batch);
    }

    /// <summary>By dotnet run itself, but with what the tests were built with: it would build the program again.</summary>
    [Fact]
    public async Task Every_command_of_the_program_works_as_it_stands()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var commands = Commands().Where(c => c.StartsWith(RunProgram, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var (output, exitCode) = await Shell.RunAsync(
                command.Replace("dotnet run ", $"dotnet run --no-build -c {configuration} ", StringComparison.Ordinal), new Dictionary<string, string>(), TestContext.Current.CancellationToken);
            Assert.Equal(1, exitCode); // the example has rows that need a look
            Assert.Contains("SO-4711,1,", output, StringComparison.Ordinal);
            Assert.DoesNotContain("Columns that nothing is read from", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_shown_answer_is_the_real_one()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await TestService.StartAsync(await databases.CloneAsync());
        var command = Commands().First(c => c.StartsWith("curl ", StringComparison.Ordinal));
        var (output, _) = await Shell.RunAsync(command.Replace(ShownUrl, service.Url.ToString().TrimEnd('/'), StringComparison.Ordinal), new Dictionary<string, string>(), cancellation);
        using var real = JsonDocument.Parse(output);
        using var shown = JsonDocument.Parse(Blocks("json").Single());
        foreach (var name in new[] { "verdict", "riskScore", "riskLevel" })
        {
            Assert.Equal(real.RootElement.GetProperty(name).ToString(), shown.RootElement.GetProperty(name).ToString());
        }

        var points = (JsonDocument d) => d.RootElement.GetProperty("lines")[0].GetProperty("contributions").EnumerateArray().Select(c => c.GetProperty("points").GetDecimal());
        Assert.Equal(points(real), points(shown));
    }

    [Fact]
    public async Task Every_link_into_the_service_answers()
    {
        await using var service = await TestService.StartAsync(await databases.CloneAsync());
        foreach (var path in new[] { "/docs", "/openapi/v1.json" })
        {
            Assert.Contains(ShownUrl + path, Text(), StringComparison.Ordinal);
            using var answer = await service.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, path);
        }
    }

    [Fact]
    public void Every_file_that_is_linked_exists()
    {
        foreach (var document in new[] { "README.md", "CONTRIBUTING.md" })
        {
            var links = File.ReadAllText(Path.Combine(Repository.Root, document)).Split("](").Skip(1).Select(t => t.Split(')')[0]).Where(t => !t.StartsWith("http", StringComparison.Ordinal));
            Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"{document}: {link}"));
        }
    }

    /// <summary>What a reader puts in for {id}.</summary>
    private static string? IdOfBatch(string answer)
    {
        var found = System.Text.RegularExpressions.Regex.Match(answer, """^\{"id":"([0-9a-f-]{36})","state":""");
        return found.Success ? found.Groups[1].Value : null;
    }

    private static string Text() => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static List<string> Blocks(string language) => [.. Text().Split($"```{language}\n").Skip(1).Select(b => b.Split("```")[0])];

    /// <summary>Command lines of the shell blocks; a line that ends in a backslash goes on, a comment is cut off.</summary>
    private static List<string> Commands() =>
    [
        .. Blocks("bash").SelectMany(b => b.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Select(line => line.Split(" #")[0].Trim()).Where(line => line.Length > 0),
    ];
}
