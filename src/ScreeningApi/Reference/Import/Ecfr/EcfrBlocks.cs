using System.Text;
using System.Xml;
using ScreeningApi.Reference.Import.Tables;

namespace ScreeningApi.Reference.Import.Ecfr;

/// <summary>
/// The paragraphs and tables of the element that a reader stands on. Tables come as TABLE, TR, TH and TD, in older copies as GPOTABLE,
/// CHED, ROW and ENT.
/// </summary>
internal sealed class EcfrBlocks(XmlReader reader)
{
    private static readonly HashSet<string> Paragraphs =
    [
        "HEAD", "P", "FP", "FP-1", "FP-2", "FP1-2", "FP1", "FP2", "HD1", "HD2", "HD3", "HD", "HED", "LI", "PSPACE", "CITA",
    ];

    private readonly List<EcfrBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private (string Element, int Line, int Depth, bool IsBold)? _paragraph;
    private TableBuilder? _table;
    private int _tableDepth;

    private int Line => ((IXmlLineInfo)reader).LineNumber;

    /// <summary>Reads up to the end of the element.</summary>
    public List<EcfrBlock> Read()
    {
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return [];
        }

        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Begin();
                    break;
                case XmlNodeType.EndElement:
                    End(reader.Name);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    Add(reader.Value);
                    break;
            }
        }

        return _blocks;
    }

    private void Begin()
    {
        var (name, isEmpty) = (reader.Name, reader.IsEmptyElement);
        if (IsMark(name))
        {
            var mark = isEmpty ? "" : ReadMark();
            _table?.Mark(mark);
            Add(" ");
        }
        else if (_table is not null)
        {
            BeginInTable(name, isEmpty);
        }
        else if (name is "TABLE" or "GPOTABLE")
        {
            (_table, _tableDepth) = isEmpty ? (null, 0) : (new TableBuilder(Line, ""), reader.Depth);
        }
        else if (_paragraph is null && Paragraphs.Contains(name) && !isEmpty)
        {
            _paragraph = (name, Line, reader.Depth, false);
        }
        else if (_paragraph is { } paragraph && name is "B" or "E" && string.IsNullOrWhiteSpace(_text.ToString()))
        {
            _paragraph = paragraph with { IsBold = true };
        }
    }

    private void BeginInTable(string name, bool isEmpty)
    {
        if (name is "TR" or "ROW")
        {
            _table!.BeginRow(Line);
        }
        else if (name is "TD" or "TH" or "ENT")
        {
            _table!.BeginCell(name == "TH", reader.GetAttribute("colspan") ?? reader.GetAttribute("COLSPAN"), reader.GetAttribute("rowspan") ?? reader.GetAttribute("ROWSPAN"));
        }
        else if (name == "CHED")
        {
            BeginHeading(reader.GetAttribute("H"));
        }
        else if (name is "BR" or "br" or "P" or "FP" && _table!.IsInCell)
        {
            _table.Break();
        }

        if (isEmpty)
        {
            End(name);
        }
    }

    /// <summary>Headings of GPOTABLE have levels and no rows: those of one level that follow each other are one row.</summary>
    private void BeginHeading(string? level)
    {
        if (level != _headingLevel)
        {
            _table!.BeginRow(Line);
        }

        _headingLevel = level;
        _table!.BeginCell(isHeader: true, null, null);
    }

    private string? _headingLevel;

    private void End(string name)
    {
        if (_table is not null)
        {
            EndInTable(name);
        }
        else if (_paragraph is { } paragraph && reader.Depth == paragraph.Depth)
        {
            Finish(paragraph.Element, paragraph.Line, paragraph.IsBold);
        }
    }

    private void EndInTable(string name)
    {
        switch (name)
        {
            case "TD" or "TH" or "ENT" or "CHED":
                _table!.EndCell();
                break;
            case "TR" or "ROW" or "BOXHD":
                _table!.EndRow();
                break;
            case "TABLE" or "GPOTABLE" when reader.Depth == _tableDepth:
                _blocks.Add(new EcfrBlock(null, _table!.Build()));
                (_table, _headingLevel) = (null, null);
                break;
        }
    }

    private void Finish(string element, int line, bool isBold)
    {
        var text = TableBuilder.Clean(_text.ToString().Replace('\n', ' '));
        if (text.Length > 0)
        {
            _blocks.Add(new EcfrBlock(new EcfrText(line, element, text, isBold), null));
        }

        _text.Clear();
        _paragraph = null;
    }

    private void Add(string text)
    {
        if (_table is not null)
        {
            _table.Add(text);
        }
        else if (_paragraph is not null)
        {
            _text.Append(text);
        }
    }

    /// <summary>Raised type: the number of a footnote.</summary>
    private bool IsMark(string name) => name is "SU" or "SUP" or "sup" || name == "E" && reader.GetAttribute("T") == "51";

    private string ReadMark()
    {
        var (depth, mark) = (reader.Depth, new StringBuilder());
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text)
            {
                mark.Append(reader.Value);
            }
        }

        return mark.ToString();
    }
}
