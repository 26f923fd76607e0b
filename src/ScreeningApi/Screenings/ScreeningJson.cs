using System.Globalization;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Scoring;
using ScreeningApi.Hosting;

namespace ScreeningApi.Screenings;

/// <summary>
/// Writes results straight from the engine's output, to the byte as the serializer writes <see cref="ScreeningResponse"/>: that type stays
/// the contract, and a test holds this to it. By hand because an answer of ten kilobytes is most of what a request costs, and three quarters
/// of it are parts that other answers have as well, which are copied (<see cref="SharedJson"/>).
/// </summary>
internal static class ScreeningJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id"), Reference = JsonEncodedText.Encode("reference"), CreatedAt = JsonEncodedText.Encode("createdAt"),
        DecisiveDate = JsonEncodedText.Encode("decisiveDate"), Verdict = JsonEncodedText.Encode("verdict"), RiskScore = JsonEncodedText.Encode("riskScore"),
        RiskLevel = JsonEncodedText.Encode("riskLevel"), Lines = JsonEncodedText.Encode("lines"), Coverage = JsonEncodedText.Encode("coverage"), Versions = JsonEncodedText.Encode("versions");

    /// <summary>The answer of a screening that is not stored.</summary>
    public static void WriteAnswer(PooledJson json, ScreeningResult result, string? reference, DateOnly decisiveDate)
    {
        json.Writer.WriteStartObject();
        WriteHead(json.Writer, reference, null, decisiveDate);
        WriteMembers(json, result);
        json.Writer.WriteEndObject();
    }

    /// <summary>The answer of a stored screening.</summary>
    /// <param name="result">What <see cref="WriteResult"/> wrote: it is not written twice.</param>
    public static void WriteAnswer(PooledJson json, ScreeningRow row, ReadOnlySpan<byte> result)
    {
        json.Writer.WriteStartObject();
        json.Writer.WriteString(Id, row.Id);
        WriteHead(json.Writer, row.Reference, row.CreatedAt, row.DecisiveDate);
        json.Writer.WriteRawValue(result[1..], skipInputValidation: true);
    }

    /// <summary>The result as it is stored.</summary>
    public static void WriteResult(PooledJson json, ScreeningResult result)
    {
        json.Writer.WriteStartObject();
        WriteMembers(json, result);
        json.Writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, string? reference, DateTime? createdAt, DateOnly decisiveDate)
    {
        writer.WriteString(Reference, reference);
        if (createdAt is { } at)
        {
            writer.WriteString(CreatedAt, at);
        }

        Span<char> date = stackalloc char[10];
        decisiveDate.TryFormat(date, out _, "O", CultureInfo.InvariantCulture);
        writer.WriteString(DecisiveDate, date);
    }

    private static void WriteMembers(PooledJson json, ScreeningResult result)
    {
        var writer = json.Writer;
        writer.WriteString(Verdict, EnumText<Verdict>.Of(result.Verdict));
        writer.WriteNumber(RiskScore, result.RiskScore);
        writer.WriteString(RiskLevel, EnumText<RiskLevel>.Of(result.RiskLevel));
        writer.WriteStartArray(Lines);
        foreach (var line in result.Lines)
        {
            LineJson.Write(json, line);
        }

        writer.WriteEndArray();
        SharedJson.Write(json, Coverage, result.Coverage, result.Shared.Coverage);
        SharedJson.Write(json, Versions, result.Versions, result.Shared.Versions);
    }
}
