using Screening.Benchmarks.Bench.Rows;

namespace Screening.Benchmarks.Bench;

/// <summary>The order book as a file, so that making rows takes no time from the service; gone at the end.</summary>
internal sealed class OrderFile : IDisposable
{
    /// <summary>A longer book is made while it is sent.</summary>
    public const long MaxRows = 1_200_000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"screening-bench-{Guid.NewGuid():N}.csv");
    private long _rows = -1;

    public async Task<string> GetAsync(long rows, CancellationToken cancellation)
    {
        if (_rows != rows)
        {
            await using var target = File.Create(_path);
            await new OrderBook(rows).WriteToAsync(target, cancellation);
            _rows = rows;
        }

        return _path;
    }

    public async Task<Stream> OpenAsync(long rows, CancellationToken cancellation) =>
        rows > MaxRows ? new OrderBookStream(rows) : File.OpenRead(await GetAsync(rows, cancellation));

    public void Dispose() => File.Delete(_path);
}
