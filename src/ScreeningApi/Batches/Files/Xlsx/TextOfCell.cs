using System.Globalization;
using System.Text;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>Collects the text of one cell or shared string; a cell has at most 32,767 characters in every program, here as many as a row may have.</summary>
internal sealed class TextOfCell
{
    private char[] _text = new char[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > FileLimits.MaxRowBytes)
        {
            throw WorkbookFault.TooLarge($"a text of more than {FileLimits.MaxRowBytes} characters");
        }

        if (Length + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + text.Length));
        }

        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Characters that XML cannot hold are written as <c>_x000D_</c>, by their code; the sign itself as <c>_x005F_</c>.</summary>
    public void Unescape()
    {
        var written = Text.IndexOf("_x");
        for (var at = written; at >= 0 && at < Length; at++)
        {
            var isEscape = at + 7 <= Length && _text[at] == '_' && _text[at + 1] == 'x' && _text[at + 6] == '_';
            if (isEscape && ushort.TryParse(_text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                _text[written++] = (char)code;
                at += 6;
            }
            else
            {
                _text[written++] = _text[at];
            }
        }

        Length = written >= 0 ? written : Length;
    }

    /// <summary>The text in UTF-8; halves of characters become U+FFFD.</summary>
    public int WriteTo(Span<byte> utf8) => Encoding.UTF8.GetBytes(Text, utf8);

    public int MaxBytes => Encoding.UTF8.GetMaxByteCount(Length);

    public override string ToString() => Text.ToString();
}
