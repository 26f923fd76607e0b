using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.Hosting;

namespace ScreeningApi.Retention;

/// <summary>Query parameters of the list of legal holds.</summary>
internal sealed record LegalHoldQuery
{
    [FromQuery(Name = "active"), ParameterShape(OneOf = "true|false"), Description("true: those that hold; false: those that were released")]
    public string? Active { get; init; }

    [FromQuery(Name = "limit"), ParameterShape(Least = 1, Most = MaxLimit), Description("50 when absent")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("What the page before gave as next")]
    public string? Cursor { get; init; }

    public static readonly string[] Names = ["active", "limit", "cursor"];

    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxShown = 40;

    /// <summary>Null, and at least one error, when a parameter makes no sense.</summary>
    public LegalHoldFilter? Read(out IReadOnlyList<FieldError> errors)
    {
        var limit = DefaultLimit;
        var before = Guid.Empty;
        List<FieldError> faults = [];
        Expect(Active is null or "true" or "false", "?active", Active, "true or false");
        Expect(Limit is null || (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit), "?limit", Limit, $"1 to {MaxLimit}");
        Expect(Cursor is null || Guid.TryParseExact(Cursor, "N", out before), "?cursor", Cursor, "the next of the page before");
        errors = faults;
        return faults.Count > 0 ? null : new LegalHoldFilter(Active is null ? null : Active == "true", limit, Cursor is null ? null : before);

        void Expect(bool holds, string pointer, string? found, string expected)
        {
            if (!holds)
            {
                faults.Add(new FieldError { Pointer = pointer, Code = "invalidValue", Detail = $"found '{(found!.Length <= MaxShown ? found : found[..MaxShown])}', expected {expected}" });
            }
        }
    }
}
