namespace Screening.Engine.Text;

/// <summary>
/// A part that many results have in common: the same lists, the same places, the same licenses. Whoever writes results may leave here what
/// it wrote, so that it is written once. It goes with the part.
/// </summary>
/// <param name="part">The array or object itself: a result in which another stands has not this part.</param>
public sealed class SharedPart(object part)
{
    private byte[]? _written;
    private Run? _run;

    /// <summary>The part as it was written; null before. Two threads that write it at once write the same.</summary>
    public byte[]? Written
    {
        get => Volatile.Read(ref _written);
        set => Volatile.Write(ref _written, value);
    }

    public bool IsOf(object? other) => ReferenceEquals(part, other);

    /// <summary>What was written of this part and all that stands behind it, where <paramref name="next"/> comes next; null before.</summary>
    public byte[]? RunWith(SharedPart next) => Volatile.Read(ref _run) is { } run && ReferenceEquals(run.Next, next) ? run.Written : null;

    /// <summary>Leaves it for the next who writes it.</summary>
    public void KeepRun(SharedPart next, byte[] written) => Volatile.Write(ref _run, new Run(next, written));

    private sealed record Run(SharedPart Next, byte[] Written);
}

/// <summary>What a line's result shares with others'; null where it has something of its own.</summary>
public readonly record struct SharedParts(SharedPart? Listings, SharedPart? Licenses, SharedPart? Destination, SharedPart? Route);

/// <summary>What a result shares with all others of its snapshot.</summary>
public readonly record struct SharedBasis(SharedPart? Coverage, SharedPart? Versions);
