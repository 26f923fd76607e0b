namespace Screening.Engine.Text;

/// <summary>
/// A part that many results have in common: the same lists, the same places, the same licenses. Whoever writes results may leave here what
/// it wrote, so that it is written once. It goes with the part.
/// </summary>
/// <param name="part">The array or object itself: a result in which another stands has not this part.</param>
public sealed class SharedPart(object part)
{
    private byte[]? _written;

    /// <summary>The part as it was written; null before. Two threads that write it at once write the same.</summary>
    public byte[]? Written
    {
        get => Volatile.Read(ref _written);
        set => Volatile.Write(ref _written, value);
    }

    public bool IsOf(object? other) => ReferenceEquals(part, other);
}

/// <summary>What a line's result shares with others'; null where it has something of its own.</summary>
public readonly record struct SharedParts(SharedPart? Listings, SharedPart? Licenses, SharedPart? Destination, SharedPart? Route);

/// <summary>What a result shares with all others of its snapshot.</summary>
public readonly record struct SharedBasis(SharedPart? Coverage, SharedPart? Versions);
