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

        var hash = new HashCode();
        hash.AddBytes(cell);
        ref var slot = ref _slots[hash.ToHashCode() & (Slots - 1)];
        if (slot.Bytes is null || !cell.SequenceEqual(slot.Bytes))
        {
            slot = (cell.ToArray(), Make(cell) ?? "");
        }

        return slot.Text.Length == 0 ? null : slot.Text;
    }

    /// <summary>The same without keeping it, for texts that hardly ever come twice.</summary>
    public static string? Make(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell).Trim();
        return text.Length == 0 ? null : text;
    }
}
