using System.Globalization;
using System.Text;

namespace Screening.Benchmarks.Bench.Rows;

/// <summary>Text that is put together from pieces and used again.</summary>
internal sealed class Utf8Text
{
    private byte[] _bytes = new byte[1024];
    private int _used;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _used);

    public Utf8Text Clear()
    {
        _used = 0;
        return this;
    }

    public Utf8Text Add(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(Room(piece.Length));
        _used += piece.Length;
        return this;
    }

    public Utf8Text Add(long number)
    {
        number.TryFormat(Room(20), out var written, provider: CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    /// <summary>Writes a pattern with a digit for each <c>#</c>, the first of several never a zero.</summary>
    public Utf8Text AddPattern(ReadOnlySpan<byte> pattern, Chance chance)
    {
        var room = Room(pattern.Length);
        var isInNumber = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var isDigit = pattern[i] == '#';
            room[i] = !isDigit ? pattern[i] : (byte)('0' + (isInNumber ? chance.Below(10) : 1 + chance.Below(9)));
            isInNumber = isDigit;
        }

        _used += pattern.Length;
        return this;
    }

    /// <summary>Makes capitals of ASCII letters, up to the first other letter.</summary>
    public void Capitalize() => Ascii.ToUpperInPlace(_bytes.AsSpan(0, _used), out _);

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        return _bytes.AsSpan(_used, length);
    }
}
