using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Puts rows together that stand together and have the same shipment reference; a row without one is a shipment of its own.</summary>
internal static class ShipmentGroups
{
    /// <summary>The row behind the last of the shipment that begins with <paramref name="from"/>. A longer shipment is screened in parts.</summary>
    public static int End(RowBlock block, int from, int count, int referenceColumn)
    {
        var end = from + 1;
        if (referenceColumn < 0 || Trimmed(block, from, referenceColumn) is not { IsEmpty: false } reference)
        {
            return end;
        }

        while (end < count && end - from < Limits.Lines && Trimmed(block, end, referenceColumn).SequenceEqual(reference))
        {
            end++;
        }

        return end;
    }

    /// <summary>Where the last shipment of the block begins: what comes behind may still belong to it.</summary>
    public static int LastBegin(RowBlock block, int referenceColumn)
    {
        if (referenceColumn < 0 || block.Count == 0 || Trimmed(block, block.Count - 1, referenceColumn) is not { IsEmpty: false } reference)
        {
            return block.Count;
        }

        var begin = block.Count - 1;
        while (begin > 0 && Trimmed(block, begin - 1, referenceColumn).SequenceEqual(reference))
        {
            begin--;
        }

        return begin;
    }

    private static ReadOnlySpan<byte> Trimmed(RowBlock block, int row, int column) => block.Cell(row, column).Trim(" \t\r\n"u8);
}
