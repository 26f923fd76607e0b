using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.Xml;

/// <summary>
/// Bounds how much the parser takes in for one step. It holds a whole tag in memory, attributes included, however long it is, and has no
/// bound of its own for that.
/// </summary>
internal sealed class BudgetStream(PartFile part) : ReadOnlyStream
{
    private int _left = FormatBounds.RecordBytes;

    public void Renew() => _left = FormatBounds.RecordBytes;

    public override int Read(Span<byte> buffer)
    {
        if (_left <= 0)
        {
            throw part.Fault("a tag, name or text without an end in sight", $"at most {FormatBounds.FieldCharacters} characters of each");
        }

        var read = part.Content.Read(buffer[..Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }
}
