using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>Reads an HTTP/1.1 answer in chunks to its end. Anything but 200 and a proper last chunk is a fault: an answer that was cut must not pass for a short one.</summary>
internal sealed class ChunkedAnswer(PipeReader reader)
{
    private const int MaxLine = 16 * 1024;

    internal delegate void Piece(ReadOnlySpan<byte> bytes);

    public async Task ReadAsync(Piece take, CancellationToken cancellation)
    {
        var status = await ReadLineAsync(cancellation);
        var isChunked = false;
        for (var header = await ReadLineAsync(cancellation); header.Length > 0; header = await ReadLineAsync(cancellation))
        {
            isChunked |= header.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        }

        if (status.Split(' ') is not [_, "200", ..] || !isChunked)
        {
            throw new BenchFault($"The stream was answered with '{status}', expected 200 in chunks.");
        }

        while (await ReadSizeAsync(cancellation) is > 0 and var size)
        {
            await ReadChunkAsync(size, take, cancellation);
            await ReadLineAsync(cancellation);
        }

        while ((await ReadLineAsync(cancellation)).Length > 0)
        {
            // trailers
        }
    }

    private async Task<long> ReadSizeAsync(CancellationToken cancellation)
    {
        var line = await ReadLineAsync(cancellation);
        return long.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : throw new BenchFault($"Found '{line}', expected the size of a chunk.");
    }

    private async Task ReadChunkAsync(long left, Piece take, CancellationToken cancellation)
    {
        while (left > 0)
        {
            var buffer = await FillAsync(cancellation);
            var taken = buffer.Slice(0, Math.Min(left, buffer.Length));
            foreach (var segment in taken)
            {
                take(segment.Span);
            }

            left -= taken.Length;
            reader.AdvanceTo(taken.End);
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var buffer = await FillAsync(cancellation);
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            if (buffer.Length > MaxLine)
            {
                throw new BenchFault($"Found a line of more than {MaxLine} bytes where the answer should say how it goes on.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async Task<ReadOnlySequence<byte>> FillAsync(CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(cancellation);
        return read.Buffer.IsEmpty || (read.IsCompleted && read.Buffer.PositionOf((byte)'\n') is null)
            ? throw new BenchFault("The answer was cut before its end.")
            : read.Buffer;
    }
}
