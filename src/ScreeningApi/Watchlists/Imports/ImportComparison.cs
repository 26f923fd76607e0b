using System.Globalization;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>What a person must look at before an import takes the place of what is in use.</summary>
internal static class ImportComparison
{
    public const string BrokenFile = "brokenFile";
    public const string NoEntries = "noEntries";
    public const string CountDiffers = "countDiffers";
    public const string HashDiffers = "hashDiffers";
    public const string CanaryMissing = "canaryMissing";
    public const string Shrunk = "shrunk";
    public const string OlderDate = "olderDate";
    public const string FutureDate = "futureDate";

    /// <summary>What speaks against it by itself, and what does beside the version in use.</summary>
    public static IReadOnlyList<ImportReason> Reasons(ReadImport import, WatchlistVersionRow? current) =>
        import.Entries is null || current is null ? import.Reasons : [.. import.Reasons, .. Beside(import, current)];

    /// <summary>Whether the same file came before, and the same was found.</summary>
    public static bool IsSame(WatchlistVersionRow before, WatchlistVersionRow now, IReadOnlyList<ImportReason> reasons) =>
        before.Sha256.AsSpan().SequenceEqual(now.Sha256) && before.Format == now.Format
        && WatchlistJson.ReadReasons(before.Reasons).Select(r => r.Code).SequenceEqual(reasons.Select(r => r.Code));

    private static IEnumerable<ImportReason> Beside(ReadImport import, WatchlistVersionRow current)
    {
        // Rounded, so that the permitted share of a whole number is not missed by a last binary digit.
        var least = (int)Math.Ceiling(Math.Round(current.Entries * (1 - import.MaxShrink), 6));
        if (import.Row.Entries < least)
        {
            yield return new ImportReason(Shrunk, $"{import.Row.Entries} entries", string.Create(
                CultureInfo.InvariantCulture, $"at least {least}: the version in use has {current.Entries}, and may lose {import.MaxShrink:P0} of them"));
        }

        if (current.Published is { } before && (import.Row.Published is not { } now || now < before))
        {
            yield return new ImportReason(OlderDate, import.Row.Published is { } found ? Text(found) : "no date", $"{Text(before)} or later, which is the date of the version in use");
        }
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
