namespace ScreeningApi.Watchlists.Formats.Parts;

/// <summary>A file of a list, unpacked: its bytes are counted and, of an archive, checked against what the archive says of them.</summary>
internal sealed record PartFile(string Name, Stream Content) : IDisposable
{
    public WatchlistFormatException Fault(string found, string expected) => new(Name, found, expected);

    public void Dispose() => Content.Dispose();
}
