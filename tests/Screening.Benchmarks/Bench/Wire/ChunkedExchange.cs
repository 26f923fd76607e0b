using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Screening.Benchmarks.Bench.Rows;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>
/// Sends an order book as CSV and reads what comes back at the same time, over one socket: a client that first sends everything would
/// deadlock with a service that holds nothing.
/// </summary>
internal sealed class ChunkedExchange(Uri url, string accessKey)
{
    /// <summary>Returns when the answer has ended; <paramref name="results"/> then knows every row.</summary>
    public async Task RunAsync(string path, OrderBook book, ResultLines results, CancellationToken cancellation)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port, cancellation);
        await using var stream = client.GetStream();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = SendAsync(PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)), path, book, ended.Token);
        try
        {
            await new ChunkedAnswer(PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 64 * 1024))).ReadAsync(results.Add, cancellation);
        }
        catch
        {
            await ended.CancelAsync();
            await sending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        await sending;
    }

    private async Task SendAsync(PipeWriter writer, string path, OrderBook book, CancellationToken cancellation)
    {
        Write(writer, $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\nX-Api-Key: {accessKey}\r\nContent-Type: text/csv\r\nAccept: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        while (book.NextBlock() is { IsEmpty: false } block)
        {
            Write(writer, block.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            await writer.WriteAsync(block, cancellation);
            Write(writer, "\r\n");
        }

        Write(writer, "0\r\n\r\n");
        await writer.FlushAsync(cancellation);
    }

    private static void Write(PipeWriter writer, string text) => writer.Advance(Encoding.ASCII.GetBytes(text, writer.GetSpan(text.Length)));
}
