using ScreeningApi.Commands;
using ScreeningApi.Commands.Imports;
using ScreeningApi.Quality;
using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Import;

/// <summary>How the command is called, and what it says without a database.</summary>
public sealed class ImportUsageTests
{
    private static readonly string[] Annex = ["eu-annex", Texts.Path(Texts.Annex), "--list", "EU-833-XXIII", "--as-of", "2026-10-01"];

    [Theory]
    [InlineData("Found 'nothing', expected one of ecfr, eu-annex, uk-schedule, csv, drafts, publish, discard.")]
    [InlineData("Found 'fetch', expected one of ecfr,", "fetch")]
    [InlineData("Found no file, expected one.", "ecfr")]
    [InlineData("Found no --as-of, expected the day on which the text stood so", "ecfr", "a.xml")]
    [InlineData("Found '--as-of', expected behind it a date such as 2026-10-01.", "ecfr", "a.xml", "--as-of", "1.10.2026")]
    [InlineData("Found '--part', expected behind it one of 738, 740, 746, 774.", "ecfr", "a.xml", "--part", "744")]
    [InlineData("Found '--source', expected a value behind it.", "ecfr", "a.xml", "--source")]
    [InlineData("Found 'b.xml', expected one file or version", "ecfr", "a.xml", "b.xml")]
    [InlineData("Found '--colour', expected one file or version", "ecfr", "a.xml", "--colour", "no")]
    [InlineData("Found no --list, expected the list of goods", "uk-schedule", "a.html", "--as-of", "2026-10-01")]
    [InlineData("Found no --table, expected the name of a file in db/reference", "csv", "a.csv", "--as-of", "2026-10-01")]
    [InlineData("Found no version, expected one that 'import drafts' lists.", "publish")]
    [InlineData("Found --version and --onto, expected one of them", "ecfr", "a.xml", "--as-of", "2026-10-01", "--version", "a", "--onto", "b")]
    [InlineData("Found no connection string, expected one in ConnectionStrings__Screening", "drafts")]
    public async Task A_call_that_makes_no_sense_is_refused(string message, params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_a_text_is_compared_with_the_shipped_files_and_nothing_is_stored()
    {
        var (exitCode, output, _) = await RunAsync(Annex);
        Assert.Equal(0, exitCode);
        Assert.Contains("Compared with the shipped files: no database is given.", output, StringComparison.Ordinal);
        Assert.Contains("listings of EU-833-XXIII: 4 rows read, 509 rows in force as of 2025-10-24.", output, StringComparison.Ordinal);
        Assert.Contains("  + EU-833-XXIII 840810", output, StringComparison.Ordinal);
        Assert.Contains("Not understood: 1", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored. A draft would need --force: listings of EU-833-XXIII: 508 of 509 rows would end, more than a tenth; 1 thing was not understood", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_first_rows_are_shown_unless_all_are_asked_for()
    {
        Assert.Contains("more; --all shows them", (await RunAsync(Annex)).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--all", (await RunAsync([.. Annex, "--all"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_none_is_refused_by_name() =>
        Assert.Contains("found no supplement to part 738, expected elements such as", (await Assert.ThrowsAsync<ReferenceFileException>(() =>
            RunAsync(["ecfr", Texts.Path("empty.xml"), "--part", "738", "--as-of", "2026-10-01"]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Help_tells_how() => Assert.StartsWith("Reads official texts", (await RunAsync(["--help"])).Output, StringComparison.Ordinal);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var desk = new ImportDesk(output, null, new QualityOptions(), () => throw new InvalidOperationException("measured"));
        var exitCode = await ImportCommand.RunAsync(args, desk, error, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
