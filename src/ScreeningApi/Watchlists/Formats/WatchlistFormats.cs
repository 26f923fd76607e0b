using System.Collections.Frozen;
using ScreeningApi.Watchlists.Formats.EuropeanUnion;
using ScreeningApi.Watchlists.Formats.Own;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.UnitedKingdom;
using ScreeningApi.Watchlists.Formats.UnitedNations;
using ScreeningApi.Watchlists.Formats.UnitedStates.Commerce;
using ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;
using ScreeningApi.Watchlists.Formats.UnitedStates.State;
using ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

namespace ScreeningApi.Watchlists.Formats;

/// <summary>The formats in which lists of restricted parties are published.</summary>
internal static class WatchlistFormats
{
    private static readonly FrozenDictionary<string, Func<IReadOnlyList<WatchlistPart>, WatchlistReading, FormatReader>> Readers =
        new Dictionary<string, Func<IReadOnlyList<WatchlistPart>, WatchlistReading, FormatReader>>
        {
            ["csl-json"] = (parts, reading) => new CslJsonReader(PartFiles.Single(parts), reading),
            ["csl-csv"] = (parts, reading) => new CslCsvReader(PartFiles.Single(parts), reading),
            ["ofac-csv"] = (parts, reading) => new OfacCsvReader(PartFiles.Of(parts), reading),
            ["ofac-xml"] = (parts, reading) => new OfacXmlReader(PartFiles.Single(parts), reading),
            ["un-xml"] = (parts, reading) => new UnXmlReader(PartFiles.Single(parts), reading),
            ["eu-xml"] = (parts, reading) => new EuXmlReader(PartFiles.Single(parts), reading),
            ["uk-csv"] = (parts, reading) => new UkCsvReader(PartFiles.Single(parts), reading),
            ["uk-xml"] = (parts, reading) => new UkXmlReader(PartFiles.Single(parts), reading),
            ["dpl-txt"] = (parts, reading) => new DplTextReader(PartFiles.Single(parts), reading),
            ["isn-csv"] = (parts, reading) => new IsnCsvReader(PartFiles.Single(parts), reading),
            ["itar-csv"] = (parts, reading) => new ItarCsvReader(PartFiles.Single(parts), reading),
            ["own-csv"] = (parts, reading) => new OwnCsvReader(PartFiles.Single(parts), reading),
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
