using System.Text;

namespace ScreeningApi.Tests.Commands;

/// <summary>What comes out of a file.</summary>
public sealed class ScreenFileTests
{
    private const string Chip = "\"Processor chip, 64-bit\",8542.31,RU\n";

    [Fact, Trait("Category", "Smoke")]
    public void Each_row_comes_back_with_its_verdict_in_order()
    {
        var run = ScreenRun.Of("description,hs_code,destination\n" + Chip + "Cotton shirts,6109.10,DE\nQuadcopter,8806.23,AE\n");
        Assert.Equal("description,hs_code,destination,verdict,risk_score,risk_level,categories,controls,license,listings,party_hits,top_reason,error", run.Out.Split('\n')[0]);
        Assert.Equal(["prohibited", "noFinding", "review"], run.Rows().Select(r => r["verdict"]));
        Assert.Equal(["semiconductor", "", "uav"], run.Rows().Select(r => r["categories"]));
        Assert.Contains("CHPL:1", run.Rows()[0]["listings"].Split('|'));
        Assert.All(run.Rows(), r => Assert.Equal("", r["error"]));
        Assert.Contains("3 rows in", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 prohibited, 1 review, 1 noFinding", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cotton shirts,6109.10,DE\n", 0)]
    [InlineData("Quadcopter,8806.23,AE\n", 1)]
    [InlineData("Cotton shirts,61091,DE\n", 1)]
    [InlineData("goods,,AE\n", 1)]
    [InlineData("", 2)]
    public void The_exit_code_says_whether_something_needs_a_look(string rows, int code) =>
        Assert.Equal(code, ScreenRun.Of("description,hs_code,destination\n" + rows).ExitCode);

    [Fact]
    public void Columns_are_known_by_what_people_call_them()
    {
        var run = ScreenRun.Of("Colour; SHIP-TO  COUNTRY ;HS Code;Goods description\nred;AE;8806.23;Quadcopter\n");
        Assert.Equal("review", run.Out.Split('\n')[1].Split(';')[4]);
        Assert.Contains("nothing is read from: Colour.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_nobody_could_know_is_mapped() =>
        Assert.Equal("review", ScreenRun.Of("what,where\nQuadcopter,AE\n", "--map", "what:description", "--map=Where:destination").Rows()[0]["verdict"]);

    [Fact]
    public void A_destination_for_all_fills_in_where_a_row_says_nothing() =>
        Assert.Equal(["prohibited", "noFinding"], ScreenRun.Of("description,hs_code,destination\nChip,8542.31,\nShirts,6109.10,DE\n", "--destination", "RU").Rows().Select(r => r["verdict"]));

    [Theory]
    [InlineData("Shirts,88x,DE,1", "row 2, column HS: found")]
    [InlineData("Shirts,6109.10,ZZ,1", "row 2, column destination: found 'ZZ', expected an ISO 3166-1 code")]
    [InlineData("Shirts,6109.10,,1", "row 2, column destination: found nothing, expected")]
    [InlineData("Shirts,6109.10,DE,12%", "row 2, column value: found '12%', which is a share, expected a number such as 1234.5")]
    [InlineData(",,DE,1", "row 2: found none of description, hsCode, eccn and partNumber, expected at least one")]
    [InlineData("Shirts,6109.10,DE,1,2", "row 2: found 5 cells, expected 4 as in the header")]
    [InlineData("\"Shirts\" blue,6109.10,DE,1", "row 2, column description: found text after a closing quote")]
    [InlineData("Shirts\0,6109.10,DE,1", "row 2, column description: found a NUL character")]
    public void A_row_that_cannot_be_read_says_where_what_was_found_and_what_was_expected(string row, string error)
    {
        var run = ScreenRun.Of($"description,HS,destination,value\n{row}\n");
        Assert.StartsWith(error, Assert.Single(run.Rows())["error"], StringComparison.Ordinal);
        Assert.Equal("incomplete", run.Rows()[0]["verdict"]);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void A_file_of_an_old_encoding_is_read_as_what_it_is()
    {
        var run = ScreenRun.Of([.. Encoding.UTF8.GetBytes("description,destination\ncaf"), 0xE9, .. ",DE\n"u8], new Terminal());
        Assert.Equal(("café", ""), (run.Rows()[0]["description"], run.Rows()[0]["error"]));
    }

    /// <summary>What follows the quote was read as one cell: rows would be swallowed.</summary>
    [Fact]
    public void A_quote_that_is_never_closed_stops_the_command()
    {
        var run = ScreenRun.Of("description,HS,destination,value\n\"Shirts,6109.10,DE,1\n");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("row 2, column 'description': found a quote that is never closed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_UTF_16_is_read() =>
        Assert.Equal("uav", ScreenRun.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("description,destination\n无人机,AE\n")], new Terminal()).Rows()[0]["categories"]);

    [Theory]
    [InlineData("1234.5", "")]
    [InlineData("1,234.50", "")]
    [InlineData("12,34", "")]
    [InlineData("1e3", "")]
    [InlineData("-1", "expected")]
    [InlineData("5 pcs", "expected a number")]
    public void A_number_is_read_as_people_write_it_or_refused(string value, string error)
    {
        var found = ScreenRun.Of($"description,destination,value\nShirts,DE,\"{value}\"\n").Rows()[0]["error"];
        Assert.Equal(error.Length == 0, found.Length == 0);
        Assert.Contains(error, found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_spreadsheet_would_run_is_written_as_text()
    {
        var run = ScreenRun.Of("description,destination,note\n=cmd(),DE,+1\n@x,DE,＝1\n-2,DE,plain\n");
        Assert.Equal(["'=cmd()", "'@x", "'-2"], run.Rows().Select(r => r["description"]));
        Assert.Equal(["'+1", "'＝1", "plain"], run.Rows().Select(r => r["note"]));
    }

    [Fact]
    public void Cells_with_quotes_commas_and_line_breaks_come_back_as_they_were()
    {
        var run = ScreenRun.Of("description,destination\n\"CNC lathe, 8\"\" chuck\nlive tooling\",AE\n");
        Assert.Equal("CNC lathe, 8\" chuck\nlive tooling", run.Rows()[0]["description"]);
        Assert.Equal("machineTool", run.Rows()[0]["categories"]);
    }
}
