using System.Text.Json;
using Screening.Engine.Scoring;

namespace ScreeningApi.Batches.Rows;

/// <summary>The result of a row as it is stored and written out.</summary>
/// <param name="RiskScore">Null when the row was not screened.</param>
/// <param name="Error">What was found and what was expected, without the place; null when the row was screened.</param>
internal readonly record struct ResultRow(Verdict Verdict, decimal? RiskScore, RiskLevel? RiskLevel, ResultColumns Columns, string? Error, string? ErrorColumn)
{
    public static ResultRow Of(in RowOutcome outcome, double foundFrom) => new(
        outcome.Verdict, outcome.Line?.RiskScore, outcome.Line?.RiskLevel, ResultColumns.Of(outcome.Line, foundFrom), outcome.Error, outcome.ErrorColumn);
}

/// <summary>Verdicts and levels in the words of the contract.</summary>
internal static class VerdictNames
{
    private static readonly string[] Verdicts = [.. Enum.GetNames<Verdict>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly string[] Levels = [.. Enum.GetNames<RiskLevel>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static IReadOnlyList<string> All => Verdicts;

    public static string Of(Verdict verdict) => Verdicts[(int)verdict];

    public static string Of(RiskLevel level) => Levels[(int)level];

    public static Verdict VerdictOf(string name) => (Verdict)Array.IndexOf(Verdicts, name);

    public static RiskLevel LevelOf(string name) => (RiskLevel)Array.IndexOf(Levels, name);
}
