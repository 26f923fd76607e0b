using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>The cells of the row that is being read, in UTF-8. Empty ones are left out in a sheet, so each has its place.</summary>
internal sealed class SheetRow
{
    private byte[] _text = new byte[4096];
    private (int Start, int Length)[] _cells = new (int, int)[64];
    private int _used;

    public int Number { get; set; }

    /// <summary>Up to the last cell that holds anything but blanks.</summary>
    public int Width { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>The column that the fault is in, from zero.</summary>
    public int FaultColumn { get; private set; }

    public bool IsBlank => Width == 0 && Fault is null;

    public ReadOnlySpan<byte> this[int column] => column < Width ? _text.AsSpan(_cells[column].Start, _cells[column].Length) : default;

    public void Clear()
    {
        Array.Clear(_cells, 0, Width);
        (_used, Width, Fault) = (0, 0, null);
    }

    /// <summary>The first fault is the one that is told.</summary>
    public void SetFault(int column, string fault) => (Fault, FaultColumn) = Fault is null ? (fault, column) : (Fault, FaultColumn);

    public void Set(int column, ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        if (RowText.Fault(text, TextEncoding.Utf8) is { } fault)
        {
            SetFault(column, fault);
            return;
        }

        Reserve(text.Length, column);
        text.CopyTo(_text.AsSpan(_used));
        Array.Clear(_cells, Width, column - Width);
        _cells[column] = (_used, text.Length);
        _used += text.Length;
        Width = column + 1;
    }

    private void Reserve(int length, int column)
    {
        if (_used + length > FileLimits.MaxRowBytes)
        {
            throw FileLimits.RowTooLong(Number);
        }

        if (_used + length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + length));
        }

        if (column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, column + 1));
        }
    }
}
