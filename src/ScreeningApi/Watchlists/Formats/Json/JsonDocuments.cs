using System.Buffers;
using System.Text.Json;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.Json;

/// <summary>
/// Reads a document value by value: a pooled buffer holds one value of an array or field at a time and grows to the bound of a record.
/// The serializer could stream an array at the root of a document, but publishers put theirs in a field of an object.
/// </summary>
internal sealed class JsonDocuments : IDisposable
{
    private const int FirstBytes = 1 << 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = FormatBounds.Depth };

    private readonly PartFile _part;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;
    private bool _isWhole;
    private JsonReaderState _state = new(Options);
    private string? _text;

    public JsonDocuments(PartFile part)
    {
        _part = part;
        Fill();
        _start = _buffer.AsSpan(0, _end).StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        if (Next() != JsonTokenType.StartObject)
        {
            throw part.Fault("another value", "an object");
        }
    }

    public WatchlistFormatException Fault(string found, string expected) => _part.Fault(found, expected);

    /// <summary>The name of the next field of the object that the document is; null at the end of the document.</summary>
    public string? NextField()
    {
        if (Next() == JsonTokenType.PropertyName)
        {
            return _text ?? throw Fault("a name of a field that is no text", "text in UTF-8");
        }

        return Next() == JsonTokenType.None ? null : throw Fault("more after the document", "its end");
    }

    /// <summary>The value of the field.</summary>
    public JsonElement Value() => NextValue() is { } value ? value : throw Fault("no value", "a value of every field");

    /// <summary>The values of the array that the field must be, as they are read.</summary>
    public IEnumerable<JsonElement> Values()
    {
        if (Next() != JsonTokenType.StartArray)
        {
            throw Fault("another value", "an array");
        }

        while (NextValue() is { } value)
        {
            yield return value;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _part.Dispose();
    }

    private JsonTokenType Next() => FormatFaults.Of(_part.Name, ReadToken);

    private JsonElement? NextValue() => FormatFaults.Of(_part.Name, ReadValue);

    private JsonTokenType ReadToken()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isWhole, _state);
            if (reader.Read())
            {
                _text = reader.TokenType == JsonTokenType.PropertyName ? JsonText.Of(ref reader) : null;
                Take(ref reader);
                return reader.TokenType;
            }

            if (_isWhole)
            {
                return JsonTokenType.None;
            }

            Fill();
        }
    }

    /// <summary>Null at the end of an array.</summary>
    private JsonElement? ReadValue()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isWhole, _state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Take(ref reader);
                    return null;
                }

                if (JsonElement.TryParseValue(ref reader, out var value))
                {
                    Take(ref reader);
                    return value;
                }
            }

            Fill();
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = _part.Content.Read(_buffer.AsSpan(_end));
        _end += read;
        _isWhole = read == 0;
    }

    private void Grow()
    {
        if (_buffer.Length > FormatBounds.RecordBytes)
        {
            throw Fault($"a value of more than {FormatBounds.RecordBytes} bytes", "a shorter one");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
