using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.Xml;

/// <summary>An element with all that is in it. Names are without their namespaces: publishers have moved those between versions.</summary>
/// <param name="where">The part, the record and its line.</param>
internal sealed class XmlRecord(string where, string name, XmlRecord? parent) : SourceRecord
{
    private readonly List<XmlRecord> _children = [];
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private string? _text;

    public string Name => name;

    /// <summary>Its text; null when it has none.</summary>
    public string? Text => _children.Count == 0 ? EntryText.Clean(_text) : throw Fault("", "elements", "text");

    private string Path => parent is null ? name : $"{parent.Path}/{name}";

    /// <summary>The text of the one child of that name; null when there is none.</summary>
    public string? this[string child] => Child(child)?.Text;

    public string? Attribute(string attribute) => EntryText.Clean(_attributes.GetValueOrDefault(attribute));

    public XmlRecord? Child(string child)
    {
        var found = All(child).ToList();
        return found.Count <= 1 ? found.FirstOrDefault() : throw Fault(child, $"{found.Count} of them", "one");
    }

    public IEnumerable<XmlRecord> All(string child)
    {
        CheckNoText();
        return _children.Where(c => c.Name == child);
    }

    /// <summary>The elements in one that only holds them.</summary>
    public IEnumerable<XmlRecord> All(string list, string item) => All(list).SelectMany(l => l.All(item));

    public IEnumerable<string> Texts(string list, string item) => All(list, item).Select(i => i.Text).OfType<string>();

    public void Add(XmlRecord child) => _children.Add(child);

    public void AddAttribute(string attribute, string value) => _attributes[attribute] = value;

    public void AddText(string text) => _text += text;

    public override WatchlistFormatException Fault(string field, string found, string expected) =>
        new($"{where}, {Path}{(field.Length == 0 ? "" : "/" + field)}", found, expected);

    private void CheckNoText()
    {
        if (EntryText.Clean(_text) is not null)
        {
            throw Fault("", "text", "elements");
        }
    }
}
