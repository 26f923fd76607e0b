using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>What the rows of one shipment say of the shipment as a whole: a cell that is empty says what the others say.</summary>
internal readonly ref struct ShipmentCells(RowBlock block, ColumnMap columns, int from, int to)
{
    /// <summary>Columns that say something of the whole shipment.</summary>
    public static readonly string[] Names =
    [
        ColumnNames.Destination, ColumnNames.Origin, ColumnNames.Transit, ColumnNames.Consignee, ColumnNames.ConsigneeCountry, ColumnNames.EndUser,
        ColumnNames.EndUserCountry, ColumnNames.EndUse, ColumnNames.DecisiveDate,
    ];

    private readonly int[] _rows = MakeRows(from);

    public RowBlock Block => block;

    public int From => from;

    public int To => to;

    /// <summary>The bytes of one of <see cref="Names"/>; empty when no row has any.</summary>
    public ReadOnlySpan<byte> Cell(int name) => columns.IndexOf(Names[name]) is >= 0 and var index ? block.Cell(_rows[name], index) : [];

    /// <summary>Finds for each column the row that says it; a row that says otherwise is a faulty one.</summary>
    public void Merge(Span<RowOutcome> outcomes)
    {
        if (to - from == 1)
        {
            return;
        }

        for (var name = 0; name < Names.Length; name++)
        {
            if (columns.IndexOf(Names[name]) is >= 0 and var index)
            {
                _rows[name] = MergeColumn(Names[name], index, outcomes);
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

    private int MergeColumn(string name, int index, Span<RowOutcome> outcomes)
    {
        var first = -1;
        for (var row = from; row < to; row++)
        {
            var cell = block.Cell(row, index);
            if (outcomes[row].Error is not null || IsBlank(cell))
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
                    null, $"found '{Shown(cell)}', expected '{Shown(block.Cell(first, index))}' as in row {block.NumberOf(first)} of the same shipment", columns.NameOf(name));
            }
        }

        return first < 0 ? from : first;
    }

    private static int[] MakeRows(int from)
    {
        var rows = new int[Names.Length];
        Array.Fill(rows, from);
        return rows;
    }

    private static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || CellStrings.Make(cell) is null;

    private static bool SayTheSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        string.Equals(CellStrings.Make(one), CellStrings.Make(other), StringComparison.OrdinalIgnoreCase);

    private static string Shown(ReadOnlySpan<byte> cell) => RowCells.Shown(Encoding.UTF8.GetString(cell).Trim());
}
