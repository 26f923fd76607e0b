using System.IO.Compression;
using System.Text;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Files.Transfer;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Compressed bodies: what comes out is what went in, or it is refused; never less without a word.</summary>
public sealed class ContentDecodingTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"SO-{i},{i * 7919 % 1000},Steel bolt\n")));

    public static readonly TheoryData<string> Encodings = ["gzip", "x-gzip", "br", "zstd", "GZIP", " br "];

    public static readonly TheoryData<string> Known = ["gzip", "br", "zstd"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task What_was_compressed_comes_out_whole(string encoding) => Assert.Equal(Text, await DecodedAsync(Compressed(encoding), encoding));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("identity")]
    public async Task What_was_not_compressed_passes_through(string? encoding) => Assert.Equal(Text, await DecodedAsync(Text, encoding));

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Several_pieces_one_behind_the_other_are_read_to_the_last(string encoding)
    {
        var piece = Compressed(encoding);
        byte[] pieces = [.. piece, .. piece, .. piece];
        var decoded = await DecodedAsync(pieces, encoding);
        Assert.Equal([.. Text, .. Text, .. Text], decoded);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("gzip,gzip")]
    [InlineData("*")]
    public void An_encoding_that_is_not_known_is_refused_before_anything_is_read(string encoding)
    {
        var refused = Assert.Throws<InputFileException>(() => ContentDecoding.Decode(Stream.Null, encoding, 1));
        Assert.Equal((415, "unsupportedEncoding"), (refused.Status, refused.Code));
        Assert.Contains($"found '{encoding}', expected one of gzip, br, zstd", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_body_that_was_cut_is_refused_wherever_it_was_cut(string encoding)
    {
        var whole = Compressed(encoding);
        foreach (var length in Enumerable.Range(1, 40).Select(back => whole.Length - back).Concat(Enumerable.Range(1, 50)))
        {
            await IsDamagedAsync(whole[..length], encoding);
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task What_follows_the_end_is_not_dropped_in_silence(string encoding)
    {
        foreach (var more in new[] { 2, 5, 31, 32, 33, 100, 9000, 70_000 })
        {
            byte[] longer = [.. Compressed(encoding), .. Enumerable.Repeat((byte)'x', more)];
            await IsDamagedAsync(longer, encoding);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Flipped_bits_never_pass(string encoding)
    {
        var whole = Compressed(encoding);
        for (var at = 12; at < whole.Length; at += Math.Max(1, whole.Length / 50))
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 0x10;
            await IsDamagedAsync(flipped, encoding);
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Text_that_only_says_it_is_compressed_is_refused(string encoding) => await IsDamagedAsync(Text, encoding);

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_bomb_is_refused_long_before_it_is_large(string encoding)
    {
        var bomb = Compressed(encoding, new byte[8 << 20]);
        var refused = await Assert.ThrowsAsync<InputFileException>(() => DecodedAsync(bomb, encoding));
        Assert.Equal((413, "decompressionBomb"), (refused.Status, refused.Code));
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_small_text_of_one_letter_is_no_bomb(string encoding)
    {
        var text = new byte[1 << 20];
        Assert.Equal(text, await DecodedAsync(Compressed(encoding, text), encoding));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData(null)]
    public async Task More_than_is_allowed_is_refused_to_the_byte(string? encoding)
    {
        var body = encoding is null ? Text : Compressed(encoding);
        Assert.Equal(Text.Length, (await DecodedAsync(body, encoding, Text.Length)).Length);
        var refused = await Assert.ThrowsAsync<InputFileException>(() => DecodedAsync(body, encoding, Text.Length - 1));
        Assert.Equal((413, "tooLarge"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_zstd_window_that_would_take_much_memory_is_refused()
    {
        // Magic, a frame header without a size, a window of 1 GiB, an empty last block
        await IsDamagedAsync(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00 }, "zstd");
    }

    [Fact]
    public async Task What_the_body_itself_throws_passes_through()
    {
        var broken = new BrokenStream(Compressed("gzip")[..2000]);
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(ContentDecoding.Decode(broken, "gzip", long.MaxValue)));
    }

    internal static byte[] Compressed(string encoding, byte[]? text = null)
    {
        var target = new MemoryStream();
        using (Stream compressor = encoding.Trim().ToLowerInvariant() switch
        {
            "br" => new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true),
            "zstd" => new ZstdSharp.CompressionStream(target, 3, 0, leaveOpen: true).WithChecksum(),
            _ => new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true),
        })
        {
            compressor.Write(text ?? Text);
        }

        return target.ToArray();
    }

    private static Task<byte[]> DecodedAsync(byte[] body, string? encoding, long maxBytes = long.MaxValue) => ReadAsync(ContentDecoding.Decode(new MemoryStream(body), encoding, maxBytes));

    private static async Task<byte[]> ReadAsync(Stream decoded)
    {
        await using var closed = decoded;
        var target = new MemoryStream();
        await decoded.CopyToAsync(target, TestContext.Current.CancellationToken);
        return target.ToArray();
    }

    private static async Task IsDamagedAsync(byte[] body, string encoding)
    {
        var refused = await Assert.ThrowsAsync<InputFileException>(() => DecodedAsync(body, encoding));
        Assert.Equal((400, "damagedContent"), (refused.Status, refused.Code));
    }
}

internal static class ZstdSteps
{
    public static ZstdSharp.CompressionStream WithChecksum(this ZstdSharp.CompressionStream stream)
    {
        stream.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return stream;
    }
}

/// <summary>A connection that is lost after some bytes.</summary>
internal sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("The connection was lost.");
}
