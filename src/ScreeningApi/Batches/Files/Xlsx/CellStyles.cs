using System.Globalization;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>The number formats that cells refer to by the number of their style.</summary>
internal sealed class CellStyles
{
    private const int MaxStyles = 70_000;

    private readonly List<NumberFormat> _formats = [];

    /// <summary>General where there is no such style.</summary>
    public NumberFormat this[string? style] =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _formats.Count ? _formats[index] : default;

    /// <exception cref="InputFileException">413 when there are too many.</exception>
    public static CellStyles Read(PartXml xml)
    {
        var styles = new CellStyles();
        var own = new Dictionary<int, NumberFormat>();
        var isOfCells = false;
        while (xml.Next())
        {
            if (xml.Name == "cellXfs")
            {
                isOfCells = xml.IsStart && !xml.IsEmpty;
            }
            else if (xml is { IsStart: true, Name: "numFmt" } && Id(xml) is { } id)
            {
                own[id] = NumberFormat.OfCode(xml.Attribute("formatCode") ?? "");
            }
            else if (xml is { IsStart: true, Name: "xf" } && isOfCells)
            {
                styles._formats.Add(Id(xml) is { } format ? own.TryGetValue(format, out var found) ? found : NumberFormat.OfId(format) : default);
            }

            if (Math.Max(styles._formats.Count, own.Count) > MaxStyles)
            {
                throw WorkbookFault.TooLarge($"more than {MaxStyles} styles");
            }
        }

        return styles;
    }

    private static int? Id(PartXml xml) => int.TryParse(xml.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
