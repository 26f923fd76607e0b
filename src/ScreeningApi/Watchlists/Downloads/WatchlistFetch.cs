using Microsoft.Extensions.Options;
using ScreeningApi.Reference;
using ScreeningApi.Watchlists.Imports;

namespace ScreeningApi.Watchlists.Downloads;

/// <summary>What came of looking for a list at its publisher's.</summary>
/// <param name="Import">Null where the publisher has nothing new.</param>
internal sealed record FetchOutcome(ImportOutcome? Import);

/// <summary>Gets a list from where it is published and imports it, or notes that what is in use is current, or why neither could be done.</summary>
internal sealed class WatchlistFetch(
    WatchlistDownload download, WatchlistImport import, WatchlistCheckStore checks, SnapshotHolder snapshots, WatchlistMeter meter, IOptions<WatchlistOptions> options)
{
    /// <param name="urls">One address, or those of all files of the list.</param>
    /// <param name="known">What is known from the last time; null asks for the file whatever that was.</param>
    /// <param name="on">Hosts that may be asked, null for any; what is said of the file; who asks.</param>
    /// <exception cref="DownloadFaultException">When a file could not be had; it is noted.</exception>
    public async Task<FetchOutcome> RunAsync(
        WatchlistTerms terms, IReadOnlyList<string> urls, WatchlistCheckRow? known, (IReadOnlyCollection<string>? Hosts, ImportSource Source, ImportOrder Order) on, CancellationToken cancellation)
    {
        using var upload = new WatchlistUpload();
        try
        {
            // The files of several addresses make one list: whether one has changed says nothing of it.
            var isKnown = urls.Count == 1 && known?.Url == urls[0];
            DownloadedFile? last = null;
            foreach (var url in urls)
            {
                last = await download.GetAsync(new DownloadRequest(Parse(url), isKnown ? known!.Etag : null, isKnown ? known!.LastModified : null, on.Hosts), upload, cancellation);
            }

            var origin = urls.Count == 1 ? (urls[0], last!.Etag, last.LastModified) : default((string?, string?, string?));
            if (last!.IsUnchanged)
            {
                await checks.ConfirmAsync(terms.Key, origin, cancellation);
                meter.CountImport(terms.Key, WatchlistImportState.Unchanged);
                return new FetchOutcome(null);
            }

            return new FetchOutcome(await import.RunAsync(upload, terms, on.Source with { Origin = origin }, (snapshots.Current, on.Order), cancellation));
        }
        catch (DownloadFaultException fault)
        {
            meter.CountFailure(terms.Key);
            await checks.FailAsync(terms.Key, (fault.Code, fault.Message), cancellation);
            throw;
        }
    }

    /// <summary>The addresses that a list is published at: one, or those of all its files, divided by spaces.</summary>
    public static IReadOnlyList<string> Addresses(string url) => url.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Shown and stored without a query, which may hold a key.</summary>
    public static string Shown(IReadOnlyList<string> urls) => string.Join(' ', urls.Select(u => Uri.TryCreate(u, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path) : "an address"));

    public TimeSpan PauseOf(string code) => options.Value.EveryOf.GetValueOrDefault(code, options.Value.Every);

    private static Uri Parse(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri
        : throw new DownloadFaultException("addressRefused", "Found an address that is none, expected one such as https://host/file.", isPassing: false);
}
