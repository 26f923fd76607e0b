using System.Buffers;
using System.Buffers.Binary;

namespace ScreeningApi.Batches.Files;

/// <summary>
/// Rows of a file as they are passed on and stored: the cells in UTF-8, one behind the other, and where each ends. No string is made
/// of a cell before somebody needs one. A block is filled by one thread and then read by one; cleared, it is used again.
/// </summary>
internal sealed class RowBlock(int columns)
{
    private const int HeaderInts = 3;

    private readonly List<string?> _faults = [];
    private byte[] _text = [];
    private int[] _ends = [];
    private int[] _numbers = [];
    private int _used;
    private int _cells;

    /// <summary>Cells of every row.</summary>
    public int Columns { get; } = columns;

    /// <summary>Finished rows.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of text in all cells.</summary>
    public int Bytes => _used;

    /// <summary>As the file counts: in a table the header is row 1, in lines of JSON the first line is.</summary>
    public int NumberOf(int row) => _numbers[row];

    /// <summary>Why the row cannot be read, what was found and what was expected; null when it can be read.</summary>
    public string? FaultOf(int row) => row < _faults.Count ? _faults[row] : null;

    public ReadOnlySpan<byte> Cell(int row, int column)
    {
        var index = row * Columns + column;
        var start = index == 0 ? 0 : _ends[index - 1];
        return _text.AsSpan(start, _ends[index] - start);
    }

    /// <summary>All cells of a row, without what separates them.</summary>
    public ReadOnlySpan<byte> Row(int row)
    {
        var start = row == 0 ? 0 : _ends[row * Columns - 1];
        return _text.AsSpan(start, _ends[(row + 1) * Columns - 1] - start);
    }

    /// <summary>Adds a cell to the row that is being made; more cells than columns are a fault of the caller.</summary>
    public void AddCell(ReadOnlySpan<byte> text)
    {
        if (_text.Length - _used < text.Length)
        {
            Array.Resize(ref _text, Math.Max(Math.Max(_text.Length * 2, 4096), _used + text.Length));
        }

        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
        AddEnd();
    }

    /// <summary>Ends the row; cells that are missing are empty ones.</summary>
    public void EndRow(int number, string? fault = null)
    {
        while (_cells < (Count + 1) * Columns)
        {
            AddEnd();
        }

        if (_numbers.Length == Count)
        {
            Array.Resize(ref _numbers, Math.Max(64, Count * 2));
        }

        _numbers[Count] = number;
        if (fault is not null)
        {
            while (_faults.Count < Count)
            {
                _faults.Add(null);
            }

            _faults.Add(fault);
        }

        Count++;
    }

    /// <summary>Takes a row of another block over.</summary>
    public void AddRow(RowBlock other, int row)
    {
        for (var column = 0; column < Columns; column++)
        {
            AddCell(other.Cell(row, column));
        }

        EndRow(other.NumberOf(row), other.FaultOf(row));
    }

    /// <summary>Forgets the rows from this one on.</summary>
    public void CutTo(int count)
    {
        Count = count;
        _cells = count * Columns;
        _used = _cells == 0 ? 0 : _ends[_cells - 1];
        if (_faults.Count > count)
        {
            _faults.RemoveRange(count, _faults.Count - count);
        }
    }

    public void Clear() => CutTo(0);

    /// <summary>Writes the block as it is stored: counts, numbers, ends, faults, text; integers little-endian.</summary>
    public void WriteTo(IBufferWriter<byte> target)
    {
        WriteInts(target, [Columns, Count, _used]);
        WriteInts(target, _numbers.AsSpan(0, Count));
        WriteInts(target, _ends.AsSpan(0, _cells));
        var faulty = Enumerable.Range(0, _faults.Count).Where(i => _faults[i] is not null).ToList();
        WriteInts(target, [faulty.Count]);
        foreach (var row in faulty)
        {
            var text = System.Text.Encoding.UTF8.GetBytes(_faults[row]!);
            WriteInts(target, [row, text.Length]);
            target.Write(text);
        }

        target.Write(_text.AsSpan(0, _used));
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the bytes are not what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="used">A block that is needed no more, whose memory is used again where it fits.</param>
    public static RowBlock Read(ReadOnlySpan<byte> stored, RowBlock? used = null)
    {
        try
        {
            return ReadChecked(stored, used);
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The stored rows are damaged.", fault);
        }
    }

    private static RowBlock ReadChecked(ReadOnlySpan<byte> stored, RowBlock? used)
    {
        Span<int> header = stackalloc int[HeaderInts];
        ReadInts(ref stored, header);
        var block = used?.Columns == header[0] ? used : new RowBlock(header[0]);
        block.Clear();
        (block.Count, block._used, block._cells) = (header[1], header[2], checked(header[0] * header[1]));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block._cells + (long)block.Count, stored.Length / sizeof(int), nameof(stored));
        ReadInts(ref stored, Room(ref block._numbers, block.Count));
        ReadInts(ref stored, Room(ref block._ends, block._cells));
        Span<int> fault = stackalloc int[2];
        ReadInts(ref stored, fault[..1]);
        for (var left = fault[0]; left > 0; left--)
        {
            ReadInts(ref stored, fault);
            while (block._faults.Count < Math.Min(fault[0], block.Count))
            {
                block._faults.Add(null);
            }

            block._faults.Add(System.Text.Encoding.UTF8.GetString(stored[..fault[1]]));
            stored = stored[fault[1]..];
        }

        stored[..block._used].CopyTo(Room(ref block._text, block._used));
        return block;
    }

    private static Span<T> Room<T>(ref T[] array, int length)
    {
        array = array.Length < length ? new T[length] : array;
        return array.AsSpan(0, length);
    }

    private void AddEnd()
    {
        if (_cells == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(256, _ends.Length * 2));
        }

        _ends[_cells++] = _used;
    }

    private static void WriteInts(IBufferWriter<byte> target, ReadOnlySpan<int> values)
    {
        var room = target.GetSpan(values.Length * sizeof(int));
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(room[(i * sizeof(int))..], values[i]);
        }

        target.Advance(values.Length * sizeof(int));
    }

    private static void ReadInts(ref ReadOnlySpan<byte> stored, scoped Span<int> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(stored[(i * sizeof(int))..]);
        }

        stored = stored[(values.Length * sizeof(int))..];
    }
}
