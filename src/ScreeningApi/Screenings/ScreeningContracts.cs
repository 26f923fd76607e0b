using System.Text.Json.Serialization;
using Screening.Engine;
using Screening.Engine.Scoring;

namespace ScreeningApi.Screenings;

/// <summary>A screening's answer. Id and creation time are absent when nothing was stored.</summary>
public sealed record ScreeningResponse
{
    /// <summary>Names the stored screening.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Id { get; init; }

    public required string? Reference { get; init; }

    /// <summary>When it was stored, by the database's clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? CreatedAt { get; init; }

    /// <summary>The date whose law and tables were applied.</summary>
    public required DateOnly DecisiveDate { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>0.0 to 100.0: the highest of the lines.</summary>
    public required decimal RiskScore { get; init; }

    public required RiskLevel RiskLevel { get; init; }

    /// <summary>In request order.</summary>
    public required IReadOnlyList<LineResult> Lines { get; init; }

    public required Coverage Coverage { get; init; }

    public required ScreeningVersions Versions { get; init; }

    public static ScreeningResponse Of(ScreeningResult result, string? reference, DateOnly decisiveDate) => new()
    {
        Reference = reference,
        DecisiveDate = decisiveDate,
        Verdict = result.Verdict,
        RiskScore = result.RiskScore,
        RiskLevel = result.RiskLevel,
        Lines = result.Lines,
        Coverage = result.Coverage,
        Versions = result.Versions,
    };
}

/// <summary>A stored screening in a list.</summary>
public sealed record ScreeningSummary
{
    public required Guid Id { get; init; }
    public required string? Reference { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateOnly DecisiveDate { get; init; }

    /// <summary>Code of the destination, or the text as sent where nobody knows the place.</summary>
    public required string Destination { get; init; }
    public required Verdict Verdict { get; init; }
    public required decimal RiskScore { get; init; }
    public required RiskLevel RiskLevel { get; init; }

    /// <summary>All categories that were found on any line.</summary>
    public required IReadOnlyList<string> Categories { get; init; }
}

/// <summary>A page of stored screenings, newest first.</summary>
public sealed record ScreeningPage
{
    public required IReadOnlyList<ScreeningSummary> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}
