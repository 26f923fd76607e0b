using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats;

/// <summary>
/// A published list, read as a stream: an entry is made when it is asked for, and nothing is kept of it but its id. A fault anywhere is a
/// fault of the whole file, so nothing of it may be used before its last entry was read. A document that was cut off is always a fault; a
/// table without a count or last line of its own that was cut off exactly between two rows is not: that it shrank shows beside the version before.
/// </summary>
internal sealed class WatchlistFile(FormatReader reader) : IDisposable
{
    private bool _isRead;

    /// <summary>When the publisher made the file, at midnight UTC where it gives a day alone; null when it does not say. Settled once the last entry was read.</summary>
    public DateTimeOffset? Published => reader.Published;

    /// <summary>How many entries the file says it has; that many were read when the last one was. Settled once the last entry was read.</summary>
    public int? DeclaredCount => reader.DeclaredCount;

    /// <summary>Can be asked for once.</summary>
    /// <exception cref="WatchlistFormatException">While it is enumerated.</exception>
    public IEnumerable<WatchlistEntry> Entries() =>
        _isRead ? throw new InvalidOperationException("A list is read once.") : Read();

    public void Dispose() => reader.Dispose();

    private IEnumerable<WatchlistEntry> Read()
    {
        _isRead = true;
        var checks = new EntryChecks();
        using var entries = reader.Read().GetEnumerator();
        while (FormatFaults.Of("the list", entries.MoveNext))
        {
            checks.Add(entries.Current);
            yield return entries.Current;
        }

        checks.End(reader.DeclaredCount);
    }
}
