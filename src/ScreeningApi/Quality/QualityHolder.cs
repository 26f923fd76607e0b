using Screening.Engine;

namespace ScreeningApi.Quality;

/// <summary>
/// Measures a snapshot once, when somebody first asks, on a thread of its own; all who ask meanwhile wait for the same measurement.
/// It is taken again for another snapshot, and on another day, whose rules may be others.
/// </summary>
internal sealed class QualityHolder(TimeProvider clock)
{
    private readonly Lock _changing = new();
    private readonly Lazy<LabelledCorpus> _corpus = new(() => LabelledCorpus.Read(LabelledCorpus.Shipped), LazyThreadSafetyMode.PublicationOnly);
    private Measurement? _last;

    public Task<QualityReport> GetAsync(ScreeningSnapshot snapshot, CancellationToken cancellation)
    {
        var date = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        lock (_changing)
        {
            if (_last is null || !ReferenceEquals(_last.Snapshot, snapshot) || _last.Date != date || _last.Report.IsFaulted)
            {
                // Not the caller's token: whoever asked first may leave, the others still wait.
                _last = new Measurement(snapshot, date, Task.Run(() => QualityReport.Of(_corpus.Value, snapshot, date), CancellationToken.None));
            }

            return _last.Report.WaitAsync(cancellation);
        }
    }

    private sealed record Measurement(ScreeningSnapshot Snapshot, DateOnly Date, Task<QualityReport> Report);
}
