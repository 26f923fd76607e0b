using System.IO.Compression;
using System.IO.Hashing;
using ScreeningApi.Batches.Files.Transfer;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>
/// The XML of one part on its way to the parser, which holds names, attributes and texts whole: no stretch without a tag may be long,
/// nor the part too large for what is compressed in it. The library does not look at the checksum, so it is done here. Parts are read from
/// a local file that was just written, without waiting for anybody: the parser is several times slower when it could wait.
/// </summary>
internal sealed class PartStream(ZipArchiveEntry entry, long maxBytes) : Stream
{
    private const int MaxWithoutTag = 2 << 20;

    /// <summary>A sheet of empty rows is much smaller compressed than any text, and no harm.</summary>
    private const int FreeBytes = 32 << 20;

    private readonly Stream _content = entry.Open();
    private readonly Crc32 _checksum = new();
    private long _bytes;
    private long _lastTag;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = _content.Read(buffer);
        if (count == 0 && buffer.Length > 0 && _checksum.GetCurrentHashAsUInt32() != entry.Crc32)
        {
            throw WorkbookFault.Damaged($"content of '{Found.Short(entry.FullName)}' that does not fit its checksum");
        }

        var read = buffer[..count];
        _checksum.Append(read);
        var tag = read.LastIndexOf((byte)'<');
        _lastTag = tag >= 0 ? _bytes + tag : _lastTag;
        _bytes += count;
        DecompressionBound.Check(_bytes, entry.CompressedLength, FreeBytes);
        return _bytes - _lastTag > MaxWithoutTag ? throw WorkbookFault.TooLarge($"more than {MaxWithoutTag} bytes without a tag")
            : _bytes > maxBytes ? throw WorkbookFault.TooLarge($"more than {maxBytes} bytes of '{Found.Short(entry.FullName)}'")
            : count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
