using System.Buffers;
using Screening.Engine;

namespace ScreeningApi.Intake;

/// <summary>The lines of one request while it is screened, in memory that the next request uses again.</summary>
internal sealed class LineBuffer : IDisposable
{
    private KnownLine[] _lines = [];

    public int Count { get; private set; }

    public ReadOnlyMemory<KnownLine> Lines => _lines.AsMemory(0, Count);

    public void Add(in KnownLine line)
    {
        if (Count == _lines.Length)
        {
            Grow();
        }

        _lines[Count++] = line;
    }

    public void Clear() => Count = 0;

    /// <summary>The lines are wiped: what is kept for the next request must not keep this one's goods from being forgotten.</summary>
    public void Dispose()
    {
        Return();
        (_lines, Count) = ([], 0);
    }

    private void Grow()
    {
        var more = ArrayPool<KnownLine>.Shared.Rent(Math.Max(16, 2 * _lines.Length));
        Lines.Span.CopyTo(more);
        Return();
        _lines = more;
    }

    private void Return()
    {
        if (_lines.Length > 0)
        {
            ArrayPool<KnownLine>.Shared.Return(_lines, clearArray: true);
        }
    }
}
