using System.Globalization;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>Reads dates of birth in the many forms in which publishers write them, and gives them in one: a day, a month, a year or a span of years.</summary>
internal static class BirthDates
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "d/M/yyyy", "MMMM d, yyyy"];
    private static readonly string[] Months = ["yyyy-MM", "MMM yyyy", "MMMM yyyy", "MMMM, yyyy", "MMM, yyyy"];
    private static readonly string[] Abouts = ["circa ", "c. ", "approximately "];

    /// <returns>Null for what is no date: publishers also write of birth in words, which stay in the remarks.</returns>
    public static string? Read(string? text)
    {
        text = WithoutAbout(text?.Trim().TrimEnd('.') ?? "");
        if (text.Split(" to ") is [var from, var to])
        {
            return Span(Year(from), Year(to));
        }

        return Day(text) ?? Month(text) ?? YearAlone(text) ?? YearOfMask(text);
    }

    public static string? Span(int? from, int? to) =>
        from is not { } first || to is not { } last || last < first ? null : first == last ? Text(first) : $"{Text(first)}/{Text(last)}";

    /// <summary>A whole number that can be a year of birth of a living or lately dead person.</summary>
    public static int? Number(string? text) =>
        text is { Length: 4 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 1800 ? year : null;

    private static string WithoutAbout(string text) =>
        Abouts.FirstOrDefault(a => text.StartsWith(a, StringComparison.OrdinalIgnoreCase)) is { } about ? text[about.Length..].Trim() : text;

    private static string? Day(string text) =>
        DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) && day.Year >= 1800 ? day.ToString("O", CultureInfo.InvariantCulture) : null;

    private static string? Month(string text) =>
        DateOnly.TryParseExact(text, Months, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) && day.Year >= 1800 ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null;

    private static string? YearAlone(string text) => Number(text) is { } year ? Text(year) : text.Split('-', '/') is [var from, var to] ? Span(Number(from.Trim()), Number(to.Trim())) : null;

    /// <summary><c>dd/mm/1945</c>, <c>00/00/1945</c> and <c>00/05/1945</c>: the United Kingdom's days of which a part is not known.</summary>
    private static string? YearOfMask(string text) =>
        text.Split('/') is not [_, var month, var last] || Number(last) is not { } year ? null
        : month.Length == 2 && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12 ? $"{Text(year)}-{month}"
        : Text(year);

    private static int? Year(string text) => Read(text) is { } date ? Number(date[..4]) : null;

    private static string Text(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
