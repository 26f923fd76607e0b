using System.Diagnostics;
using CsvHelper;
using ScreeningApi.Batches.Files;

namespace Screening.Benchmarks.Bench.Parts;

/// <summary>Reading alone, on one core: from the bytes of the file to cells, and into the blocks that are passed on.</summary>
internal static class ReadingPart
{
    public const string Name = "reading.rowsPerSecond";
    private const int BlockRows = 4000;

    public static void Measure(Figures figures, string file, long rows)
    {
        Read(file, null);
        figures.Add(Name, Rate(rows, () => Read(file, null)));
        figures.Add("reading.mbPerSecond", figures[Name] / rows * new FileInfo(file).Length / 1e6);
        figures.Add("reading.blocksRowsPerSecond", Rate(rows, () => Read(file, new RowBlock(OrderShipments.Columns))));
    }

    private static double Rate(long rows, Func<long> read)
    {
        var watch = Stopwatch.StartNew();
        var found = read();
        return found == rows ? rows / watch.Elapsed.TotalSeconds : throw new BenchFault($"Found {found} rows in the file, expected {rows}.");
    }

    private static long Read(string file, RowBlock? block)
    {
        using var reader = CsvReader.FromFile(file, CsvReaderOptions.Default with { Separator = ',' });
        long rows = 0;
        for (; reader.Read(); rows++)
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var cell = reader.GetSpan(i);
                block?.AddCell(cell);
            }

            block?.EndRow((int)reader.RowNumber);
            if (block?.Count == BlockRows)
            {
                block.Clear();
            }
        }

        return rows;
    }
}
