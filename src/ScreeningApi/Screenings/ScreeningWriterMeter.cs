using System.Diagnostics.Metrics;

namespace ScreeningApi.Screenings;

/// <summary>Figures of storing for whoever watches the service.</summary>
internal sealed class ScreeningWriterMeter : IDisposable
{
    public const string Name = "ScreeningApi.Screenings";

    private readonly Meter _meter;
    private readonly Histogram<int> _groups;
    private readonly Counter<long> _refused;

    public ScreeningWriterMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _groups = _meter.CreateHistogram("screening.group.rows", "{screening}", "Screenings stored by one commit", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _refused = _meter.CreateCounter<long>("screening.refused", "{screening}", "Screenings that were not stored because too many waited, or because it took too long");
    }

    public void CountGroup(int rows) => _groups.Record(rows);

    public void CountRefused() => _refused.Add(1);

    /// <summary>Reports how long the queue is whenever somebody asks.</summary>
    public void Observe(ScreeningQueue queue)
    {
        _meter.CreateObservableGauge("screening.queue.rows", () => queue.Rows, "{screening}", "Screenings that wait for their commit");
        _meter.CreateObservableGauge("screening.queue.bytes", () => queue.Bytes, "By", "Memory that they take");
    }

    public void Dispose() => _meter.Dispose();
}
