using System.Text;
using System.Text.Json;

namespace ScreeningApi.Intake;

/// <summary>A text of a JSON body where it stands there: it becomes a string only where one is needed. Without quotes when it is null or absent.</summary>
/// <param name="quoted">With its quotes.</param>
internal readonly ref struct SentText(ReadOnlySpan<byte> quoted, bool isEscaped)
{
    private readonly ReadOnlySpan<byte> _quoted = quoted;
    private readonly bool _isEscaped = isEscaped;

    public bool IsAbsent => _quoted.IsEmpty;

    /// <summary>The bytes between the quotes. Equal bytes are equal texts; the other way round, a text can be escaped in several ways.</summary>
    public ReadOnlySpan<byte> Bytes => IsAbsent ? [] : _quoted[1..^1];

    /// <summary>The text that the reader stands on.</summary>
    /// <param name="body">What the reader reads.</param>
    /// <exception cref="InvalidOperationException">It stands on something else.</exception>
    public static SentText Of(scoped ref Utf8JsonReader json, ReadOnlySpan<byte> body) => json.TokenType switch
    {
        JsonTokenType.String => new(body.Slice((int)json.TokenStartIndex, json.ValueSpan.Length + 2), json.ValueIsEscaped),
        JsonTokenType.Null => default,
        _ => throw new InvalidOperationException($"Found {json.TokenType}, expected text."),
    };

    /// <exception cref="InvalidOperationException">It has half a surrogate pair.</exception>
    public string? Read() => IsAbsent ? null : _isEscaped ? Unescaped() : Encoding.UTF8.GetString(Bytes);

    /// <summary>The same for texts such as units and currencies, of which there are few.</summary>
    public string? ReadCommon() => IsAbsent || _isEscaped ? Read() : CommonTexts.Of(Bytes);

    private string? Unescaped()
    {
        var json = new Utf8JsonReader(_quoted);
        json.Read();
        return json.GetString();
    }
}
