using System.Text;
using ScreeningApi.Watchlists.Formats.Parts;

namespace ScreeningApi.Watchlists.Formats.Tables;

/// <summary>The text of a part: UTF-8, or UTF-16 with a mark at its start. Bytes that are no text are a fault, never another character in their place.</summary>
internal sealed class PartText(PartFile part) : TextReader
{
    private readonly StreamReader _reader = Open(part);
    private char _last;

    /// <summary>Whether what was read so far ends a line: a last row without its end may lack a part of its last field.</summary>
    public bool EndsLine => _last is '\n' or '\r';

    public override int Peek() => _reader.Peek();

    public override int Read()
    {
        var read = new char[1];
        return Read(read.AsSpan()) == 0 ? -1 : read[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = _reader.Read(buffer);
        if (buffer[..read].Contains('\0'))
        {
            throw part.Fault("a NUL", "text in UTF-8, or in UTF-16 with a mark at the start");
        }

        _last = read > 0 ? buffer[read - 1] : _last;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
            part.Dispose();
        }

        base.Dispose(disposing);
    }

    private static StreamReader Open(PartFile part)
    {
        var start = new byte[3];
        var length = part.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var (encoding, mark) = Find(start.AsSpan(0, length));
        return new StreamReader(new PrefixedStream(start.AsMemory(mark, length - mark), part.Content), encoding, detectEncodingFromByteOrderMarks: false);
    }

    private static (Encoding Encoding, int Mark) Find(ReadOnlySpan<byte> start) =>
        start.StartsWith<byte>([0xFF, 0xFE]) ? (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2)
        : start.StartsWith<byte>([0xFE, 0xFF]) ? (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2)
        : (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), start.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0);
}
