using System.Globalization;

namespace Screening.Engine.Parties;

/// <summary>Dates of birth that are known to the day, the month, the year, or as a span of years.</summary>
internal static class BirthDates
{
    /// <summary>Whether the two could be the same day. A text that is no date agrees with nothing.</summary>
    public static bool Agree(string one, string other)
    {
        var slash = other.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            return Year(one) is { } year && Year(other[..slash]) is { } from && Year(other[(slash + 1)..]) is { } to && year >= from && year <= to;
        }

        var shortest = Math.Min(one.Length, other.Length);
        return Year(one) is not null && Year(other) is not null && shortest is 4 or 7 or 10 && one.AsSpan(0, shortest).SequenceEqual(other.AsSpan(0, shortest));
    }

    private static int? Year(string date) =>
        date.Length >= 4 && int.TryParse(date.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
}
