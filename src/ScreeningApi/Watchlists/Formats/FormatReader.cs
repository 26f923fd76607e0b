using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists.Formats;

/// <summary>Reads one format. What holds for all formats, <see cref="WatchlistFile"/> sees to.</summary>
internal abstract class FormatReader : IDisposable
{
    /// <summary>When the publisher made the file, where it says so.</summary>
    public DateTimeOffset? Published { get; protected set; }

    /// <summary>How many entries the file says it has.</summary>
    public int? DeclaredCount { get; protected set; }

    /// <summary>The entries, once, as they are read.</summary>
    public abstract IEnumerable<WatchlistEntry> Read();

    public abstract void Dispose();
}
