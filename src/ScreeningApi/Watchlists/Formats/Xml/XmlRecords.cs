using System.Text;
using System.Xml;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.Xml;

/// <summary>
/// Reads a document element by element: one record is in memory at a time. No DTD, so no entities and nothing from elsewhere; every text,
/// tag, record and depth is bounded.
/// </summary>
internal sealed class XmlRecords : IDisposable
{
    /// <summary>What an element costs besides its characters, in characters: bounds documents of very many empty elements.</summary>
    private const int ElementCost = 16;

    private readonly PartFile _part;
    private readonly BudgetStream _stream;
    private readonly XmlReader _reader;
    private readonly char[] _chunk = new char[4096];
    private int _records;
    private int _characters;

    /// <param name="root">The element that the document must be.</param>
    public XmlRecords(PartFile part, string root)
    {
        _part = part;
        _stream = new BudgetStream(part);
        _reader = XmlReader.Create(_stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = FormatBounds.PartBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        Root = FormatFaults.Of(part.Name, () => ReadRoot(root));
    }

    /// <summary>The attributes of the document's element.</summary>
    public XmlRecord Root { get; }

    /// <summary>The elements in the document's element, and of those that only hold others the elements in them.</summary>
    public IEnumerable<XmlRecord> Read(params IReadOnlyList<string> holders)
    {
        while (Step())
        {
            if (_reader.NodeType == XmlNodeType.Element && !(_reader.Depth == 1 && holders.Contains(_reader.LocalName)))
            {
                _records++;
                _characters = 0;
                yield return Element(null);
            }
            else if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                throw _part.Fault($"text at line {Line} beside the records", "elements");
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _part.Dispose();
    }

    private int Line => _reader is IXmlLineInfo info ? info.LineNumber : 0;

    private string Where => $"{_part.Name}, record {_records}, line {Line}";

    private bool Step()
    {
        _stream.Renew();
        return FormatFaults.Of(_part.Name, _reader.Read) && (_reader.Depth < FormatBounds.Depth ? true : throw _part.Fault($"elements {_reader.Depth + 1} deep at line {Line}", $"at most {FormatBounds.Depth}"));
    }

    private XmlRecord ReadRoot(string expected)
    {
        while (_reader.NodeType != XmlNodeType.Element && Step())
        {
        }

        var root = new XmlRecord(Where, expected, null);
        return _reader.LocalName == expected ? WithAttributes(root) : throw _part.Fault("another document", $"one whose element is {expected}");
    }

    private XmlRecord Element(XmlRecord? parent)
    {
        Spend(ElementCost + _reader.LocalName.Length);
        var record = new XmlRecord(Where, _reader.LocalName, parent);
        var isEmpty = _reader.IsEmptyElement;
        WithAttributes(record);
        while (!isEmpty && Step() && _reader.NodeType != XmlNodeType.EndElement)
        {
            if (_reader.NodeType == XmlNodeType.Element)
            {
                record.Add(Element(record));
            }
            else
            {
                record.AddText(Text());
            }
        }

        return record;
    }

    private XmlRecord WithAttributes(XmlRecord record)
    {
        while (_reader.MoveToNextAttribute())
        {
            CheckLength(_reader.Value.Length);
            Spend(ElementCost + _reader.Value.Length);
            if (_reader.NamespaceURI.Length == 0)
            {
                record.AddAttribute(_reader.LocalName, _reader.Value);
            }
        }

        _reader.MoveToElement();
        return record;
    }

    /// <summary>In pieces: a text without an end must not be gathered before it is found too long.</summary>
    private string Text()
    {
        var text = new StringBuilder();
        for (int read; (read = FormatFaults.Of(_part.Name, ReadChunk)) > 0;)
        {
            CheckLength(text.Length + read);
            text.Append(_chunk, 0, read);
        }

        Spend(text.Length);
        return text.ToString();
    }

    private int ReadChunk()
    {
        _stream.Renew();
        return _reader.ReadValueChunk(_chunk, 0, _chunk.Length);
    }

    private void CheckLength(int length)
    {
        if (length > FormatBounds.FieldCharacters)
        {
            throw _part.Fault($"a text of more than {FormatBounds.FieldCharacters} characters at line {Line}", "a shorter one");
        }
    }

    private void Spend(int characters)
    {
        _characters += characters;
        if (_characters > FormatBounds.RecordBytes)
        {
            throw _part.Fault($"a record of more than {FormatBounds.RecordBytes} characters at line {Line}", "a shorter one");
        }
    }
}
