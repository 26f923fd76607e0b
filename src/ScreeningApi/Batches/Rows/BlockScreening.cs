using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Screens the rows of a block, those of one shipment together and equal lines once. A row that cannot be read is left out and says
/// why; one of them never takes the others with it, unless what is wrong is said of the whole shipment. For one thread at a time.
/// </summary>
/// <param name="memory">What earlier rows came to, also of other files.</param>
/// <param name="destination">Where goods go whose rows do not say; null when the file must.</param>
internal sealed class BlockScreening(ScreeningSnapshot snapshot, ColumnMap columns, DateOnly date, ScreeningMemory memory, string? destination = null)
{
    private readonly RowCells _cells = new(columns, destination);
    private readonly RowKeys _keys = new();
    private readonly HashSet<int> _numbers = [];
    private readonly List<LineContract> _lines = [];
    private readonly List<int> _good = [];
    private readonly List<ImmutableArray<FieldRepair>> _repairs = [];
    private bool _hasRepairs;
    private int[] _twins = [];

    /// <summary>Gives every row of the block its outcome.</summary>
    public void Screen(RowBlock block, Span<RowOutcome> outcomes)
    {
        _keys.Clear();
        if (_twins.Length < block.Count)
        {
            _twins = new int[block.Count];
        }

        for (var (from, to) = (0, 0); from < block.Count; from = to)
        {
            to = ShipmentGroups.End(block, from, block.Count, columns.IndexOf(ColumnNames.ShipmentRef));
            try
            {
                ScreenShipment(block, from, to, outcomes);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // Whatever it was, these rows are not screened, and nobody may think they were.
                outcomes[from..to].Fill(new RowOutcome(null, $"could not be screened: the service failed ({fault.GetType().Name})", IsFailure: true));
            }
        }
    }

    private void ScreenShipment(RowBlock block, int from, int to, Span<RowOutcome> outcomes)
    {
        var shipment = new ShipmentCells(block, columns, from, to);
        for (var row = from; row < to; row++)
        {
            outcomes[row] = block.FaultOf(row) is { } fault ? RowOutcome.OfFault(fault) : default;
        }

        shipment.Merge(outcomes);
        _numbers.Clear();
        for (var row = from; row < to; row++)
        {
            if (outcomes[row].Error is null)
            {
                outcomes[row] = CheckNumber(block, row);
            }

            if (outcomes[row].Error is null)
            {
                AddKey(block, row, shipment);
                _twins[row] = _keys.FirstWith(row);
            }
        }

        ScreenNew(shipment, outcomes);
        for (var row = from; row < to; row++)
        {
            if (outcomes[row] is { Error: null, Line: null })
            {
                outcomes[row] = Again(outcomes[_twins[row]], row - from + 1);
            }
        }
    }

    /// <summary>Screens the lines that no row before had; faulty ones are taken out until the rest can be screened.</summary>
    private void ScreenNew(ShipmentCells shipment, Span<RowOutcome> outcomes)
    {
        while (true)
        {
            Collect(shipment, outcomes);
            if (_good.Count == 0)
            {
                return;
            }

            if (_cells.Request(shipment, _lines, out var dateNote) is not { } request)
            {
                Refuse(outcomes, columns.NameOf(ColumnNames.DecisiveDate), dateNote!);
                return;
            }

            if (ShipmentReader.Read(request, snapshot, date, out var faults) is { } read)
            {
                var results = ScreeningEngine.Screen(WithRepairs(read, dateNote), snapshot, memory).Lines;
                for (var i = 0; i < _good.Count; i++)
                {
                    outcomes[_good[i]] = new RowOutcome(results[i]);
                }

                return;
            }

            foreach (var fault in faults)
            {
                Note(fault, outcomes);
            }
        }
    }

    /// <summary>What was mended travels with the line, so that its result says it.</summary>
    private Shipment WithRepairs(Shipment shipment, string? dateNote)
    {
        if (!_hasRepairs && dateNote is null)
        {
            return shipment;
        }

        ImmutableArray<FieldRepair> ofAll = dateNote is null ? [] : [new FieldRepair("decisiveDate", dateNote)];
        return shipment with { Lines = [.. shipment.Lines.Select((line, i) => line with { Repairs = [.. _repairs[i], .. ofAll] })] };
    }

    private void Collect(ShipmentCells shipment, Span<RowOutcome> outcomes)
    {
        _good.Clear();
        _lines.Clear();
        _repairs.Clear();
        _hasRepairs = false;
        for (var row = shipment.From; row < shipment.To; row++)
        {
            if (_twins[row] != row || outcomes[row].Error is not null)
            {
                continue;
            }

            if (_cells.Line(shipment.Block, row, row - shipment.From + 1, out var fault, out var repairs) is { } line)
            {
                _good.Add(row);
                _lines.Add(line);
                _repairs.Add(repairs);
                _hasRepairs |= !repairs.IsEmpty;
            }
            else
            {
                outcomes[row] = new RowOutcome(null, fault.Detail, columns.NameOf(fault.Column));
            }
        }
    }

    /// <summary>A fault of a line is that row's; any other is every row's.</summary>
    private void Note(FieldError fault, Span<RowOutcome> outcomes)
    {
        var column = RowCells.ColumnOf(fault.Pointer) is { } ours ? columns.NameOf(ours) : null;
        if (!fault.Pointer.StartsWith("/lines/", StringComparison.Ordinal))
        {
            Refuse(outcomes, column, fault.Detail);
            return;
        }

        var row = _good[int.Parse(fault.Pointer.Split('/')[2], CultureInfo.InvariantCulture)];
        outcomes[row] = outcomes[row].Error is null ? new RowOutcome(null, fault.Detail, column) : outcomes[row];
    }

    private void Refuse(Span<RowOutcome> outcomes, string? column, string detail)
    {
        foreach (var row in _good)
        {
            outcomes[row] = outcomes[row].Error is null ? new RowOutcome(null, detail, column) : outcomes[row];
        }
    }

    private RowOutcome CheckNumber(RowBlock block, int row)
    {
        var index = columns.IndexOf(ColumnNames.LineNo);
        if (index < 0 || _cells.Text(block, row, index) is not { } text)
        {
            return default;
        }

        var detail = !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Limits.LineNo
            ? $"found '{RowCells.Shown(text)}', expected 1 to {Limits.LineNo}"
            : _numbers.Add(number) ? null : $"found {number} again, expected every line of a shipment to have a number of its own";
        return detail is null ? default : new RowOutcome(null, detail, columns.NameOf(ColumnNames.LineNo));
    }

    private void AddKey(RowBlock block, int row, ShipmentCells shipment)
    {
        foreach (var index in _cells.OfLine)
        {
            _keys.Add(block.Cell(row, index));
        }

        shipment.AddTo(_keys);
    }

    /// <summary>The outcome of an equal line, under the number that the line has here.</summary>
    private static RowOutcome Again(in RowOutcome twin, int lineNo) =>
        twin.Line is { } line && line.LineNo != lineNo ? twin with { Line = line with { LineNo = lineNo } } : twin;
}
