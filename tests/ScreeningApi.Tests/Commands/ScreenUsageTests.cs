using ScreeningApi.Commands.Files;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Commands;

/// <summary>How the command is called, what it refuses, and what a person at a terminal sees.</summary>
public sealed class ScreenUsageTests
{
    private const string Quadcopter = "description,destination\nQuadcopter,AE\n";

    [Theory]
    [InlineData("description,note\nShirts,x\n", "Found no column destination, expected one, --destination for all rows, or --map THEIRS:destination")]
    [InlineData("note,destination\nShirts,DE\n", "Found no column that says what the goods are, expected one of description, hs_code, eccn, part_number")]
    [InlineData("HS Code,HS_CODE,destination\n1,2,DE\n", "Found two columns that could be hs_code: 'HS Code' and 'HS_CODE', columns 1 and 2, expected one: say which, --map HS_CODE:hs_code.")]
    [InlineData("", "row 1: found no header")]
    public void A_file_that_cannot_be_screened_at_all_is_refused(string text, string message)
    {
        var run = ScreenRun.Of(text);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("Found --format 'xml', expected table or csv.", "--format", "xml")]
    [InlineData("Found --map 'x', expected theirs:ours.", "--map", "x")]
    [InlineData("Found --colour 'no', expected --destination, --format, --out or --map.", "--colour", "no")]
    [InlineData("Found --out without a value, expected a file.", "--out")]
    [InlineData("Found a second file 'b.csv', expected one.", "b.csv")]
    [InlineData("--destination: found 'Nowhere', expected", "--destination", "Nowhere")]
    [InlineData("--map: found no column 'x' in the file", "--map", "x:description")]
    [InlineData("--map: found no column 'x' of ours", "--map", "description:x")]
    public void A_call_that_makes_no_sense_is_refused(string message, params string[] options)
    {
        var run = ScreenRun.Of(Quadcopter, options);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        var run = ScreenRun.OfArguments(new Terminal(), "no-such-file.csv");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such-file.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_is_never_written_over_the_input()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "in.csv");
        File.WriteAllText(file, Quadcopter);
        Assert.Equal(2, ScreenRun.OfArguments(new Terminal(), file, "--out", file).ExitCode);
        Assert.Equal(Quadcopter, File.ReadAllText(file));
    }

    [Fact]
    public void A_row_without_an_end_stops_the_command()
    {
        var run = ScreenRun.Of("description,destination\n\"" + new string('x', 3 << 20) + "\",AE\n");
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void A_terminal_gets_a_table_in_colour_that_fits_it()
    {
        var run = ScreenRun.Of("description,destination\n四旋翼无人机 with a very long description that goes on and on\u001b[2J,AE\n"u8.ToArray(), new Terminal(Out: true, Width: 100));
        var lines = run.Out.Split(Environment.NewLine);
        Assert.StartsWith("    row  verdict", lines[0], StringComparison.Ordinal);
        Assert.Contains("\u001b[33mreview", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", run.Out, StringComparison.Ordinal);
        Assert.Contains("…", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_gets_colours_who_does_not_want_them_or_reads_a_pipe()
    {
        Assert.DoesNotContain('\u001b', ScreenRun.Of(System.Text.Encoding.UTF8.GetBytes(Quadcopter), new Terminal(Out: true, Color: false)).Out);
        Assert.DoesNotContain('\u001b', ScreenRun.Of(Quadcopter, "--format", "table").Out);
    }

    [Fact]
    public void Progress_is_shown_on_a_terminal_alone()
    {
        var many = System.Text.Encoding.UTF8.GetBytes("description,destination\n" + string.Concat(Enumerable.Repeat("Quadcopter with thermal camera,AE\n", 20_000)));
        Assert.Contains("rows/s", ScreenRun.Of(many, new Terminal(Error: true) { Clock = new SlowClock() }).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("rows/s", ScreenRun.Of(many, new Terminal { Clock = new SlowClock() }).Error, StringComparison.Ordinal);
    }

    /// <summary>Half a second passes between any two looks at it: a fast machine has no time to show anything.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimestampFrequency / 2;
    }

    [Theory]
    [InlineData("abc", 5, "abc  ")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("无人机", 6, "无人机")]
    [InlineData("无人机系统", 6, "无人… ")]
    [InlineData("a\nb\u202Ec", 4, "a bc")]
    [InlineData("e\u0301e", 3, "e\u0301e ")]
    public void Text_takes_exactly_its_columns(string text, int width, string shown) => Assert.Equal(shown, TerminalText.Fit(text, width));
}
