using System.Collections.Frozen;

namespace ScreeningApi.Watchlists.Formats;

/// <summary>The formats in which lists of restricted parties are published.</summary>
internal static class WatchlistFormats
{
    private static readonly FrozenDictionary<string, Func<IReadOnlyList<WatchlistPart>, WatchlistReading, FormatReader>> Readers =
        new Dictionary<string, Func<IReadOnlyList<WatchlistPart>, WatchlistReading, FormatReader>>
        {
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [.. Readers.Keys.Order(StringComparer.Ordinal)];

    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="parts">The files of the list: one, or of <c>ofac-csv</c> three; a zip archive stands for the files in it.</param>
    /// <exception cref="WatchlistFormatException">When the beginning is not that of the format.</exception>
    public static WatchlistFile Open(string format, IReadOnlyList<WatchlistPart> parts, WatchlistReading reading) =>
        Readers.TryGetValue(format, out var open)
            ? new WatchlistFile(FormatFaults.Of("the beginning", () => open(parts, reading)))
            : throw new ArgumentException($"Found the format '{format}', expected one of {string.Join(", ", Names)}.", nameof(format));
}
