using System.Collections.Concurrent;
using Screening.Benchmarks.Bench.Rows;

namespace ScreeningApi.Tests.Faults;

/// <summary>The first rows of the order book as a file; made once and sent often.</summary>
internal static class OrderBookFile
{
    private static readonly ConcurrentDictionary<int, Lazy<byte[]>> Files = new();

    public static byte[] Of(int rows) => Files.GetOrAdd(rows, r => new Lazy<byte[]>(() => Write(r))).Value;

    private static byte[] Write(int rows)
    {
        using var book = new OrderBookStream(rows);
        using var file = new MemoryStream();
        book.CopyTo(file);
        return file.ToArray();
    }
}
