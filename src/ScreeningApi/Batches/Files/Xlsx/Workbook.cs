using System.IO.Compression;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>The parts of a workbook that its rows need: which sheet, and what its cells refer to.</summary>
internal sealed class Workbook(ZipArchive archive)
{
    private const long MaxSheetBytes = 4L << 30;
    private const long MaxPartBytes = 512L << 20;
    private const string WorkbookPart = "xl/workbook.xml";

    private string? _sheet;
    private string? _strings;
    private string? _styles;

    public bool Is1904 { get; private set; }

    /// <exception cref="InputFileException">400 when there is no sheet of rows that is shown.</exception>
    public static Workbook Open(ZipArchive archive)
    {
        var workbook = new Workbook(archive);
        var path = workbook.Relations("").Values.FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? WorkbookPart;
        if (path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputFileException("Found a binary workbook (.xlsb), expected .xlsx.", 415, "unsupportedFormat");
        }

        workbook.ReadSheets(path);
        return workbook;
    }

    public SharedStrings ReadStrings() => Read(_strings, SharedStrings.Read) ?? new SharedStrings();

    public CellStyles ReadStyles() => Read(_styles, CellStyles.Read) ?? new CellStyles();

    public PartXml OpenSheet() => OpenPart(_sheet!, MaxSheetBytes) ?? throw WorkbookFault.Damaged("a workbook without the sheet that it names");

    private void ReadSheets(string path)
    {
        var relations = Relations(path);
        using var xml = OpenPart(path, MaxPartBytes) ?? throw WorkbookFault.Damaged("a zip archive that holds no workbook");
        while (xml.Next())
        {
            if (xml is { IsStart: true, Name: "workbookPr" })
            {
                Is1904 = xml.Attribute("date1904") is "1" or "true";
            }
            else if (xml is { IsStart: true, Name: "sheet" } && _sheet is null && (xml.Attribute("state") ?? "visible") == "visible"
                && relations.TryGetValue(xml.AttributeOfAnyNamespace("id") ?? "", out var sheet) && sheet.Type.EndsWith("/worksheet", StringComparison.Ordinal))
            {
                _sheet = sheet.Target;
            }
        }

        _ = _sheet ?? throw WorkbookFault.Damaged("a workbook without a sheet that is shown");
        _strings = relations.Values.FirstOrDefault(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Target;
        _styles = relations.Values.FirstOrDefault(r => r.Type.EndsWith("/styles", StringComparison.Ordinal)).Target;
    }

    /// <summary>What a part refers to by id; of the archive itself for an empty path.</summary>
    private Dictionary<string, (string Type, string Target)> Relations(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        var relations = new Dictionary<string, (string Type, string Target)>(StringComparer.Ordinal);
        using var xml = OpenPart($"{path[..slash]}_rels/{path[slash..]}.rels", MaxPartBytes);
        while (xml?.Next() == true)
        {
            if (xml is { IsStart: true, Name: "Relationship" } && xml.Attribute("Id") is { } id && xml.Attribute("Target") is { } target)
            {
                relations[id] = (xml.Attribute("Type") ?? "", target.StartsWith('/') ? target[1..] : path[..slash] + target);
                if (relations.Count > FileLimits.MaxColumns * 100)
                {
                    throw WorkbookFault.TooLarge("too many parts");
                }
            }
        }

        return relations;
    }

    private T? Read<T>(string? path, Func<PartXml, T> read)
        where T : class
    {
        using var xml = path is null ? null : OpenPart(path, MaxPartBytes);
        return xml is null ? null : read(xml);
    }

    private PartXml? OpenPart(string path, long maxBytes)
    {
        var entry = archive.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/'), path, StringComparison.OrdinalIgnoreCase));
        return entry is null ? null
            : entry.IsEncrypted ? throw new InputFileException("Found an encrypted archive, expected a workbook without a password.", 415, "unsupportedFormat")
            : new PartXml(new PartStream(entry, maxBytes));
    }
}
