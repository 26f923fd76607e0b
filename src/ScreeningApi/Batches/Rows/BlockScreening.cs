using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Screens the rows of a block: what is said of a shipment is read once for its rows, and equal lines are screened once. A row that
/// cannot be read is left out and says why; one of them never takes the others with it, unless what is wrong is said of the whole
/// shipment. For one thread at a time.
/// </summary>
/// <param name="memory">What earlier rows came to, also of other files.</param>
/// <param name="destination">Where goods go whose rows do not say; null when the file must.</param>
internal sealed class BlockScreening(ScreeningSnapshot snapshot, ColumnMap columns, DateOnly date, ScreeningMemory memory, string? destination = null)
{
    private readonly RowCells _cells = new(columns, destination);
    private readonly ShipmentCells _shipment = new(columns);
    private readonly FieldReader _fields = new(snapshot.Destinations.Countries, snapshot.Rules.Nomenclature);
    private readonly RememberedFacts _known = memory.Of(snapshot);
    private readonly RowKeys _keys = new();
    private readonly HashSet<int> _numbers = [];
    private readonly int _reference = columns.IndexOf(ColumnNames.ShipmentRef), _lineNo = columns.IndexOf(ColumnNames.LineNo);

    /// <summary>Gives every row of the block its outcome.</summary>
    public void Screen(RowBlock block, Span<RowOutcome> outcomes)
    {
        _keys.Clear();
        for (var (from, to) = (0, 0); from < block.Count; from = to)
        {
            to = ShipmentGroups.End(block, from, block.Count, _reference);
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
        for (var row = from; row < to; row++)
        {
            outcomes[row] = block.FaultOf(row) is { } fault ? RowOutcome.OfFault(fault) : default;
        }

        _shipment.Merge(block, from, to, outcomes);
        _numbers.Clear();
        var way = ReadWay();
        for (var row = from; row < to; row++)
        {
            if (outcomes[row].Error is null)
            {
                outcomes[row] = ScreenRow(block, row, row - from + 1, way, outcomes);
            }
        }
    }

    private RowOutcome ScreenRow(RowBlock block, int row, int lineNo, in Way way, ReadOnlySpan<RowOutcome> outcomes)
    {
        if (NumberFault(block, row) is { } fault)
        {
            return new RowOutcome(null, fault, columns.NameOf(ColumnNames.LineNo));
        }

        _cells.AddGoods(block, row, _keys);
        var goodsBytes = _keys.Begun.Length;
        _cells.AddAmounts(block, row, _keys);
        _shipment.AddTo(_keys);
        var goodsKey = _keys.Begun[..goodsBytes];
        return _keys.FirstWith(row) is var first && first != row ? Again(outcomes[first], lineNo) : ScreenNew(block, row, lineNo, goodsKey, way);
    }

    /// <summary>Screens a line that no row before had.</summary>
    private RowOutcome ScreenNew(RowBlock block, int row, int lineNo, ReadOnlySpan<byte> goodsKey, in Way way)
    {
        if (_cells.Amounts(block, row, out var fault) is not { } amounts)
        {
            return new RowOutcome(null, fault.Detail, columns.NameOf(fault.Column));
        }

        if (way.Shipment is null)
        {
            return way.Fault;
        }

        _fields.Clear();
        var goods = _known.Recall(GoodsSource.Row, goodsKey, way.Date);
        Money? value;
        if (goods is null)
        {
            var line = LineReader.Read(_cells.Line(block, row, lineNo, amounts), 0, _fields);
            value = line.Value;
            goods = _fields.FirstError is null ? Recognize(line, goodsKey, way.Date) : null;
        }
        else
        {
            // The goods were readable before; how many of them there are, and what they are worth, is each row's own.
            LineReader.ReadQuantity(amounts.Quantity, amounts.Unit, 0, _fields);
            value = LineReader.ReadValue(amounts.Value, amounts.Currency, 0, _fields);
        }

        return _fields.FirstError is { } wrong ? OutcomeOf(wrong)
            : new RowOutcome(ScreeningEngine.Screen(new LineTerms(lineNo, RepairsOf(amounts, way), value, OriginCountry: null, Declares: []), goods!, way.Shipment, snapshot));
    }

    private RecognizedGoods Recognize(LineItem line, ReadOnlySpan<byte> goodsKey, DateOnly date)
    {
        var goods = ScreeningEngine.Recognize(line, snapshot, date);
        _known.Keep(GoodsSource.Row, goodsKey, goods);
        return goods;
    }

    /// <summary>What was mended travels with the line, so that its result says it.</summary>
    private static ImmutableArray<FieldRepair> RepairsOf(in LineAmounts amounts, in Way way) =>
        amounts.Repairs.IsEmpty && way.Repairs.IsEmpty ? [] : [.. amounts.Repairs, .. way.Repairs];

    /// <summary>Reads what the rows say of the shipment as a whole; a fault in it is every row's.</summary>
    private Way ReadWay()
    {
        if (_cells.Request(_shipment, out var dateNote) is not { } request)
        {
            return new Way(date, null, [], new RowOutcome(null, dateNote, columns.NameOf(ColumnNames.DecisiveDate)));
        }

        _fields.Clear();
        var shipment = ShipmentReader.ReadWithoutLines(request, date, _fields);
        return _fields.FirstError is { } wrong
            ? new Way(date, null, [], OutcomeOf(wrong))
            : new Way(shipment.DecisiveDate, _known.FactsOf(shipment, snapshot), dateNote is null ? [] : [new FieldRepair("decisiveDate", dateNote)], default);
    }

    private RowOutcome OutcomeOf(FieldError wrong) =>
        new(null, wrong.Detail, RowCells.ColumnOf(wrong.Pointer) is { } ours ? columns.NameOf(ours) : null);

    /// <summary>What is wrong with the row's own number; null when nothing is.</summary>
    private string? NumberFault(RowBlock block, int row)
    {
        if (_lineNo < 0 || _cells.Text(block, row, _lineNo) is not { } text)
        {
            return null;
        }

        return !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Limits.LineNo
            ? $"found '{RowCells.Shown(text)}', expected 1 to {Limits.LineNo}"
            : _numbers.Add(number) ? null : $"found {number} again, expected every line of a shipment to have a number of its own";
    }

    /// <summary>The outcome of an equal line, under the number that the line has here.</summary>
    private static RowOutcome Again(in RowOutcome twin, int lineNo) =>
        twin.Line is { } line && line.LineNo != lineNo ? twin with { Line = line with { LineNo = lineNo } } : twin;

    /// <summary>Where and when the goods of a shipment go.</summary>
    /// <param name="Shipment">Null when what the rows say of it cannot be read; <paramref name="Fault"/> says why.</param>
    private readonly record struct Way(DateOnly Date, ShipmentFacts? Shipment, ImmutableArray<FieldRepair> Repairs, RowOutcome Fault);
}
