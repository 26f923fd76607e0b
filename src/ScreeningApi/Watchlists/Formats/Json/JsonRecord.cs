using System.Text.Json;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.Json;

/// <summary>An object of a document, with each of its fields once.</summary>
internal sealed class JsonRecord : SourceRecord
{
    private readonly string _where;
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    public JsonRecord(string where, JsonElement element)
    {
        _where = where;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Fault("", Article(element.ValueKind), "an object");
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!_fields.TryAdd(Name(field), field.Value))
            {
                throw Fault("", "a field twice", "every field once");
            }
        }
    }

    private JsonRecord(string where, string field, JsonElement value)
    {
        _where = where;
        _fields[field] = value;
    }

    /// <summary>A field that stands alone.</summary>
    public static JsonRecord Of(string where, string field, JsonElement value) => new(where, field, value);

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>Null when there is none, and for an empty one.</summary>
    public string? this[string field] => _fields.TryGetValue(field, out var value) ? Text(field, value) : null;

    /// <summary>None when there is no such field or it is null; a text alone is one.</summary>
    public IEnumerable<string> Texts(string field)
    {
        var values = _fields.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => Text(field, v)) : [this[field]];
        return values.OfType<string>();
    }

    public IEnumerable<JsonRecord> Records(string field)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((v, i) => new JsonRecord($"{_where}, {field}[{i}]", v))
            : throw Fault(field, Article(value.ValueKind), "an array");
    }

    public int? Number(string field) =>
        !_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Fault(field, Article(value.ValueKind), "a whole number");

    public override WatchlistFormatException Fault(string field, string found, string expected) => new(field.Length == 0 ? _where : $"{_where}, {field}", found, expected);

    private string? Text(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => EntryText.Clean(Checked(field, JsonText.Of(value) ?? throw Fault(field, "characters that are no text", "text in UTF-8"))),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Fault(field, Article(value.ValueKind), "a text"),
    };

    private string Checked(string field, string text) =>
        text.Length > FormatBounds.FieldCharacters ? throw Fault(field, $"a text of {text.Length} characters", $"at most {FormatBounds.FieldCharacters}")
        : text.Contains('\0') ? throw Fault(field, "a NUL", "text")
        : text;

    private string Name(JsonProperty field) => JsonText.NameOf(field) ?? throw Fault("", "a name of a field that is no text", "text in UTF-8");

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array or JsonValueKind.Object => $"an {kind.ToString().ToLowerInvariant()}",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => $"a {kind.ToString().ToLowerInvariant()}",
    };
}
