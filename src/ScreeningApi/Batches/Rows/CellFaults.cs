using System.Globalization;

namespace ScreeningApi.Batches.Rows;

/// <summary>What is said about a cell that could not be read, or not as it stood.</summary>
internal static class CellFaults
{
    private const int MaxShown = 40;

    public static string NoNumber(ReadOnlySpan<char> text, string why) => $"found '{Shown(text)}'{Because(why)}, expected a number such as 1234.5";

    public static string NoDate(ReadOnlySpan<char> text, string why) => $"found '{Shown(text)}'{Because(why)}, expected a date such as 2026-12-31";

    /// <param name="other">What it could have been too; null when nothing.</param>
    public static string Read(ReadOnlySpan<char> text, decimal value, decimal? other) => other is { } lower
        ? string.Create(CultureInfo.InvariantCulture, $"'{Shown(text)}' was read as {value}, the larger of what it can be; it could be {lower} too")
        : string.Create(CultureInfo.InvariantCulture, $"'{Shown(text)}' was read as {value}");

    public static string Read(ReadOnlySpan<char> text, DateOnly date, string why) => string.Create(CultureInfo.InvariantCulture, $"'{Shown(text)}' was read as {date:yyyy-MM-dd}: {why}");

    private static string Because(string why) => why.Length > 0 ? ", " + why : "";

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= MaxShown ? text.ToString() : string.Concat(text[..MaxShown], "…");
}
