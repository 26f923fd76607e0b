using System.Text;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

/// <summary>Reads a list to its end, as its import does.</summary>
internal static class ListReading
{
    private static readonly Dictionary<string, string> Countries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Freedonia"] = "XF", ["Sylvania"] = "XS", ["Iran"] = "IR", ["Russia"] = "RU", ["Cuba"] = "CU", ["Korea, North"] = "KP", ["North Korea"] = "KP", ["China"] = "CN", ["Russian Federation"] = "RU",
    };

    public static WatchlistReading Of(string list) => new(list, CountryCode);

    public static IReadOnlyList<WatchlistEntry> Read(string format, string text) => Read(format, new WatchlistPart("list", Bytes(text))).Entries;

    public static ReadList Read(string format, params WatchlistPart[] parts)
    {
        using var file = WatchlistFormats.Open(format, parts, Of("LIST"));
        var entries = file.Entries().ToList();
        return new ReadList(entries, file.Published, file.DeclaredCount);
    }

    public static WatchlistFormatException Refused(string format, string text) => Refused(format, new WatchlistPart("list", Bytes(text)));

    public static WatchlistFormatException Refused(string format, params WatchlistPart[] parts) => Assert.Throws<WatchlistFormatException>(() => Read(format, parts));

    public static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Names of an entry with what kind they are of.</summary>
    public static string Names(this WatchlistEntry entry) => string.Join(" | ", entry.Names.Select(n => $"{n.Kind} {n.Text}"));

    /// <summary>A code is itself.</summary>
    private static string? CountryCode(string country) =>
        Countries.TryGetValue(country, out var code) ? code : country.Length == 2 && country.All(char.IsAsciiLetterUpper) ? country : null;
}

internal sealed record ReadList(IReadOnlyList<WatchlistEntry> Entries, DateTimeOffset? Published, int? DeclaredCount);
