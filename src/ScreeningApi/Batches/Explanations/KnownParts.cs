using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches.Explanations;

/// <summary>
/// The parts of explanations that many rows share, such as a place or a listing: the engine gives the same object again, so its JSON is
/// made once and stands once in a chunk. A table of fixed size in which the newer replaces the older.
/// </summary>
internal sealed class KnownParts
{
    private const int Slots = 1 << 13;

    private readonly Slot[] _slots = new Slot[Slots];
    private readonly ArrayBufferWriter<byte> _stored = new(1 << 16);
    private readonly Dictionary<int, (int Start, int Length, int Number)> _contents = [];
    private int _chunk;

    /// <summary>Parts of the chunk that is being made.</summary>
    public int Count { get; private set; }

    /// <summary>Length and JSON of each of them; lengths little-endian.</summary>
    public ReadOnlySpan<byte> Stored => _stored.WrittenSpan;

    public void BeginChunk()
    {
        _chunk++;
        Count = 0;
        _contents.Clear();
        _stored.ResetWrittenCount();
    }

    /// <summary>The number of a part in the chunk, counted from 0.</summary>
    public int NumberOf<T>(T part)
        where T : class
    {
        ref var slot = ref _slots[RuntimeHelpers.GetHashCode(part) & (Slots - 1)];
        if (!ReferenceEquals(slot.Part, part))
        {
            slot = new Slot { Part = part, Json = JsonSerializer.SerializeToUtf8Bytes(part, JsonFormat.Options) };
        }

        if (slot.Chunk != _chunk)
        {
            (slot.Chunk, slot.Number) = (_chunk, Count++);
            BinaryPrimitives.WriteInt32LittleEndian(_stored.GetSpan(sizeof(int)), slot.Json.Length);
            _stored.Advance(sizeof(int));
            _stored.Write(slot.Json);
        }

        return slot.Number;
    }

    /// <summary>The number of a part that is made anew for each row and often says the same.</summary>
    public int NumberOfContent(ReadOnlySpan<byte> json)
    {
        var hash = new HashCode();
        hash.AddBytes(json);
        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_contents, hash.ToHashCode(), out var isThere);
        if (!isThere || !Stored.Slice(known.Start, known.Length).SequenceEqual(json))
        {
            BinaryPrimitives.WriteInt32LittleEndian(_stored.GetSpan(sizeof(int)), json.Length);
            _stored.Advance(sizeof(int));
            known = (_stored.WrittenCount, json.Length, Count++);
            _stored.Write(json);
        }

        return known.Number;
    }

    private struct Slot
    {
        public object? Part;
        public byte[] Json;
        public int Chunk;
        public int Number;
    }
}
