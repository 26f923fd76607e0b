using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>What the rows of one shipment say of the shipment as a whole: a cell that is empty says what the others say. For one thread at a time.</summary>
internal sealed class ShipmentCells(ColumnMap columns)
{
    /// <summary>Columns that say something of the whole shipment.</summary>
    public static readonly string[] Names =
    [
        ColumnNames.Destination, ColumnNames.Origin, ColumnNames.Transit, ColumnNames.Consignee, ColumnNames.ConsigneeCountry, ColumnNames.EndUser,
        ColumnNames.EndUserCountry, ColumnNames.EndUse, ColumnNames.DecisiveDate,
    ];

    private readonly int[] _indexes = [.. Names.Select(columns.IndexOf)];
    private readonly int[] _rows = new int[Names.Length];
    private RowBlock _block = null!;

    /// <summary>The bytes of one of <see cref="Names"/>; empty when no row has any.</summary>
    public ReadOnlySpan<byte> Cell(int name) => _indexes[name] is >= 0 and var index ? _block.Cell(_rows[name], index) : [];

    /// <summary>Goes on to another shipment: finds for each column the row that says it; a row that says otherwise is a faulty one.</summary>
    public void Merge(RowBlock block, int from, int to, Span<RowOutcome> outcomes)
    {
        _block = block;
        Array.Fill(_rows, from);
        for (var name = 0; name < Names.Length && to - from > 1; name++)
        {
            if (_indexes[name] >= 0)
            {
                _rows[name] = MergeColumn(name, from, to, outcomes);
            }
        }
    }

    public void AddTo(RowKeys keys)
    {
        for (var name = 0; name < Names.Length; name++)
        {
            keys.Add(Cell(name));
        }
    }

    private int MergeColumn(int name, int from, int to, Span<RowOutcome> outcomes)
    {
        var (first, index, block) = (-1, _indexes[name], _block);
        for (var row = from; row < to; row++)
        {
            var cell = block.Cell(row, index);
            if (outcomes[row].Error is not null || CellStrings.IsBlank(cell))
            {
                continue;
            }

            if (first < 0)
            {
                first = row;
            }
            else if (!cell.SequenceEqual(block.Cell(first, index)) && !SayTheSame(cell, block.Cell(first, index)))
            {
                outcomes[row] = new RowOutcome(
                    null, $"found '{Shown(cell)}', expected '{Shown(block.Cell(first, index))}' as in row {block.NumberOf(first)} of the same shipment", columns.NameOf(Names[name]));
            }
        }

        return first < 0 ? from : first;
    }

    private static bool SayTheSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        string.Equals(CellStrings.Make(one), CellStrings.Make(other), StringComparison.OrdinalIgnoreCase);

    private static string Shown(ReadOnlySpan<byte> cell) => RowCells.Shown(Encoding.UTF8.GetString(cell).Trim());
}
