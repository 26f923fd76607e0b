using System.Collections.Immutable;
using System.Text;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Why a line cannot be read.</summary>
/// <param name="Column">Our column.</param>
/// <param name="Detail">Null when it can.</param>
internal readonly record struct LineFault(string Column, string? Detail);

/// <summary>How much of the goods there is, and what it is worth.</summary>
/// <param name="Repairs">What had to be mended to read it.</param>
internal readonly record struct LineAmounts(decimal? Quantity, string? Unit, decimal? Value, string? Currency, ImmutableArray<FieldRepair> Repairs);

/// <summary>Turns cells into the contract that every request comes in, so that a file is read by the same rules. For one thread at a time.</summary>
internal sealed class RowCells
{
    /// <summary>A country without a name still decides where the goods go.</summary>
    private const string Unnamed = "not stated";

    private const int MaxShown = 40, LongestAmount = 128;
    private const int GoodsNames = 6, QuantityName = 6, UnitName = 7, ValueName = 8, CurrencyName = 9;

    private static readonly char[] StopSeparators = ['|', ';'];
    private static readonly string[] LineNames =
    [
        ColumnNames.Description, ColumnNames.HsCode, ColumnNames.Eccn, ColumnNames.PartNumber, ColumnNames.Manufacturer, ColumnNames.OriginCountry,
        ColumnNames.Quantity, ColumnNames.Unit, ColumnNames.Value, ColumnNames.Currency,
    ];

    private readonly CellStrings _strings = new();
    private readonly int[] _indexes;

    private readonly string? _destination;
    private readonly string? _valueCurrency;
    private string? _currency;
    private List<FieldRepair>? _repairs;

    public RowCells(ColumnMap columns, string? destination)
    {
        (_destination, _valueCurrency) = (destination, columns.ValueCurrency);
        _indexes = [.. LineNames.Select(columns.IndexOf)];
    }

    /// <summary>Adds the cells that say what the goods are.</summary>
    public void AddGoods(RowBlock block, int row, RowKeys keys)
    {
        for (var name = 0; name < GoodsNames; name++)
        {
            keys.Add(Cell(block, row, name));
        }
    }

    /// <summary>Adds the cells that say how much of them.</summary>
    public void AddAmounts(RowBlock block, int row, RowKeys keys)
    {
        for (var name = GoodsNames; name < LineNames.Length; name++)
        {
            keys.Add(Cell(block, row, name));
        }
    }

    /// <summary>Which of our columns a fault of the request speaks of; null when of none.</summary>
    public static string? ColumnOf(string pointer) => pointer.Split('/') switch
    {
        [_, "lines", _, var field] => Snake(field),
        [_, "lines", _] => null,
        [_, "parties", var index, "name"] => index == "0" ? ColumnNames.Consignee : ColumnNames.EndUser,
        [_, "parties", var index, ..] => index == "0" ? ColumnNames.ConsigneeCountry : ColumnNames.EndUserCountry,
        [_, var field, ..] => Snake(field),
        _ => null,
    };

