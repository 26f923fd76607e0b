using System.IO.Compression;
using System.Text;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Workbooks with as little in them as a spreadsheet program accepts, and with what a test puts into them.</summary>
internal sealed class SmallWorkbook
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public Dictionary<string, string> Parts { get; } = new(StringComparer.Ordinal)
    {
        ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ["_rels/.rels"] = Relations(("rId1", "officeDocument", "xl/workbook.xml")),
        ["xl/_rels/workbook.xml.rels"] = Relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"), ("rId3", "sharedStrings", "sharedStrings.xml"), ("rId4", "styles", "styles.xml")),
        ["xl/workbook.xml"] = $"<workbook {Main}><sheets><sheet name=\"Orders\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    };

    public CompressionLevel Level { get; init; } = CompressionLevel.Fastest;

    public static byte[] Of(string rows) => new SmallWorkbook().WithRows(rows).ToBytes();

    public SmallWorkbook WithRows(string rows) => With("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>");

    public SmallWorkbook WithSecond(string rows) => With("xl/worksheets/sheet2.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>");

    public SmallWorkbook WithSheets(string properties, params string[] states) => With(
        "xl/workbook.xml", $"<workbook {Main}>{properties}<sheets>{string.Concat(states.Select((s, i) => $"<sheet name=\"S{i + 1}\" sheetId=\"{i + 1}\" state=\"{s}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");

    public SmallWorkbook WithStrings(string items) => With("xl/sharedStrings.xml", $"<sst {Main}>{items}</sst>");

    /// <summary>A style for each format: a number of one that is built in, or a code.</summary>
    public SmallWorkbook WithFormats(params string[] formats)
    {
        var own = formats.Select((f, i) => int.TryParse(f, out _) && f.Length < 3 ? "" : $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{f.Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>");
        var styles = formats.Select((f, i) => $"<xf numFmtId=\"{(int.TryParse(f, out var id) && f.Length < 3 ? id : 200 + i)}\"/>");
        return With("xl/styles.xml", $"<styleSheet {Main}><numFmts>{string.Concat(own)}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{string.Concat(styles)}</cellXfs></styleSheet>");
    }

    public SmallWorkbook With(string part, string xml)
    {
        Parts[part] = xml;
        return this;
    }

    public byte[] ToBytes()
    {
        var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in Parts)
            {
                using var part = archive.CreateEntry(name, Level).Open();
                part.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return target.ToArray();
    }

    /// <summary>A cell with a text of its own.</summary>
    public static string Cell(string text, string place = "") => $"<c{(place.Length > 0 ? $" r=\"{place}\"" : "")} t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</t></is></c>";

    /// <summary>A header of columns a, b, c ... in row 1.</summary>
    public static string Header(int columns = 2) => $"<row r=\"1\">{string.Concat(Enumerable.Range(0, columns).Select(i => Cell(((char)('a' + i)).ToString())))}</row>";

    private static string Relations(params (string Id, string Type, string Target)[] relations) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Relation}/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";
}
