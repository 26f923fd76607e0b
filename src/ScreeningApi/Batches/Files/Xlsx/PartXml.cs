using System.Xml;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>
/// Walks through the elements of a part. No document type is read, so no entity is there to be expanded; depth, names and the length of
/// texts are bounded. Elements are known by their local names: the strict and the common form differ in the namespaces alone.
/// </summary>
internal sealed class PartXml : IDisposable
{
    private const int MaxDepth = 32;

    private readonly XmlReader _reader;
    private readonly char[] _chunk = new char[4096];

    public PartXml(Stream part) => _reader = XmlReader.Create(part, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        NameTable = new BoundedNames(),
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>Local name of the element that was entered or left last.</summary>
    public string Name => _reader.LocalName;

    public bool IsStart { get; private set; }

    public bool IsEnd => !IsStart;

    /// <summary>Goes on to the next start or end of an element; an empty one has a start alone, see <see cref="IsEmpty"/>.</summary>
    public bool Next()
    {
        while (_reader.Read())
        {
            if (_reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                IsStart = _reader.NodeType == XmlNodeType.Element;
                return _reader.Depth <= MaxDepth ? true : throw WorkbookFault.TooLarge($"elements nested more than {MaxDepth} deep");
            }
        }

        return false;
    }

    public bool IsEmpty => _reader.IsEmptyElement;

    /// <summary>Null when it is not there.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>By its local name, for those that have a namespace whose prefix is anybody's choice.</summary>
    public string? AttributeOfAnyNamespace(string name)
    {
        var found = _reader.MoveToFirstAttribute();
        while (found && (_reader.LocalName != name || _reader.Prefix.Length == 0))
        {
            found = _reader.MoveToNextAttribute();
        }

        var value = found ? _reader.Value : null;
        _reader.MoveToElement();
        return value;
    }

    /// <summary>Adds the text of the element that was entered, up to its end.</summary>
    public void ReadText(TextOfCell text)
    {
        if (_reader.IsEmptyElement)
        {
            return;
        }

        var depth = _reader.Depth;
        while (_reader.Read() && _reader.Depth > depth)
        {
            if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                for (var count = _reader.ReadValueChunk(_chunk, 0, _chunk.Length); count > 0; count = _reader.ReadValueChunk(_chunk, 0, _chunk.Length))
                {
                    text.Append(_chunk.AsSpan(0, count));
                }
            }
        }

        IsStart = false;
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The table of names that a parser fills and never empties.</summary>
    private sealed class BoundedNames : NameTable
    {
        private const int MaxNames = 20_000;

        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++_count <= MaxNames ? name : throw WorkbookFault.TooLarge($"more than {MaxNames} names of elements");
    }
}
