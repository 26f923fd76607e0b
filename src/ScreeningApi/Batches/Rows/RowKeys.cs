using System.Buffers.Binary;
using System.IO.Hashing;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Finds rows that say the same, so that a line is screened once in a block. The keys stand one behind the other in one array and are
/// compared byte for byte: two different lines are never taken for one.
/// </summary>
internal sealed class RowKeys
{
    private byte[] _bytes = new byte[1 << 16];
    private int[] _slots = new int[1 << 10];
    private readonly List<(int Start, int Length, int Hash, int Row)> _keys = [];
    private int _end;
    private int _start;

    public void Clear()
    {
        _keys.Clear();
        Array.Clear(_slots);
        (_end, _start) = (0, 0);
    }

    /// <summary>Adds a part to the key that is being made; parts of different lengths never run into each other.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        if (_bytes.Length - _end < part.Length + sizeof(int))
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _end + part.Length + sizeof(int)));
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_end), part.Length);
        part.CopyTo(_bytes.AsSpan(_end + sizeof(int)));
        _end += part.Length + sizeof(int);
    }

    /// <summary>What was added so far to the key that is being made; good until the next is begun.</summary>
    public ReadOnlySpan<byte> Begun => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Ends the key: the first row that had the same one, or <paramref name="row"/> when this is the first.</summary>
    public int FirstWith(int row)
    {
        var key = _bytes.AsSpan(_start, _end - _start);
        var hash = (int)XxHash3.HashToUInt64(key);
        if (_keys.Count * 2 >= _slots.Length)
        {
            Grow();
        }

        for (var slot = hash & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_slots[slot] == 0)
            {
                _keys.Add((_start, key.Length, hash, row));
                _slots[slot] = _keys.Count;
                _start = _end;
                return row;
            }

            var known = _keys[_slots[slot] - 1];
            if (known.Hash == hash && key.SequenceEqual(_bytes.AsSpan(known.Start, known.Length)))
            {
                _end = _start;
                return known.Row;
            }
        }
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _keys.Count; i++)
        {
            var slot = _keys[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }
}
