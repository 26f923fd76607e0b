using Screening.Engine;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>Where a file came from, and what was said about it.</summary>
/// <param name="Kind">url, upload or command.</param>
/// <param name="Name">The address without its query, or the names of the files.</param>
/// <param name="Format">Null for the one that the list is published in.</param>
/// <param name="ExpectedSha256">In hexadecimal; null where nobody said what it must be.</param>
internal sealed record ImportSource(string Kind, string Name, string? Format, string? ExpectedSha256)
{
    /// <summary>What a conditional request for the same file needs.</summary>
    public (string? Url, string? Etag, string? LastModified) Origin { get; init; }
}

/// <summary>Reads a list, checks it, and puts it to use or into quarantine. The same for uploads, downloads and the command.</summary>
internal sealed class WatchlistImport(WatchlistImportStore store, WatchlistMeter meter, TimeProvider clock)
{
    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <param name="on">What countries are called, and who asks.</param>
    public async Task<ImportOutcome> RunAsync(WatchlistUpload upload, WatchlistTerms terms, ImportSource source, (ScreeningSnapshot Snapshot, ImportOrder Order) on, CancellationToken cancellation)
    {
        var format = source.Format ?? terms.Format;
        var reader = new ListReader(format, new WatchlistReading(terms.Key.List, text => on.Snapshot.Destinations.Countries.Resolve(text).Code?.Text));
        var review = ListReview.Of(upload, terms, reader, clock.GetUtcNow(), cancellation);
        var sha256 = upload.Sha256;
        var row = new WatchlistVersionRow
        {
            TenantId = terms.Key.Tenant, List = terms.Key.List, Published = review.Published, Sha256 = sha256, Bytes = upload.Bytes, Format = format,
            SourceKind = source.Kind, Source = source.Name, Entries = review.Entries, Names = review.Names,
        };
        var import = new ReadImport(row, [.. review.Reasons, .. AgainstHash(source, sha256)], review.IsWhole ? () => reader.Stage(upload) : null, terms.MaxShrink, source.Origin);
        var outcome = await store.ImportAsync(import, on.Order, cancellation);
        if (outcome.Row is not null)
        {
            meter.CountImport(terms.Key, outcome.State);
        }

        return outcome;
    }

    private static IEnumerable<ImportReason> AgainstHash(ImportSource source, byte[] sha256)
    {
        var found = Convert.ToHexStringLower(sha256);
        if (source.ExpectedSha256 is { } expected && !found.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            yield return new ImportReason(ImportComparison.HashDiffers, found, expected.ToLowerInvariant());
        }
    }
}
