using System.IO.Compression;
using System.Security;
using System.Text;

namespace ScreeningApi.Tests.Batches;

/// <summary>A workbook with one sheet of texts.</summary>
internal static class OrderWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public static byte[] Of(IEnumerable<string[]> rows)
    {
        var sheet = string.Concat(rows.Select(row => $"<row>{string.Concat(row.Select(cell => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>"));
        var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"/>");
            Add(archive, "_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
            Add(archive, "xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
            Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"Orders\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add(archive, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheet}</sheetData></worksheet>");
        }

        return target.ToArray();
    }

    private static string Relation(string type, string target) =>
        $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/{type}\" Target=\"{target}\"/></Relationships>";

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using var part = archive.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
