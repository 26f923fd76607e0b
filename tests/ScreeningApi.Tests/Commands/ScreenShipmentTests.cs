using System.Globalization;

namespace ScreeningApi.Tests.Commands;

/// <summary>Rows that are one shipment.</summary>
public sealed class ScreenShipmentTests
{
    private const string Header = "shipment_ref,line_no,description,hs_code,destination,end_user_country\n";

    [Fact]
    public void What_one_row_says_of_the_shipment_holds_for_all_that_stand_with_it()
    {
        var rows = ScreenRun.Of(Header + "A,1,Chip,8542.31,DE,\nA,2,Chip,8542.31,,RU\nB,1,Chip,8542.31,DE,\n").Rows();
        Assert.Equal(["prohibited", "prohibited", "noFinding"], rows.Select(r => r["verdict"] == "prohibited" ? "prohibited" : "noFinding"));
    }

    [Fact]
    public void Rows_without_a_reference_are_shipments_of_their_own()
    {
        var rows = ScreenRun.Of(Header + ",1,Chip,8542.31,DE,\n,1,Chip,8542.31,DE,RU\n").Rows();
        Assert.NotEqual("prohibited", rows[0]["verdict"]);
        Assert.Equal("prohibited", rows[1]["verdict"]);
    }

    [Fact]
    public void Rows_that_contradict_each_other_are_errors_and_take_no_other_with_them()
    {
        var rows = ScreenRun.Of(Header + "A,1,Chip,8542.31,RU,\nA,2,Chip,8542.31,DE,\nA,3,Chip,8542.31,RU,\n").Rows();
        Assert.Equal(["prohibited", "incomplete", "prohibited"], rows.Select(r => r["verdict"]));
        Assert.Equal("row 3, column destination: found 'DE', expected 'RU' as in row 2 of the same shipment", rows[1]["error"]);
    }

    [Fact]
    public void A_line_number_that_comes_twice_is_an_error()
    {
        var rows = ScreenRun.Of(Header + "A,7,Chip,8542.31,RU,\nA,7,Chip,8542.31,RU,\nA,x,Chip,8542.31,RU,\n").Rows();
        Assert.Contains("row 3, column line_no: found 7 again", rows[1]["error"], StringComparison.Ordinal);
        Assert.StartsWith("row 4, column line_no: found 'x', expected 1 to", rows[2]["error"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_whole_shipment_is_every_rows_fault()
    {
        var rows = ScreenRun.Of(Header + "A,1,Chip,8542.31,DE,ZZ\nA,2,Chip,8542.31,DE,\n").Rows();
        Assert.All(rows, r => Assert.Contains("column end_user_country: found 'ZZ'", r["error"], StringComparison.Ordinal));
    }

    [Fact]
    public void One_reference_for_a_long_file_is_screened_in_parts_and_every_fault_is_told()
    {
        var lines = Enumerable.Range(1, 2300).Select(i => string.Create(CultureInfo.InvariantCulture, $"A,{i},Shirts,{(i % 4 == 0 ? "61x" : "6109.10")},DE,\n"));
        var rows = ScreenRun.Of(Header + string.Concat(lines)).Rows();
        Assert.Equal(2300, rows.Count);
        Assert.All(rows.Index(), r => Assert.Equal((r.Index + 1) % 4 == 0, r.Item["error"].Length > 0));
    }
}
