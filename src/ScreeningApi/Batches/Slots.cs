namespace ScreeningApi.Batches;

/// <summary>How many of something may be under way in this process; who finds none left is told to come again instead of waiting.</summary>
internal sealed class Slots(int count)
{
    private int _left = count;

    /// <summary>Null when none is left; disposed, the slot is free again.</summary>
    public IDisposable? TryTake()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            return new Slot(this);
        }

        Interlocked.Increment(ref _left);
        return null;
    }

    private sealed class Slot(Slots slots) : IDisposable
    {
        private Slots? _slots = slots;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _slots, null) is { } taken)
            {
                Interlocked.Increment(ref taken._left);
            }
        }
    }
}

/// <summary>The bounds of this process on what stays open for long.</summary>
internal sealed class BatchSlots(Microsoft.Extensions.Options.IOptions<BatchOptions> options)
{
    public Slots Uploads { get; } = new(options.Value.MaxUploads);

    public Slots Listeners { get; } = new(options.Value.MaxListeners);
}
