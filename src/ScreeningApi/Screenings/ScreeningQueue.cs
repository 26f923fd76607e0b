using System.Threading.Channels;

namespace ScreeningApi.Screenings;

/// <summary>
/// What waits to be stored, in the order in which it came. What is taken counts until it is released, so that the bounds hold for all the
/// memory that storing needs, whatever the database does meanwhile.
/// </summary>
internal sealed class ScreeningQueue(int maxRows, long maxBytes)
{
    private readonly Channel<WaitingScreening> _channel = Channel.CreateUnbounded<WaitingScreening>();
    private readonly Lock _gate = new();
    private int _rows;
    private long _bytes;

    /// <summary>Rows that wait or are being written.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>What they take.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>False when there is no room, or when the queue is closed.</summary>
    public bool TryAdd(WaitingScreening waiting)
    {
        lock (_gate)
        {
            var isFull = _rows >= maxRows || (_rows > 0 && _bytes + waiting.Screening.Bytes > maxBytes);
            if (isFull || !_channel.Writer.TryWrite(waiting))
            {
                return false;
            }

            _rows++;
            _bytes += waiting.Screening.Bytes;
            return true;
        }
    }

    /// <summary>Waits until there is something and takes all that fits, at least one; null when the queue is closed and empty.</summary>
    public async ValueTask<WaitingScreening[]?> TakeAsync(int rows, long bytes, CancellationToken cancellation)
    {
        while (await _channel.Reader.WaitToReadAsync(cancellation))
        {
            if (TakeWaiting(rows, bytes) is { Length: > 0 } group)
            {
                return group;
            }
        }

        return null;
    }

    /// <summary>Gives the room of what was taken free again.</summary>
    public void Release(IEnumerable<WaitingScreening> taken)
    {
        lock (_gate)
        {
            foreach (var waiting in taken)
            {
                _rows--;
                _bytes -= waiting.Screening.Bytes;
            }
        }
    }

    /// <summary>Takes nothing in any more; what waits can still be taken.</summary>
    public void Close() => _channel.Writer.TryComplete();

    private WaitingScreening[] TakeWaiting(int rows, long bytes)
    {
        // Two writers that look at once must not both count on the same row.
        lock (_gate)
        {
            var group = new List<WaitingScreening>();
            while (group.Count < rows && _channel.Reader.TryPeek(out var next) && (group.Count == 0 || next.Screening.Bytes <= bytes))
            {
                _channel.Reader.TryRead(out _);
                bytes -= next.Screening.Bytes;
                group.Add(next);
            }

            return [.. group];
        }
    }
}
