using Screening.Engine;
using Screening.Engine.Scoring;

namespace ScreeningApi.Batches.Rows;

/// <summary>What came of a row: the screening of its line, or why there is none.</summary>
/// <param name="Line">Null when the row was not screened.</param>
/// <param name="Error">What was found and what was expected; null when the row was screened.</param>
/// <param name="ErrorColumn">The column that holds it, as the file calls it; null when it is none in particular.</param>
/// <param name="IsFailure">True when not the row but the service is at fault: screened again, it may well succeed.</param>
internal readonly record struct RowOutcome(LineResult? Line, string? Error = null, string? ErrorColumn = null, bool IsFailure = false)
{
    /// <summary>A row that nobody could read is never one without a finding.</summary>
    public Verdict Verdict => Line?.Verdict ?? (IsFailure ? Verdict.NotScreened : Verdict.Incomplete);

    /// <summary>The error with its place, as people look for it.</summary>
    public static string Place(int number, string? column, string error) => column is null ? $"row {number}: {error}" : $"row {number}, column {column}: {error}";

    /// <summary>What a reader says of a row: <c>column 'HS code': found ...</c>, or what is wrong with the row as such.</summary>
    public static RowOutcome OfFault(string fault)
    {
        const string Begin = "column '", End = "': ";
        var end = fault.StartsWith(Begin, StringComparison.Ordinal) ? fault.IndexOf(End, StringComparison.Ordinal) : -1;
        return end > 0 ? new RowOutcome(null, fault[(end + End.Length)..], fault[Begin.Length..end]) : new RowOutcome(null, fault);
    }
}
