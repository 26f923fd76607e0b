using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine.Parties;
using ScreeningApi.Hosting;

namespace ScreeningApi.Suppressions;

/// <summary>Query parameters of the list of suppressions.</summary>
internal sealed record SuppressionListQuery
{
    [FromQuery(Name = "state"), ParameterShape(NameOf = typeof(SuppressionState)), Description("How they stand")]
    public string? State { get; init; }

    [FromQuery(Name = "list"), Description("Code of the list")]
    public string? List { get; init; }

    [FromQuery(Name = "party"), Description("Name of the party, in any case and punctuation")]
    public string? Party { get; init; }

    [FromQuery(Name = "limit"), ParameterShape(Least = 1, Most = MaxLimit), Description("50 when absent")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("What the page before gave as next")]
    public string? Cursor { get; init; }

    public static readonly string[] Names = ["state", "list", "party", "limit", "cursor"];

    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxShown = 40;

    /// <summary>Null, and at least one error, when a parameter makes no sense.</summary>
    public SuppressionQueryFilter? Read(out IReadOnlyList<FieldError> errors)
    {
        var (limit, before, states) = (DefaultLimit, Guid.Empty, EnumNameConverter.NamesOf(typeof(SuppressionState)).ToArray());
        List<FieldError> faults = [];
        Expect(State is null || states.Contains(State), "?state", State, $"one of {string.Join(", ", states)}");
        Expect(List is null || (List.Length <= SuppressionLimits.Code && !List.Contains('\0', StringComparison.Ordinal)), "?list", List, $"at most {SuppressionLimits.Code} characters");
        Expect(Party is null || (Party.Length is >= 1 and <= SuppressionLimits.Name && !Party.Contains('\0', StringComparison.Ordinal)), "?party", null, $"1 to {SuppressionLimits.Name} characters");
        Expect(Limit is null || (int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit), "?limit", Limit, $"1 to {MaxLimit}");
        Expect(Cursor is null || Guid.TryParseExact(Cursor, "N", out before), "?cursor", Cursor, "the next of the page before");
        errors = faults;
        return faults.Count > 0 ? null : new SuppressionQueryFilter(State, List, Party is null ? null : PartyKey.Of(Party), limit, Cursor is null ? null : before);

        void Expect(bool holds, string pointer, string? found, string expected)
        {
            if (!holds)
            {
                faults.Add(new FieldError { Pointer = pointer, Code = "invalidValue", Detail = $"found {(found is null ? "another text" : $"'{(found.Length <= MaxShown ? found : found[..MaxShown])}'")}, expected {expected}" });
            }
        }
    }
}
