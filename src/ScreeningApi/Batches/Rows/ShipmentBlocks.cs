using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Cuts the rows of a file into blocks that end where a shipment ends, so that each can be screened on its own.</summary>
internal sealed class ShipmentBlocks(RowReader reader, int referenceColumn, int rows)
{
    /// <summary>Text of a block; a single shipment that has more is screened in parts.</summary>
    public const int MaxBytes = 4 << 20;

    private readonly RowBlock _carried = new(reader.Shape.Headers.Count);
    private bool _hasEnded;

    /// <summary>Fills the block with the next rows; false when there are none left.</summary>
    public async ValueTask<bool> FillAsync(RowBlock block, CancellationToken cancellation)
    {
        block.Clear();
        Move(_carried, 0, block);
        var most = Math.Max(rows, block.Count + 1);
        while (!_hasEnded)
        {
            _hasEnded = !await reader.ReadAsync(block, most, MaxBytes, cancellation);
            if (_hasEnded)
            {
                break;
            }

            if (CutOf(block) is > 0 and var cut)
            {
                Move(block, cut, _carried);
                break;
            }

            most = block.Count + Limits.Lines;
        }

        return block.Count > 0;
    }

    /// <summary>Where the block can be cut; 0 when it ends in the middle of its only shipment.</summary>
    private int CutOf(RowBlock block)
    {
        var begin = ShipmentGroups.LastBegin(block, referenceColumn);
        var cut = begin + (block.Count - begin) / Limits.Lines * Limits.Lines;
        return cut == 0 && block.Bytes >= MaxBytes ? block.Count : cut;
    }

    private static void Move(RowBlock from, int first, RowBlock to)
    {
        for (var row = first; row < from.Count; row++)
        {
            to.AddRow(from, row);
        }

        from.CutTo(first);
    }
}
