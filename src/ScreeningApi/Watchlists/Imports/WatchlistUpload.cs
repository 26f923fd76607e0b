using System.Security.Cryptography;
using System.Text;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Watchlists.Imports;

/// <summary>More bytes came than are taken.</summary>
internal sealed class TooManyBytesException(long maxBytes) : Exception($"Found more than {maxBytes} bytes, expected at most that many.");

/// <summary>
/// The files of a list as they came, on disk for as long as they are read: a list is read twice, once for what speaks against it and once
/// into the database, and nothing of it is kept in memory.
/// </summary>
internal sealed class WatchlistUpload : IDisposable
{
    private const int CopyBytes = 1 << 16;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watchlist-");
    private readonly List<(string Name, string Path, byte[] Digest)> _parts = [];
    private long _bytes;

    /// <summary>Told how many entries were read, and how many bytes for that, while the list is looked at for the first time.</summary>
    public Action<int, long>? Progress { get; init; }

    public long Bytes => _bytes;

    public int Count => _parts.Count;

    public IEnumerable<string> Names => _parts.Select(p => p.Name);

    /// <summary>SHA-256 of the file as it came; of several files, of their names and digests in the order of the names.</summary>
    public byte[] Sha256 => _parts is [var only] ? only.Digest
        : SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(_parts.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}\n{Convert.ToHexStringLower(p.Digest)}\n"))));

    /// <summary>Takes a file. Throws <see cref="TooManyBytesException"/> when all together are larger than that.</summary>
    public async Task AddAsync(string name, Stream content, long maxBytes, CancellationToken cancellation)
    {
        var path = Path.Combine(_folder.FullName, _parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var bytes = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var target = File.Create(path))
        {
            var buffer = new byte[CopyBytes];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                bytes += read;
                if (_bytes + bytes > maxBytes)
                {
                    throw new TooManyBytesException(maxBytes);
                }

                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }

        // Only now: what broke off is written over by the next try.
        _bytes += bytes;
        _parts.Add((name, path, hash.GetHashAndReset()));
    }

    /// <summary>The files, from their beginning; the caller closes them.</summary>
    public IReadOnlyList<WatchlistPart> Open() => [.. _parts.Select(p => new WatchlistPart(p.Name, File.OpenRead(p.Path)))];

    public static void Close(IReadOnlyList<WatchlistPart> parts)
    {
        foreach (var part in parts)
        {
            part.Content.Dispose();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
