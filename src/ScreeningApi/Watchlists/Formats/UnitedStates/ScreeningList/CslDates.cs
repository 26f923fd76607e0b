using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

internal static class CslDates
{
    public static DateOnly? Day(SourceRecord record, string field, string? text) => record.Day(field, text, "yyyy-MM-dd", "M/d/yyyy");

    /// <summary>A date of birth may be in words, but has a digit: one without is of another column.</summary>
    public static string? Birth(SourceRecord record, string field, string text) =>
        BirthDates.Read(text) ?? (text.Any(char.IsAsciiDigit) ? null : throw record.Fault(field, $"a text of {text.Length} characters without a digit", "a date, such as 1960-05-01 or circa 1960"));
}
