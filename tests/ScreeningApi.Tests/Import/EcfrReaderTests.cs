using System.Text;
using ScreeningApi.Reference;
using ScreeningApi.Reference.Import.Ecfr;

namespace ScreeningApi.Tests.Import;

/// <summary>The eCFR's XML, of whatever piece of the title.</summary>
public sealed class EcfrReaderTests
{
    private const string Supplement = """
        <DIV9 N="Supplement No. 1 to Part 738" TYPE="APPENDIX"><HEAD>Supplement No. 1 to Part 738&#x2014;Chart
        </HEAD><P>One <I>two</I>
        three.</P><NOTE><HED>Note:</HED><P>Four.</P></NOTE></DIV9>
        """;

    [Theory]
    [InlineData("<DIV1 N=\"15\" TYPE=\"TITLE\"><DIV3><DIV5 N=\"738\" TYPE=\"PART\">{0}</DIV5></DIV3></DIV1>")]
    [InlineData("<DIV5 N=\"738\" TYPE=\"PART\">{0}</DIV5>")]
    [InlineData("{0}")]
    public void A_supplement_is_found_in_a_title_in_a_part_and_alone(string around)
    {
        var found = Assert.Single(Read(around.Replace("{0}", Supplement, StringComparison.Ordinal)));
        Assert.Equal((738, 1), (found.Part, found.Number));
        Assert.Equal(["Supplement No. 1 to Part 738—Chart", "One two three.", "Note:", "Four."], found.Texts.Select(t => t.Text));
    }

    [Fact]
    public void A_supplement_without_the_number_of_its_part_belongs_to_the_part_around_it() =>
        Assert.Equal((774, 5), Read("<DIV5 TYPE=\"PART\" N=\"774\"><DIV9 TYPE=\"SUPPLEMENT\" N=\"5\"><P>x</P></DIV9></DIV5>").Select(s => (s.Part, s.Number)).Single());

    [Fact]
    public void An_empty_cell_keeps_its_column_and_a_raised_number_is_a_footnote()
    {
        var table = Read("<DIV9 N=\"Supplement No. 1 to Part 738\"><TABLE><TR><TH>a</TH><TH>b</TH></TR><TR><TD>X <sup>2</sup></TD><TD/><TD class=\"c\">Y<br/>Z</TD></TR></TABLE></DIV9>").Single().Tables.Single();
        Assert.Equal(["a", "b"], table.Header.Single().Cells.Select(c => c.Text));
        Assert.Equal(["X", "", "Y\nZ"], table.Rows.Single().Cells.Select(c => c.Text));
        Assert.Equal(["2"], table.Rows.Single().Cells[0].Marks);
    }

    [Fact]
    public void A_cell_over_several_rows_moves_no_other_out_of_its_column()
    {
        var table = Read("<DIV9 N=\"Supplement No. 1 to Part 738\"><TABLE><TR><TD rowspan=\"3\">a</TD><TD>b</TD></TR><TR><TD>c</TD></TR><TR><TD>d</TD></TR><TR><TD>e</TD><TD>f</TD></TR></TABLE></DIV9>").Single().Tables.Single();
        Assert.Equal(["b", "c", "d", "f"], table.Rows.Select(r => r.At(1)));
    }

    [Fact]
    public void Tables_of_older_copies_are_read_as_well()
    {
        var table = Read("<DIV9 N=\"Supplement No. 4 to Part 746\"><GPOTABLE COLS=\"2\"><TTITLE>Codes</TTITLE><BOXHD><CHED H=\"1\">HTS code</CHED><CHED H=\"1\">Goods</CHED></BOXHD><ROW><ENT I=\"01\">2504</ENT><ENT/></ROW></GPOTABLE></DIV9>").Single().Tables.Single();
        Assert.Equal(("Codes", "HTS code", "2504"), (table.Title, table.Header.Single().At(0), table.Rows.Single().At(0)));
    }

    [Theory]
    [InlineData("<!DOCTYPE DIV9 [<!ENTITY a \"aaaa\">]><DIV9 N=\"Supplement No. 1 to Part 738\"><P>&a;</P></DIV9>")]
    [InlineData("<DIV9 N=\"Supplement No. 1 to Part 738\"><P>never closed</DIV9>")]
    [InlineData("no XML")]
    public void What_is_no_XML_or_brings_its_own_entities_is_refused_with_its_place(string xml) =>
        Assert.Matches(@"^line \d+, column \d+: found XML that cannot be read", Assert.Throws<ReferenceFileException>(() => Read(xml)).Message);

    private static List<EcfrSupplement> Read(string xml)
    {
        using var reader = new EcfrReader(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        return [.. reader.Read((_, _) => true)];
    }
}
