using System.Globalization;
using System.Text.Json;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>What came of a row.</summary>
/// <param name="Line">Null when the row could not be read.</param>
/// <param name="Error">Empty when it could.</param>
internal sealed record RowResult(InputRow Row, LineResult? Line, string Error)
{
    /// <summary>Result columns, after the input's own.</summary>
    public static readonly string[] Names = ["verdict", "risk_score", "risk_level", "categories", "controls", "license", "listings", "party_hits", "top_reason", "error"];

    private const char Separator = '|';

    /// <summary>A row that nobody could read is never one without a finding.</summary>
    public Verdict Verdict => Line?.Verdict ?? Verdict.Incomplete;

    public string VerdictName => Camel(Verdict);

    public string RiskScore => Line?.RiskScore.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    public string RiskLevel => Line is null ? "" : Camel(Line.RiskLevel);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public string[] Cells(double foundFrom) =>
    [
        VerdictName, RiskScore, RiskLevel, Categories(foundFrom),
        string.Join(Separator, (Line?.Controls ?? []).Select(c => $"{c.Regime}:{c.Entry}")),
        string.Join(Separator, (Line?.Licenses ?? []).Select(l => $"{l.Regime}:{Camel(l.Requirement)}")),
        string.Join(Separator, (Line?.Listings ?? []).Where(l => l.Extent == ListingExtent.Full).Select(l => l.Tier is null ? l.List : $"{l.List}:{l.Tier}").Distinct()),
        // No watchlist is read: the summary says that parties were not checked.
        "",
        TopReason, Error,
    ];

    /// <summary>Those that count as found, surest first.</summary>
    public string Categories(double foundFrom) => string.Join(Separator, (Line?.Categories ?? []).Where(c => c.Confidence >= foundFrom).Select(c => c.Code));

    /// <summary>The gravest finding, else what raised the score most, else what was to be asked first.</summary>
    public string TopReason => Line is null ? ""
        : Line.Findings.FirstOrDefault(f => f.Severity is FindingSeverity.Prohibited or FindingSeverity.LicenseRequired or FindingSeverity.Review)?.Text
        ?? Line.Contributions.MaxBy(c => c.Points)?.Text ?? Line.Questions.FirstOrDefault()?.Why ?? "";

    private static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
