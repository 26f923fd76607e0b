using System.Globalization;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Intake;

namespace ScreeningApi.Batches.Rows;

/// <summary>Turns cells into the contract that every request comes in, so that a file is read by the same rules.</summary>
internal static class RowContracts
{
    /// <summary>A country without a name still decides where the goods go.</summary>
    private const string Unnamed = "not stated";

    private static readonly char[] StopSeparators = ['|', ';'];

    /// <summary>Columns that say something of the whole shipment.</summary>
    public static readonly string[] OfShipment =
        [ColumnNames.Destination, ColumnNames.Origin, ColumnNames.Transit, ColumnNames.Consignee, ColumnNames.ConsigneeCountry, ColumnNames.EndUser, ColumnNames.EndUserCountry, ColumnNames.EndUse];

    /// <param name="shared">By column: what holds for all rows.</param>
    public static ScreeningRequest Request(IReadOnlyDictionary<string, string> shared, IReadOnlyList<LineContract> lines) => new()
    {
        Destination = Or(ColumnNames.Destination, shared), Origin = Or(ColumnNames.Origin, shared), EndUse = Or(ColumnNames.EndUse, shared),
        Transit = Or(ColumnNames.Transit, shared)?.Split(StopSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Parties = [.. Parties(shared)],
        Lines = lines,
    };

    /// <summary>Null when a number is none; <paramref name="column"/> and <paramref name="found"/> say which.</summary>
    public static LineContract? Line(InputRow row, ColumnMap columns, int lineNo, out string column, out string found)
    {
        column = ColumnNames.Quantity;
        found = columns.Text(row, ColumnNames.Quantity);
        if (!TryNumber(found, out var quantity))
        {
            return null;
        }

        column = ColumnNames.Value;
        found = columns.Text(row, ColumnNames.Value);
        return !TryNumber(found, out var value) ? null : new LineContract
        {
            LineNo = lineNo, Quantity = quantity, Value = value,
            Description = Text(ColumnNames.Description), HsCode = Text(ColumnNames.HsCode), Eccn = Text(ColumnNames.Eccn), PartNumber = Text(ColumnNames.PartNumber), Manufacturer = Text(ColumnNames.Manufacturer),
            Unit = Text(ColumnNames.Unit), Currency = Text(ColumnNames.Currency)?.ToUpperInvariant(), OriginCountry = Text(ColumnNames.OriginCountry),
        };

        string? Text(string name) => columns.Text(row, name) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Which column a fault of the request speaks of; null when of none.</summary>
    public static string? ColumnOf(string pointer) => pointer.Split('/') switch
    {
        [_, "lines", _, var field] => Snake(field),
        [_, "lines", _] => null,
        [_, "parties", var index, "name"] => index == "0" ? ColumnNames.Consignee : ColumnNames.EndUser,
        [_, "parties", var index, ..] => index == "0" ? ColumnNames.ConsigneeCountry : ColumnNames.EndUserCountry,
        [_, var field, ..] => Snake(field),
        _ => null,
    };

    private static IEnumerable<PartyContract> Parties(IReadOnlyDictionary<string, string> shared)
    {
        // Both stand in their place, so that a fault's pointer tells which it speaks of.
        var hasEndUser = shared.ContainsKey(ColumnNames.EndUser) || shared.ContainsKey(ColumnNames.EndUserCountry);
        if (shared.ContainsKey(ColumnNames.Consignee) || shared.ContainsKey(ColumnNames.ConsigneeCountry) || hasEndUser)
        {
            yield return new PartyContract { Role = PartyRole.Consignee, Name = Or(ColumnNames.Consignee, shared) ?? Unnamed, Country = Or(ColumnNames.ConsigneeCountry, shared) };
        }

        if (hasEndUser)
        {
            yield return new PartyContract { Role = PartyRole.EndUser, Name = Or(ColumnNames.EndUser, shared) ?? Unnamed, Country = Or(ColumnNames.EndUserCountry, shared) };
        }
    }

    private static string? Or(string column, IReadOnlyDictionary<string, string> shared) => shared.GetValueOrDefault(column);

    /// <summary>1234.5 or 1,234.5: a comma stands before every three digits or nowhere, so that a decimal comma is refused, not misread.</summary>
    private static bool TryNumber(string text, out decimal? number)
    {
        number = null;
        if (text.Length == 0)
        {
            return true;
        }

        var groups = text.Split('.')[0].Split(',');
        var isGrouped = groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3));
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var read);
        number = read;
        return isNumber && isGrouped;
    }

    /// <summary><c>hsCode</c> is the column <c>hs_code</c>.</summary>
    private static string Snake(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}
