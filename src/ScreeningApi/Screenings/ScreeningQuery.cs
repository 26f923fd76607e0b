using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine.Destinations;
using Screening.Engine.Scoring;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Screenings;

/// <summary>Query parameters of the list of screenings.</summary>
internal sealed record ScreeningQuery
{
    [FromQuery(Name = "verdict"), ParameterShape(NameOf = typeof(Verdict)), Description("Of the shipment")]
    public string? Verdict { get; init; }

    [FromQuery(Name = "riskLevel"), ParameterShape(NameOf = typeof(RiskLevel)), Description("Of the shipment")]
    public string? RiskLevel { get; init; }

    [FromQuery(Name = "category"), Description("A category that was found on any line, such as uav")]
    public string? Category { get; init; }

    [FromQuery(Name = "destination"), Description("ISO 3166 code or name")]
    public string? Destination { get; init; }

    [FromQuery(Name = "reference"), Description("The caller's own name for the shipment, exactly")]
    public string? Reference { get; init; }

    [FromQuery(Name = "from"), Description("Stored at or after this time, RFC 3339")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("Stored before this time, RFC 3339")]
    public string? To { get; init; }

    [FromQuery(Name = "limit"), ParameterShape(Least = 1, Most = MaxLimit), Description("50 when absent")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("What the page before gave as next")]
    public string? Cursor { get; init; }

    public static readonly string[] Names = ["verdict", "riskLevel", "category", "destination", "reference", "from", "to", "limit", "cursor"];

    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Null, and at least one error, when a parameter makes no sense.</summary>
    public ScreeningFilter? Read(CountryDirectory countries, out IReadOnlyList<FieldError> errors)
    {
        var fields = new FieldReader(countries, Screening.Engine.Rules.HsNomenclature.Empty);
        var filter = new ScreeningFilter
        {
            Verdict = ReadName<Verdict>(Verdict, "?verdict", fields),
            RiskLevel = ReadName<RiskLevel>(RiskLevel, "?riskLevel", fields),
            Category = fields.Text(Category, "?category", Limits.Code),
            Destination = fields.Country(Destination, "?destination") is { } place ? place.Code?.Text ?? place.Sent : null,
            Reference = fields.Text(Reference, "?reference", Limits.Reference),
            From = ReadTime(From, "?from", fields),
            To = ReadTime(To, "?to", fields),
            Limit = ReadLimit(fields),
            Before = ReadCursor(fields),
        };
        errors = fields.Errors;
        return errors.Count == 0 ? filter : null;
    }

    private static string? ReadName<T>(string? text, string pointer, FieldReader fields) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]).ToArray();
        if (text is not null && !names.Contains(text))
        {
            fields.Fault(pointer, "unknownValue", $"found '{text[..Math.Min(text.Length, 40)]}', expected one of {string.Join(", ", names)}");
        }

        return text;
    }

    /// <summary>RFC 3339, or a date for its first instant (UTC). A time without an offset is none: it means another instant to everybody.</summary>
    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>A plus sign that was not escaped arrives as a space.</summary>
    private static string EscapePlus(string text) => text.Length >= 6 && text[^6] == ' ' && text.Contains('T', StringComparison.OrdinalIgnoreCase) ? $"{text[..^6]}+{text[^5..]}" : text;

    private static DateTime? ReadTime(string? text, string pointer, FieldReader fields)
    {
        if (text is null)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(EscapePlus(text).ToUpperInvariant(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }

        fields.Fault(pointer, "invalidTime", $"found '{text[..Math.Min(text.Length, 40)]}', expected a time such as 2026-11-23T00:00:00Z");
        return null;
    }

    private int ReadLimit(FieldReader fields)
    {
        if (Limit is null)
        {
            return DefaultLimit;
        }

        if (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        fields.Fault("?limit", "outOfRange", $"found '{Limit[..Math.Min(Limit.Length, 40)]}', expected 1 to {MaxLimit}");
        return DefaultLimit;
    }

    private ScreeningCursor? ReadCursor(FieldReader fields)
    {
        var cursor = Cursor is null ? null : ScreeningCursor.Parse(Cursor);
        if (Cursor is not null && cursor is null)
        {
            fields.Fault("?cursor", "invalidCursor", "found a text that no page gave, expected the next of the page before");
        }

        return cursor;
    }
}
