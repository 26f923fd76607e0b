using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ScreeningApi.Screenings;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings.Writing;

/// <summary>Listens to the figures of one service's storing as an exporter would.</summary>
internal sealed class MeasuredStoring : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, long Value)> _figures = new();

    public MeasuredStoring(TestService service)
    {
        var factory = service.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ScreeningWriterMeter.Name && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _figures.Enqueue((instrument.Name, value)));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _figures.Enqueue((instrument.Name, value)));
        _listener.Start();
    }

    public long[] Values(string name) => [.. _figures.Where(f => f.Name == name).Select(f => f.Value)];

    /// <summary>The value of this moment.</summary>
    public long Now(string gauge)
    {
        _listener.RecordObservableInstruments();
        return Values(gauge)[^1];
    }

    /// <summary>Returns when so many requests wait for their commit.</summary>
    public Task HasQueueOfAsync(int rows) => Eventually.HoldsAsync(() => Task.FromResult(Now("screening.queue.rows") == rows), $"{rows} screenings wait", seconds: 120);

    public void Dispose() => _listener.Dispose();
}
