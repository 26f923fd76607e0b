namespace ScreeningApi.Tests.Faults;

/// <summary>How the bytes of one connection get through, in both directions.</summary>
internal abstract class Wire
{
    /// <summary>They get through as they come.</summary>
    public static Wire Sound { get; } = new SoundWire();

    /// <summary>When the client gives up, the server does not hear of it.</summary>
    public virtual bool HidesTheEnd => false;

    /// <summary>Throws <see cref="IOException"/> where the connection breaks.</summary>
    public abstract Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    private sealed class SoundWire : Wire
    {
        public override Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => to.WriteAsync(bytes, cancellation).AsTask();
    }
}

/// <summary>They take their time.</summary>
internal sealed class SlowWire(Func<TimeSpan> delay) : Wire
{
    public override async Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await Task.Delay(delay(), cancellation);
        await to.WriteAsync(bytes, cancellation);
    }
}

/// <summary>They come a few at a time, messages cut anywhere.</summary>
internal sealed class TricklingWire(Func<int> piece) : Wire
{
    public override async Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(piece(), bytes.Length);
            await to.WriteAsync(bytes[..taken], cancellation);
            await Task.Yield();
            bytes = bytes[taken..];
        }
    }
}

/// <summary>After so many bytes, in whichever direction, the connection breaks.</summary>
internal sealed class BreakingWire(long after) : Wire
{
    private long _left = after;

    public override async Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var left = Interlocked.Add(ref _left, -bytes.Length);
        if (left >= 0)
        {
            await to.WriteAsync(bytes, cancellation);
            return;
        }

        await to.WriteAsync(bytes[..(int)Math.Max(0, bytes.Length + left)], cancellation);
        throw new IOException("The wire has broken.");
    }
}

/// <summary>After so many bytes, in whichever direction, nothing gets through any more, and neither side is told.</summary>
internal sealed class VanishingWire(long after) : Wire
{
    private long _left = after;

    public override bool HidesTheEnd => true;

    public override async Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Interlocked.Add(ref _left, -bytes.Length) < 0)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        await to.WriteAsync(bytes, cancellation);
    }
}

/// <summary>While it is a hole, nothing gets through and nobody is told.</summary>
internal sealed class HolingWire(Hole hole) : Wire
{
    public override async Task PassAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await hole.IsOverAsync(cancellation);
        await to.WriteAsync(bytes, cancellation);
    }
}

/// <summary>A time in which nothing gets through.</summary>
internal sealed class Hole
{
    private volatile TaskCompletionSource _over = Over();

    public Task IsOverAsync(CancellationToken cancellation) => _over.Task.WaitAsync(cancellation);

    public void Begin() => _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void End() => _over.TrySetResult();

    private static TaskCompletionSource Over()
    {
        var over = new TaskCompletionSource();
        over.SetResult();
        return over;
    }
}
