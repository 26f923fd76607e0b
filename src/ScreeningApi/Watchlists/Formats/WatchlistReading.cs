namespace ScreeningApi.Watchlists.Formats;

/// <summary>What a reader must be told.</summary>
/// <param name="ListCode">The list's code: the section of entries whose file has no sections.</param>
/// <param name="CountryCode">The ISO 3166-1 alpha-2 code for a country as the publisher wrote it, name or code; null for what is not known.</param>
internal sealed record WatchlistReading(string ListCode, Func<string, string?> CountryCode);
