using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScreeningApi.Hosting;

namespace ScreeningApi.Alerts;

/// <summary>Query parameters of the list of alerts.</summary>
internal sealed record AlertQuery
{
    [FromQuery(Name = "state"), ParameterShape(NameOf = typeof(AlertState)), Description("How they stand")]
    public string? State { get; init; }

    [FromQuery(Name = "list"), Description("Code of the list")]
    public string? List { get; init; }

    [FromQuery(Name = "from"), Description("Raised at or after this time, RFC 3339")]
    public string? From { get; init; }

    [FromQuery(Name = "limit"), ParameterShape(Least = 1, Most = MaxLimit), Description("50 when absent")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("What the page before gave as next")]
    public string? Cursor { get; init; }

    public static readonly string[] Names = ["state", "list", "from", "limit", "cursor"];

    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxCode = 40;
    private const int MaxShown = 40;

    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Null, and at least one error, when a parameter makes no sense.</summary>
    public AlertFilter? Read(out IReadOnlyList<FieldError> errors)
    {
        var (limit, before, states) = (DefaultLimit, Guid.Empty, EnumNameConverter.NamesOf(typeof(AlertState)).ToArray());
        DateTimeOffset from = default;
        List<FieldError> faults = [];
        Expect(State is null || states.Contains(State), "?state", State, $"one of {string.Join(", ", states)}");
        Expect(List is null || (List.Length <= MaxCode && !List.Contains('\0', StringComparison.Ordinal)), "?list", List, $"at most {MaxCode} characters");
        Expect(From is null || DateTimeOffset.TryParseExact(From.ToUpperInvariant(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from), "?from", From, "a time such as 2026-11-23T00:00:00Z");
        Expect(Limit is null || (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit), "?limit", Limit, $"1 to {MaxLimit}");
        Expect(Cursor is null || Guid.TryParseExact(Cursor, "N", out before), "?cursor", Cursor, "the next of the page before");
        errors = faults;
        return faults.Count > 0 ? null : new AlertFilter(State, List, From is null ? null : from.UtcDateTime, limit, Cursor is null ? null : before);

        void Expect(bool holds, string pointer, string? found, string expected)
        {
            if (!holds)
            {
                faults.Add(new FieldError { Pointer = pointer, Code = "invalidValue", Detail = $"found '{(found!.Length <= MaxShown ? found : found[..MaxShown])}', expected {expected}" });
            }
        }
    }
}
