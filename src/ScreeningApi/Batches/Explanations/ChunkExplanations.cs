using System.Buffers;
using System.Buffers.Binary;

namespace ScreeningApi.Batches.Explanations;

/// <summary>The stored explanations of a chunk. For one thread at a time.</summary>
internal sealed class ChunkExplanations
{
    public static readonly ChunkExplanations None = new();

    /// <summary>Stands for an explanation that can no longer be read: the verdict beside it is stored apart, and holds.</summary>
    private static readonly byte[] Damage = """{"error":"The stored explanation is damaged: screen the row again to see why."}"""u8.ToArray();

    private const int MaxNumberBytes = 5;

    private readonly Dictionary<int, Range> _rows = [];
    private readonly List<Range> _parts = [];
    private readonly ArrayBufferWriter<byte> _expanded = new();
    private readonly byte[] _bytes = [];
    private readonly bool _isDamaged;

    private ChunkExplanations()
    {
    }

    private ChunkExplanations(byte[]? stored)
    {
        try
        {
            using var bytes = Compression.Decompress(stored);
            _bytes = bytes.Span.ToArray();
            FindParts();
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException)
        {
            _isDamaged = true;
        }
    }

    public static ChunkExplanations Read(byte[]? stored) => stored is null ? None : new(stored);

    /// <summary>The JSON of a row, until the next is asked for; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Of(int row)
    {
        if (_isDamaged)
        {
            return Damage;
        }

        if (!_rows.TryGetValue(row, out var range))
        {
            return default;
        }

        _expanded.ResetWrittenCount();
        return TryExpand(_bytes.AsSpan(range)) ? _expanded.WrittenMemory : Damage;
    }

    private void FindParts()
    {
        ReadOnlySpan<byte> bytes = _bytes;
        var at = sizeof(int);
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(bytes); left > 0; left--)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            _parts.Add(Next(ref at, at + sizeof(int), length));
        }

        while (at < bytes.Length)
        {
            var row = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + sizeof(int))..]);
            _rows[row] = Next(ref at, at + (2 * sizeof(int)), length);
        }
    }

    private Range Next(ref int at, int start, int length)
    {
        if (length < 0 || length > _bytes.Length - start)
        {
            throw new InvalidDataException("The stored explanations are damaged.");
        }

        at = start + length;
        return start..at;
    }

    /// <summary>Puts the parts in their places; false when one is not there.</summary>
    private bool TryExpand(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf(ExplanationWriter.Mark) is >= 0 and var mark)
        {
            _expanded.Write(text[..mark]);
            text = text[(mark + 1)..];
            if (!TryReadNumber(ref text, out var number) || (uint)number >= (uint)_parts.Count)
            {
                return false;
            }

            _expanded.Write(_bytes.AsSpan(_parts[number]));
        }

        _expanded.Write(text);
        return true;
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        for (var i = 0; i < Math.Min(text.Length, MaxNumberBytes); i++)
        {
            number |= (text[i] & 0x7F) << (7 * i);
            if (text[i] < 0x80)
            {
                text = text[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
