using System.IO.Hashing;
using System.Text;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Strings of cells that come again and again, such as countries, units and consignees: made once and found by their bytes. A table of
/// fixed size in which the newer replaces the older, so that it costs the same for any file.
/// </summary>
internal sealed class CellStrings
{
    private const int Slots = 1 << 12;
    private const int LongestKept = 64;

    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    /// <summary>The text without the white space around it; null when nothing is left.</summary>
    public string? Of(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > LongestKept)
        {
            return Make(cell);
        }

        if (cell.IsEmpty)
        {
            return null;
        }

        ref var slot = ref _slots[XxHash3.HashToUInt64(cell) & (Slots - 1)];
        if (slot.Bytes is null || !cell.SequenceEqual(slot.Bytes))
        {
            slot = (cell.ToArray(), Make(cell) ?? "");
        }

        return slot.Text.Length == 0 ? null : slot.Text;
    }

    /// <summary>Whether nothing is left of the text.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || (cell[0] is not (> (byte)' ' and < 0x7F) && Make(cell) is null);

    /// <summary>The same without keeping it, for texts that hardly ever come twice.</summary>
    public static string? Make(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell).Trim();
        return text.Length == 0 ? null : text;
    }
}
