using System.IO.Compression;

namespace ScreeningApi.Watchlists.Formats.Parts;

/// <summary>Finds the files in the parts of a list: a zip archive stands for what is in it.</summary>
internal static class PartFiles
{
    public static IReadOnlyList<PartFile> Of(IReadOnlyList<WatchlistPart> parts) => [.. parts.SelectMany(Of)];

    /// <exception cref="WatchlistFormatException">When there are more or fewer.</exception>
    public static PartFile Single(IReadOnlyList<WatchlistPart> parts)
    {
        var files = Of(parts);
        return files is [var file] ? file : throw new WatchlistFormatException("the list", $"{files.Count} files", "one");
    }

    private static IEnumerable<PartFile> Of(WatchlistPart part)
    {
        var start = new byte[4];
        var length = part.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var content = Rewound(part.Content, start.AsMemory(0, length));
        return start.AsSpan(0, length).SequenceEqual("PK\x03\x04"u8) ? Unpacked(part.Name, content) : [new PartFile(part.Name, new CountedStream(part.Name, content, null))];
    }

    private static Stream Rewound(Stream content, ReadOnlyMemory<byte> start)
    {
        if (!content.CanSeek)
        {
            return new PrefixedStream(start, content);
        }

        content.Seek(-start.Length, SeekOrigin.Current);
        return content;
    }

    /// <summary>Its directory stands at the end of an archive, so a file that was cut off has none.</summary>
    private static List<PartFile> Unpacked(string name, Stream content)
    {
        if (!content.CanSeek)
        {
            throw new WatchlistFormatException(name, "an archive that comes as a stream", "a file, since the directory of an archive stands at its end");
        }

        var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var files = archive.Entries.Where(e => e.Name.Length > 0).ToList();
        return files.Count is > 0 and <= FormatBounds.ArchiveFiles
            ? files.ConvertAll(e => new PartFile($"{name}/{e.FullName}", new CountedStream($"{name}/{e.FullName}", e.Open(), new ArchivedFile(e.Length, e.Crc32))))
            : throw new WatchlistFormatException(name, $"an archive of {files.Count} files", $"1 to {FormatBounds.ArchiveFiles}");
    }
}

/// <summary>What an archive says of a file in it.</summary>
internal sealed record ArchivedFile(long Length, uint Crc32);
