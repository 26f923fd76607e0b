using System.Runtime.InteropServices;
using Screening.Engine.Items;

namespace Screening.Engine.Scoring;

/// <summary>All of a line that its goods are recognised by, as bytes: lines with the same have the same goods.</summary>
internal static class GoodsKey
{
    /// <summary>Room that a caller gives. What does not fit is not remembered: long descriptions seldom come again.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Writes the key and gives its length; 0 where the line has technical values of its own, or too much text.</summary>
    public static int Write(LineItem line, Span<byte> key)
    {
        if (!line.Parameters.IsDefaultOrEmpty)
        {
            return 0;
        }

        var length = 0;
        key[length++] = line.HsCode is { } code ? (byte)code.Repair : byte.MaxValue;
        return Add(line.Description, key, ref length) && Add(line.HsCode?.Digits, key, ref length) && Add(line.HsCode?.Sent, key, ref length) && Add(line.Eccn?.Sent, key, ref length)
            && Add(line.PartNumber, key, ref length) && Add(line.Manufacturer, key, ref length) ? length : 0;
    }

    /// <summary>Each with its length before it, so that no text runs on into the next.</summary>
    private static bool Add(string? text, Span<byte> key, ref int length)
    {
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        if (length + sizeof(int) + bytes.Length > key.Length)
        {
            return false;
        }

        MemoryMarshal.Write(key[length..], text is null ? -1 : bytes.Length);
        bytes.CopyTo(key[(length + sizeof(int))..]);
        length += sizeof(int) + bytes.Length;
        return true;
    }
}
