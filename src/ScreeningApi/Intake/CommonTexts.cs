using System.Buffers.Binary;
using System.Text;

namespace ScreeningApi.Intake;

/// <summary>
/// Short texts that come again and again, units and currencies, each made into a string once. Of fixed size: what is pushed out is made
/// again. Threads share it without a lock, for an entry never changes.
/// </summary>
internal static class CommonTexts
{
    private const int BitsOfSlots = 8;

    private static readonly Entry?[] Entries = new Entry?[1 << BitsOfSlots];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // The eighth byte holds the length, so that no two texts have one key.
        if (utf8.Length >= sizeof(ulong))
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        utf8.CopyTo(bytes);
        bytes[^1] = (byte)utf8.Length;
        var key = BinaryPrimitives.ReadUInt64LittleEndian(bytes);

        ref var slot = ref Entries[(key * 0x9E3779B97F4A7C15) >> (64 - BitsOfSlots)]; // Fibonacci hashing: the product's upper bits depend on all of the key
        if (slot is { } entry && entry.Key == key)
        {
            return entry.Text;
        }

        slot = new Entry(key, Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }

    private sealed record Entry(ulong Key, string Text);
}
