using System.Globalization;
using System.Security.Cryptography;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>What reading a file once has shown.</summary>
/// <param name="IsWhole">False when it could not be read to its end: nothing of it may be used.</param>
internal sealed record ListReview(int Entries, int Names, DateTime? Published, IReadOnlyList<ImportReason> Reasons, bool IsWhole)
{
    /// <summary>A publisher's clock may be ahead by a day's zone; a date beyond that would make every later version look old.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromHours(36);

    /// <summary>Reads the file and keeps nothing of it but figures.</summary>
    public static ListReview Of(WatchlistUpload upload, WatchlistTerms terms, ListReader reader, DateTimeOffset now, CancellationToken cancellation)
    {
        var (entries, names, canaries) = (0, 0, new HashSet<string>(terms.Canaries.Select(Plain), StringComparer.Ordinal));
        var parts = upload.Open();
        WatchlistFile? file = null;
        try
        {
            file = reader.Open(parts);
            foreach (var entry in file.Entries())
            {
                cancellation.ThrowIfCancellationRequested();
                ListReader.Stage(entry);
                entries++;
                upload.Progress?.Invoke(entries, parts.Sum(p => p.Content.Position));
                names += entry.Names.Length;
                canaries.ExceptWith(canaries.Count == 0 ? [] : entry.Names.Select(n => Plain(n.Text)));
            }

            return new ListReview(entries, names, file.Published?.UtcDateTime, [.. Against(file, canaries.Count, terms, now)], IsWhole: true);
        }
        catch (WatchlistFormatException fault)
        {
            return new ListReview(entries, names, file?.Published?.UtcDateTime, [Fault(fault, file, entries)], IsWhole: false);
        }
        finally
        {
            file?.Dispose();
            WatchlistUpload.Close(parts);
        }
    }

    private static IEnumerable<ImportReason> Against(WatchlistFile file, int missing, WatchlistTerms terms, DateTimeOffset now)
    {
        if (missing > 0)
        {
            yield return new ImportReason(
                ImportComparison.CanaryMissing, $"{terms.Canaries.Length - missing} of {terms.Canaries.Length} names that stand in every sound version", "all of them");
        }

        if (file.Published is { } published && published > now + ClockSlack)
        {
            yield return new ImportReason(
                ImportComparison.FutureDate, published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} or earlier");
        }
    }

    private static ImportReason Fault(WatchlistFormatException fault, WatchlistFile? file, int entries) =>
        new(file?.DeclaredCount is { } declared && declared != entries && fault.Where == "the list" ? ImportComparison.CountDiffers
            : fault.Where == "the list" && entries == 0 ? ImportComparison.NoEntries
            : ImportComparison.BrokenFile, $"{fault.Found} ({fault.Where})", fault.Expected);

    /// <summary>Publishers change case and spacing of a name; the canary is to notice its absence, not that.</summary>
    private static string Plain(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>Reads lists in one format, on behalf of one list.</summary>
internal sealed class ListReader(string format, WatchlistReading reading)
{
    public WatchlistFile Open(IReadOnlyList<WatchlistPart> parts) => WatchlistFormats.Open(format, parts, reading);

    /// <summary>The entries as they are stored, of a file that was read to its end before.</summary>
    public IEnumerable<StagedEntry> Stage(WatchlistUpload upload)
    {
        var parts = upload.Open();
        try
        {
            using var file = Open(parts);
            foreach (var entry in file.Entries())
            {
                yield return Stage(entry);
            }
        }
        finally
        {
            WatchlistUpload.Close(parts);
        }
    }

    /// <summary>Throws <see cref="WatchlistFormatException"/> for what a database cannot hold.</summary>
    public static StagedEntry Stage(WatchlistEntry entry)
    {
        var json = WatchlistJson.Write(entry);
        return !json.AsSpan().ContainsNul() && entry.Id.Length is > 0 and <= MaxId && entry.Section.Length is > 0 and <= MaxId
            ? new StagedEntry(entry.Id, entry.Section, SHA256.HashData(json), json)
            : throw new WatchlistFormatException("an entry", "a NUL character, or an id or section that is empty or too long", $"text without NUL, ids of 1 to {MaxId} characters");
    }

    private const int MaxId = 400;
}

internal static class JsonBytes
{
    /// <summary>Of JSON as it is written, in which a backslash of the text is doubled.</summary>
    public static bool ContainsNul(this ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf("\\u0000"u8); at >= 0; at = json.IndexOf("\\u0000"u8))
        {
            var slashes = at + 1 - (json[..(at + 1)].LastIndexOfAnyExcept((byte)'\\') + 1);
            if (slashes % 2 == 1)
            {
                return true;
            }

            json = json[(at + 1)..];
        }

        return false;
    }

    public static bool ContainsNul(this Span<byte> json) => ContainsNul((ReadOnlySpan<byte>)json);
}
