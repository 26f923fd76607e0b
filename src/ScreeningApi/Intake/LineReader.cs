using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Items;

namespace ScreeningApi.Intake;

/// <summary>Reads one line of a request.</summary>
internal static class LineReader
{
    private const string Lines = "/lines";

    public static LineItem Read(LineContract? line, int index, FieldReader fields)
    {
        if (line is null)
        {
            fields.Fault(new(Lines, index), "missing", "found null, expected a line");
            return new LineItem { LineNo = 0 };
        }

        var item = new LineItem
        {
            LineNo = ReadNumber(line.LineNo, index, fields),
            Description = fields.Text(line.Description, new(Lines, index, "description"), Limits.Description),
            HsCode = fields.HsCode(line.HsCode, new(Lines, index, "hsCode")),
            Eccn = fields.Eccn(line.Eccn, new(Lines, index, "eccn")),
            PartNumber = fields.Text(line.PartNumber, new(Lines, index, "partNumber"), Limits.PartNumber),
            Manufacturer = fields.Text(line.Manufacturer, new(Lines, index, "manufacturer"), Limits.Manufacturer),
            Quantity = ReadQuantity(line.Quantity, line.Unit, index, fields),
            Value = ReadValue(line.Value, line.Currency, index, fields),
            OriginCountry = ReadOrigin(line.OriginCountry, index, fields),
            Parameters = ReadParameters(line.Parameters, index, fields),
        };
        if (IsBlank(line.Description) && IsBlank(line.HsCode) && IsBlank(line.Eccn) && IsBlank(line.PartNumber))
        {
            fields.Fault(new(Lines, index), "missing", "found none of description, hsCode, eccn and partNumber, expected at least one");
        }

        return item;
    }

    public static int ReadNumber(int? number, int index, FieldReader fields)
    {
        if (number is not (>= 1 and <= Limits.LineNo))
        {
            fields.Fault(new(Lines, index, "lineNo"), number is null ? "missing" : "outOfRange", $"found {number?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}, expected 1 to {Limits.LineNo}");
        }

        return number ?? 0;
    }

    public static Place? ReadOrigin(string? country, int index, FieldReader fields) => fields.Country(country, new(Lines, index, "originCountry"));

    public static Quantity? ReadQuantity(decimal? quantity, string? unit, int index, FieldReader fields)
    {
        unit = fields.Text(unit, new(Lines, index, "unit"), Limits.Unit);
        return fields.Amount(quantity, new(Lines, index, "quantity")) is { } amount ? new Quantity(amount, unit) : null;
    }

    public static Money? ReadValue(decimal? value, string? currency, int index, FieldReader fields)
    {
        currency = fields.Currency(currency, new(Lines, index, "currency"));
        return fields.Amount(value, new(Lines, index, "value")) is { } amount ? new Money(amount, currency) : null;
    }

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private static ImmutableArray<TechnicalParameter> ReadParameters(IReadOnlyList<ParameterContract>? parameters, int index, FieldReader fields)
    {
        if (parameters is not { Count: > 0 })
        {
            return [];
        }

        fields.Count(parameters.Count, new(Lines, index, "parameters"), Limits.Parameters);
        return [.. parameters.Take(Limits.Parameters).Select((p, i) => ReadParameter(p, index, i, fields)).OfType<TechnicalParameter>()];
    }

    private static TechnicalParameter? ReadParameter(ParameterContract? parameter, int line, int index, FieldReader fields)
    {
        var name = fields.RequiredText(parameter?.Name, new(Lines, line, "parameters", index, "name"), Limits.ParameterName);
        var unit = fields.Text(parameter?.Unit, new(Lines, line, "parameters", index, "unit"), Limits.Unit);
        if (parameter?.Value is not { } value)
        {
            fields.Fault(new(Lines, line, "parameters", index, "value"), "missing", "found nothing, expected a number");
            return null;
        }

        return name is null ? null : new TechnicalParameter(name, value, unit);
    }
}
