using System.Collections.Immutable;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Why a line cannot be read.</summary>
/// <param name="Column">Our column.</param>
/// <param name="Detail">Null when it can.</param>
internal readonly record struct LineFault(string Column, string? Detail);

/// <summary>Turns cells into the contract that every request comes in, so that a file is read by the same rules. For one thread at a time.</summary>
internal sealed class RowCells
{
    /// <summary>A country without a name still decides where the goods go.</summary>
    private const string Unnamed = "not stated";

    private const int MaxShown = 40;
    private const int QuantityName = 5, ValueName = 7, CurrencyName = 8;

    private static readonly char[] StopSeparators = ['|', ';'];
    private static readonly string[] LineNames =
    [
        ColumnNames.Description, ColumnNames.HsCode, ColumnNames.Eccn, ColumnNames.PartNumber, ColumnNames.Manufacturer, ColumnNames.Quantity,
        ColumnNames.Unit, ColumnNames.Value, ColumnNames.Currency, ColumnNames.OriginCountry,
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
        OfLine = [.. _indexes.Where(i => i >= 0)];
    }

    /// <summary>Places of the columns that say what the line is.</summary>
    public int[] OfLine { get; }

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

    /// <summary>Null when a number is none; <paramref name="fault"/> says where and why. What had to be mended is in <paramref name="repairs"/>.</summary>
    public LineContract? Line(RowBlock block, int row, int lineNo, out LineFault fault, out ImmutableArray<FieldRepair> repairs)
    {
        (fault, _currency, _repairs) = (default, null, null);
        var quantity = Number(block, row, QuantityName, ref fault);
        var value = Number(block, row, ValueName, ref fault);
        repairs = _repairs is null ? [] : [.. _repairs];
        return fault.Detail is not null ? null : new LineContract
        {
            LineNo = lineNo, Quantity = quantity, Value = value,
            Description = Cell(block, row, 0) is { IsEmpty: false } cell ? CellStrings.Make(cell) : null,
            HsCode = Repeated(block, row, 1), Eccn = Repeated(block, row, 2),
            PartNumber = Cell(block, row, 3) is { IsEmpty: false } part ? CellStrings.Make(part) : null,
            Manufacturer = Repeated(block, row, 4), Unit = Repeated(block, row, 6),
            Currency = Currency(block, row), OriginCountry = Repeated(block, row, 9),
        };
    }

    /// <summary>The request of these lines.</summary>
    /// <param name="dateNote">Why the date cannot be read, or how it was mended; null when there is nothing to say.</param>
    /// <returns>Null when the date cannot be read.</returns>
    public ScreeningRequest? Request(in ShipmentCells shipment, IReadOnlyList<LineContract> lines, out string? dateNote)
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
            Lines = lines,
        };
    }

    private List<PartyContract>? Parties(in ShipmentCells shipment)
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
        if (Repeated(block, row, name) is not { } text)
        {
            return null;
        }

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