    public static string Shown(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";

    /// <summary>The text of a cell that may well come again.</summary>
    public string? Text(RowBlock block, int row, int index) => _strings.Of(block.Cell(row, index));

    /// <summary>How much and what it is worth. Null when a number is none: <paramref name="fault"/> says where and why.</summary>
    public LineAmounts? Amounts(RowBlock block, int row, out LineFault fault)
    {
        (fault, _currency, _repairs) = (default, null, null);
        var quantity = Number(block, row, QuantityName, ref fault);
        var value = Number(block, row, ValueName, ref fault);
        return fault.Detail is not null ? null
            : new LineAmounts(quantity, Repeated(block, row, UnitName), value, Currency(block, row), _repairs is null ? [] : [.. _repairs]);
    }

    /// <summary>The line with these amounts.</summary>
    public LineContract Line(RowBlock block, int row, int lineNo, in LineAmounts amounts) => new()
    {
        LineNo = lineNo, Quantity = amounts.Quantity, Unit = amounts.Unit, Value = amounts.Value, Currency = amounts.Currency,
        Description = Cell(block, row, 0) is { IsEmpty: false } cell ? CellStrings.Make(cell) : null,
        HsCode = Repeated(block, row, 1), Eccn = Repeated(block, row, 2),
        PartNumber = Cell(block, row, 3) is { IsEmpty: false } part ? CellStrings.Make(part) : null,
        Manufacturer = Repeated(block, row, 4), OriginCountry = Repeated(block, row, 5),
    };

    /// <summary>The request, without its lines.</summary>
    /// <param name="dateNote">Why the date cannot be read, or how it was mended; null when there is nothing to say.</param>
    /// <returns>Null when the date cannot be read.</returns>
    public ScreeningRequest? Request(ShipmentCells shipment, out string? dateNote)
    {
        dateNote = null;
        DateOnly? date = null;
        if (_strings.Of(shipment.Cell(8)) is { } text)
        {
            if (!CellDate.TryRead(text, out var read, out dateNote))
            {
                return null;
            }

            date = read;
        }

        var transit = _strings.Of(shipment.Cell(2));
        return new ScreeningRequest
        {
            DecisiveDate = date,
            Destination = _strings.Of(shipment.Cell(0)) ?? _destination, Origin = _strings.Of(shipment.Cell(1)), EndUse = _strings.Of(shipment.Cell(7)),
            Transit = transit?.Split(StopSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Parties = Parties(shipment),
        };
    }

    private List<PartyContract>? Parties(ShipmentCells shipment)
    {
        var (consignee, consigneeCountry) = (_strings.Of(shipment.Cell(3)), _strings.Of(shipment.Cell(4)));
        var (endUser, endUserCountry) = (_strings.Of(shipment.Cell(5)), _strings.Of(shipment.Cell(6)));
        var hasEndUser = endUser is not null || endUserCountry is not null;
        if (!hasEndUser && consignee is null && consigneeCountry is null)
        {
            return null;
        }

        // Both stand in their place, so that a fault's pointer tells which it speaks of.
        var parties = new List<PartyContract>(2) { new() { Role = PartyRole.Consignee, Name = consignee ?? Unnamed, Country = consigneeCountry } };
        if (hasEndUser)
        {
            parties.Add(new() { Role = PartyRole.EndUser, Name = endUser ?? Unnamed, Country = endUserCountry });
        }

        return parties;
    }

    private decimal? Number(RowBlock block, int row, int name, ref LineFault fault)
    {
        var cell = Cell(block, row, name);
        if (CellStrings.IsBlank(cell))
        {
            return null;
        }

        // Hardly an amount comes twice: no string is made of it.
        Span<char> room = stackalloc char[LongestAmount];
        var text = cell.Length <= room.Length ? room[..Encoding.UTF8.GetChars(cell, room)] : Encoding.UTF8.GetString(cell).AsSpan();

        if (!CellNumber.TryRead(text, out var number, out var currency, out var note))
        {
            fault = fault.Detail is null ? new LineFault(LineNames[name], note) : fault;
            return null;
        }

        if (name == ValueName)
        {
            _currency = currency;
        }

        if (note is not null)
        {
            (_repairs ??= []).Add(new FieldRepair(Camel(LineNames[name]), note));
        }

        return number;
    }

    /// <summary>The currency that the amount itself, or the name of its column, says comes before the one beside it.</summary>
    private string? Currency(RowBlock block, int row) => _currency ?? _valueCurrency ?? Upper(Repeated(block, row, CurrencyName));

    private ReadOnlySpan<byte> Cell(RowBlock block, int row, int name) => _indexes[name] is >= 0 and var index ? block.Cell(row, index) : [];

    private string? Repeated(RowBlock block, int row, int name) => _indexes[name] is >= 0 and var index ? _strings.Of(block.Cell(row, index)) : null;

    private static string? Upper(string? text) => text is null || !text.AsSpan().ContainsAnyInRange('a', 'z') ? text : text.ToUpperInvariant();

    /// <summary>The column <c>hs_code</c> is <c>hsCode</c>.</summary>
    private static string Camel(string column) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])));

    /// <summary><c>hsCode</c> is the column <c>hs_code</c>.</summary>
    private static string Snake(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}
