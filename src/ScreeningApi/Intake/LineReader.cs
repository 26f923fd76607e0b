using System.Collections.Immutable;
using Screening.Engine.Items;

namespace ScreeningApi.Intake;

/// <summary>Reads one line of a request.</summary>
internal static class LineReader
{
    public static LineItem Read(LineContract? line, string pointer, FieldReader fields)
    {
        if (line is null)
        {
            fields.Fault(pointer, "missing", "found null, expected a line");
            return new LineItem { LineNo = 0 };
        }

        var item = new LineItem
        {
            LineNo = ReadNumber(line.LineNo, pointer + "/lineNo", fields),
            Description = fields.Text(line.Description, pointer + "/description", Limits.Description),
            HsCode = fields.HsCode(line.HsCode, pointer + "/hsCode"),
            Eccn = fields.Eccn(line.Eccn, pointer + "/eccn"),
            PartNumber = fields.Text(line.PartNumber, pointer + "/partNumber", Limits.PartNumber),
            Manufacturer = fields.Text(line.Manufacturer, pointer + "/manufacturer", Limits.Manufacturer),
            Quantity = ReadQuantity(line, pointer, fields),
            Value = ReadValue(line, pointer, fields),
            OriginCountry = fields.Country(line.OriginCountry, pointer + "/originCountry"),
            Parameters = ReadParameters(line.Parameters, pointer + "/parameters", fields),
        };
        if (new[] { line.Description, line.HsCode, line.Eccn, line.PartNumber }.All(string.IsNullOrWhiteSpace))
        {
            fields.Fault(pointer, "missing", "found none of description, hsCode, eccn and partNumber, expected at least one");
        }

        return item;
    }

    private static int ReadNumber(int? number, string pointer, FieldReader fields)
    {
        if (number is not (>= 1 and <= Limits.LineNo))
        {
            fields.Fault(pointer, number is null ? "missing" : "outOfRange", $"found {number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}, expected 1 to {Limits.LineNo}");
        }

        return number ?? 0;
    }

    private static Quantity? ReadQuantity(LineContract line, string pointer, FieldReader fields)
    {
        var unit = fields.Text(line.Unit, pointer + "/unit", Limits.Unit);
        return fields.Amount(line.Quantity, pointer + "/quantity") is { } amount ? new Quantity(amount, unit) : null;
    }

    private static Money? ReadValue(LineContract line, string pointer, FieldReader fields)
    {
        var currency = fields.Currency(line.Currency, pointer + "/currency");
        return fields.Amount(line.Value, pointer + "/value") is { } amount ? new Money(amount, currency) : null;
    }

    private static ImmutableArray<TechnicalParameter> ReadParameters(IReadOnlyList<ParameterContract>? parameters, string pointer, FieldReader fields)
    {
        fields.Count(parameters?.Count ?? 0, pointer, Limits.Parameters);
        return [.. (parameters ?? []).Take(Limits.Parameters).Select((p, i) => ReadParameter(p, $"{pointer}/{i}", fields)).OfType<TechnicalParameter>()];
    }

    private static TechnicalParameter? ReadParameter(ParameterContract? parameter, string pointer, FieldReader fields)
    {
        var name = fields.RequiredText(parameter?.Name, pointer + "/name", Limits.ParameterName);
        var unit = fields.Text(parameter?.Unit, pointer + "/unit", Limits.Unit);
        if (parameter?.Value is not { } value)
        {
            fields.Fault(pointer + "/value", "missing", "found nothing, expected a number");
            return null;
        }

        return name is null ? null : new TechnicalParameter(name, value, unit);
    }
}
