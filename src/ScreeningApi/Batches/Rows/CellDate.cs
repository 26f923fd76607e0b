using System.Buffers;
using System.Globalization;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Reads a day as people and spreadsheets write it. A date with dots has the day first; with slashes or dashes only where day and month
/// cannot be taken for each other. What was read of anything but an ISO date is said, and what could be two days is refused.
/// </summary>
internal static class CellDate
{
    private const int MaxLength = 40;
    private const int YearLength = 4;
    private const int Months = 12;
    private const string NoDay = "which is no day of the calendar with four digits for the year";

    private static readonly SearchValues<char> OfTime = SearchValues.Create("0123456789:.Z");
    private static readonly string[] MonthNames = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    /// <param name="text">White space around it does not matter.</param>
    /// <param name="note">When the date was read: how, in words; null for an ISO date. When it was not: why, as in <c>found ..., expected ...</c>.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out DateOnly date, out string? note)
    {
        text = text.Trim();
        note = null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return true;
        }

        var fault = text.Length > MaxLength ? $"a text of {text.Length} characters" : "";
        if (fault.Length == 0 && TryReadParts(text, out date, out var how, out fault))
        {
            note = CellFaults.Read(text, date, how);
            return true;
        }

        date = default;
        note = CellFaults.NoDate(text, fault);
        return false;
    }

    private static bool TryReadParts(ReadOnlySpan<char> text, out DateOnly date, out string how, out string fault)
    {
        (date, how) = (default, "");
        var day = WithoutTime(text);
        if (!day.ContainsAnyExceptInRange('0', '9'))
        {
            const int compact = 8;
            how = "year, month and day without separators";
            fault = day.Length == 0 ? "" : day.Length == compact ? NoDay : "which a spreadsheet may have made of a date, but is only a number";
            return day.Length == compact && TryMake(day[..YearLength].ToString(), day[YearLength..^2].ToString(), day[^2..].ToString(), out date);
        }

        var parts = day.ToString().Split([' ', '/', '-', '.', ',', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        fault = parts.Length == 3 ? NoDay : "which is not day, month and year";
        if (parts.Length != 3)
        {
            return false;
        }

        how = day.Length < text.Length ? "the time was left out" : "";
        return parts.Any(p => char.IsLetter(p[0])) ? TryNamed(parts, ref how, out date) : SeparatorsAreOne(day) && TryNumbers(parts, day, ref how, ref fault, out date);
    }

    /// <summary>2026-12-31T00:00:00 and 2026-12-31 00:00: the day as it stands there.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOfAny('T', ' ');
        return at > 0 && text[(at + 1)..] is [>= '0' and <= '9', >= '0' and <= '9', ':', >= '0' and <= '9', ..] && !text[(at + 1)..].ContainsAnyExcept(OfTime) ? text[..at].TrimEnd() : text;
    }

    private static bool SeparatorsAreOne(ReadOnlySpan<char> day)
    {
        var first = day.IndexOfAnyExceptInRange('0', '9');
        return day[first] is '/' or '-' or '.' && day.Count(day[first]) == 2 && !day.ContainsAnyExcept("0123456789" + day[first]);
    }

    private static bool TryNamed(string[] parts, ref string how, out DateOnly date)
    {
        how = how.Length > 0 ? how : "the month by its name";
        return char.IsLetter(parts[0][0])
            ? TryMake(parts[2], MonthOf(parts[0]), parts[1], out date)
            : parts[0].Length == YearLength ? TryMake(parts[0], MonthOf(parts[1]), parts[2], out date) : TryMake(parts[2], MonthOf(parts[1]), parts[0], out date);
    }

    private static bool TryNumbers(string[] parts, ReadOnlySpan<char> day, ref string how, ref string fault, out DateOnly date)
    {
        if (parts[0].Length == YearLength)
        {
            how = how.Length > 0 ? how : "the year first";
            return TryMake(parts[0], parts[1], parts[2], out date);
        }

        var isDayFirst = TryMake(parts[2], parts[1], parts[0], out date);
        how = how.Length > 0 ? how + ", the day first" : "the day first";
        if (day.Contains('.'))
        {
            return isDayFirst;
        }

        if (!TryMake(parts[2], parts[0], parts[1], out var monthFirst))
        {
            return isDayFirst;
        }

        fault = "which can be two days";
        how = isDayFirst ? "day and month are the same" : how.Replace("the day first", "the month first", StringComparison.Ordinal);
        (var either, date) = (!isDayFirst || date == monthFirst, monthFirst);
        return either;
    }

    /// <summary>The number of a month by its English name or the first letters of it, three or more; empty when it is none.</summary>
    private static string MonthOf(string name)
    {
        const int shortest = 3;
        var month = Array.FindIndex(MonthNames, 0, Months, m => name.Length >= shortest && m.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return name.Equals("sept", StringComparison.OrdinalIgnoreCase) ? "9" : month < 0 ? "" : (month + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryMake(string year, string month, string day, out DateOnly date)
    {
        date = default;
        if (year.Length != YearLength || month.Length > 2 || day.Length > 2
            || !TryNumber(year, out var y) || !TryNumber(month, out var m) || !TryNumber(day, out var d)
            || y < 1 || m is < 1 or > Months || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
