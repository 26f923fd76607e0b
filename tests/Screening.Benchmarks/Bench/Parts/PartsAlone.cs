namespace Screening.Benchmarks.Bench.Parts;

/// <summary>What the parts that a batch and a stream cannot do without reach alone, measured once a run.</summary>
internal sealed class PartsAlone(Figures figures, BenchDatabase database, OrderFile file)
{
    /// <summary>The slowest part of a batch, and of a stream.</summary>
    public const string BatchLimit = "limit.batch.rowsPerSecond", StreamLimit = "limit.stream.rowsPerSecond";

    private bool _isDone;

    public async Task MeasureAsync(long rows, CancellationToken cancellation)
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        var count = Math.Min(rows, OrderFile.MaxRows);
        ReadingPart.Measure(figures, await file.GetAsync(count, cancellation), count);
        var screening = new ScreeningPart(Loaded.Snapshot, Today.Date);
        await screening.MeasureAsync(figures, count, cancellation);
        await new CopyPart(database.ConnectionString, screening.Samples).MeasureAsync(figures, count, cancellation);
        figures.Add(StreamLimit, Math.Min(figures[ReadingPart.Name], figures[ScreeningPart.Name]));
        figures.Add(BatchLimit, Math.Min(figures[StreamLimit], figures[CopyPart.Name]));
        await database.SettleAsync();
    }
}
