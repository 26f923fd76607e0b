namespace Screening.Benchmarks.Bench;

/// <summary>How long requests took, from all threads that sent them.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];
    private bool _isSorted;

    public int Count => _milliseconds.Count;

    /// <summary>Requests without an answer, or with another than success.</summary>
    public int Failed { get; private set; }

    /// <param name="milliseconds">Null where no answer came.</param>
    public void Add(double? milliseconds, bool isFine)
    {
        lock (_milliseconds)
        {
            Failed += isFine ? 0 : 1;
            _isSorted = false;
            if (milliseconds is { } took)
            {
                _milliseconds.Add(took);
            }
        }
    }

    /// <summary>Nearest rank: a latency that was measured, never one between two. For when the last has come.</summary>
    public double Quantile(double share)
    {
        if (!_isSorted)
        {
            _milliseconds.Sort();
            _isSorted = true;
        }

        return _milliseconds.Count == 0 ? double.PositiveInfinity : _milliseconds[(int)Math.Ceiling(share * _milliseconds.Count) - 1];
    }
}
