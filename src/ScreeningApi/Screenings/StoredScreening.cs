using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Scoring;
using ScreeningApi.Hosting;

namespace ScreeningApi.Screenings;

/// <summary>
/// Turns stored rows into answers. What a caller is told first (<see cref="ScreeningJson"/>) and what is read back here later are the same
/// bytes, whatever the database made of the JSON in between.
/// </summary>
internal static class StoredScreening
{
    public static ScreeningResponse Response(ScreeningRow row)
    {
        var result = row.ResultPacked is { } packed
            ? JsonSerializer.Deserialize<ScreeningResult>(PackedResult.Unpack(packed), JsonFormat.Options)!
            : JsonSerializer.Deserialize<ScreeningResult>(row.Result!, JsonFormat.Options)!;
        return ScreeningResponse.Of(result, row.Reference, row.DecisiveDate) with { Id = row.Id, CreatedAt = row.CreatedAt };
    }

    /// <summary>A page of at most <paramref name="limit"/> of the rows, and the cursor when there are more.</summary>
    public static ScreeningPage Page(List<ScreeningRow> rows, int limit) => new()
    {
        Items = [.. rows.Take(limit).Select(Summary)],
        Next = rows.Count > limit ? new ScreeningCursor(rows[limit - 1].CreatedAt, rows[limit - 1].Id).ToString() : null,
    };

    private static ScreeningSummary Summary(ScreeningRow row) => new()
    {
        Id = row.Id,
        Reference = row.Reference,
        CreatedAt = row.CreatedAt,
        DecisiveDate = row.DecisiveDate,
        Destination = row.Destination,
        Verdict = Enum.Parse<Verdict>(row.Verdict, ignoreCase: true),
        RiskScore = row.RiskScore,
        RiskLevel = Enum.Parse<RiskLevel>(row.RiskLevel, ignoreCase: true),
        Categories = row.Categories,
    };
}
