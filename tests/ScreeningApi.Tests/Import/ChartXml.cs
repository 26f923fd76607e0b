using System.Security;
using System.Text;
using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Import;

/// <summary>Writes the country chart of the reference data in the form of the eCFR.</summary>
internal static class ChartXml
{
    private static readonly string[] Columns = ["CB1", "CB2", "CB3", "NP1", "NP2", "NS1", "NS2", "MT1", "RS1", "RS2", "FC1", "CC1", "CC2", "CC3", "AT1", "AT2"];

    public static string Of(ReferenceData data, Func<CountryChartRecord, string[]> reasons)
    {
        var names = data.Destinations.Countries.ToDictionary(c => c.Code, c => c.EarName.Length > 0 ? c.EarName : c.Name);
        var xml = new StringBuilder("<DIV5 N=\"738\" TYPE=\"PART\"><DIV9 N=\"Supplement No. 1 to Part 738\" TYPE=\"APPENDIX\"><HEAD>Commerce Country Chart</HEAD><TABLE><THEAD><TR><TH>Countries</TH>");
        xml.AppendJoin("", Columns.Select(c => $"<TH>{c[..2]} {c[2]}</TH>")).Append("</TR></THEAD><TBODY>\n");
        foreach (var row in data.Destinations.Chart.Where(r => r.RowKind is "chart" or "embargo"))
        {
            xml.Append("<TR><TD>").Append(SecurityElement.Escape(names[row.Code])).AppendJoin("", row.Footnotes.Split('|').Where(f => f.Length > 0).Select(f => $" <sup>{f}</sup>")).Append("</TD>");
            xml.Append(row.RowKind == "embargo" ? "<TD colspan=\"16\">See part 746.</TD>" : string.Concat(Columns.Select(c => reasons(row).Contains(c) ? "<TD>X</TD>" : "<TD/>"))).Append("</TR>\n");
        }

        return xml.Append("</TBODY></TABLE></DIV9></DIV5>").ToString();
    }
}
