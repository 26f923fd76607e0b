namespace ScreeningApi.Watchlists.Formats;

/// <summary>
/// A file of a list that cannot be taken as a whole. It never quotes what stands in the file beyond names of columns and elements, so that
/// no party's name reaches a log with it.
/// </summary>
/// <param name="where">The part, and in it the line, record or element.</param>
internal sealed class WatchlistFormatException(string where, string found, string expected)
    : Exception($"{where}: found {found}, expected {expected}.")
{
    public string Where => where;

    public string Found => found;

    public string Expected => expected;
}
