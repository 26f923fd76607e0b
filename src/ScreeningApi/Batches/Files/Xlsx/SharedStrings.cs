namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>The texts that cells refer to by number, in UTF-8 in a few large pieces: a million strings would cost three times the memory.</summary>
internal sealed class SharedStrings
{
    private const int PieceBytes = 4 << 20;
    private const int MaxPieces = 32;
    private const int MaxStrings = 4_000_000;

    private readonly List<byte[]> _pieces = [];
    private readonly List<(int At, int Length)> _strings = [];
    private int _used = PieceBytes;

    public int Count => _strings.Count;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var (at, length) = _strings[index];
            return _pieces[at / PieceBytes].AsSpan(at % PieceBytes, length);
        }
    }

    /// <exception cref="InputFileException">413 when there are too many.</exception>
    public static SharedStrings Read(PartXml xml)
    {
        var strings = new SharedStrings();
        var text = new TextOfCell();
        while (xml.Next())
        {
            if (xml is { IsStart: true, Name: "si" })
            {
                RichText.Read(xml, text);
                strings.Add(text);
            }
        }

        return strings;
    }

    private void Add(TextOfCell text)
    {
        if (_strings.Count == MaxStrings)
        {
            throw WorkbookFault.TooLarge($"more than {MaxStrings} different texts");
        }

        if (PieceBytes - _used < text.MaxBytes)
        {
            NewPiece();
        }

        var length = text.WriteTo(_pieces[^1].AsSpan(_used));
        _strings.Add(((_pieces.Count - 1) * PieceBytes + _used, length));
        _used += length;
    }

    private void NewPiece()
    {
        if (_pieces.Count == MaxPieces)
        {
            throw WorkbookFault.TooLarge($"more than {(long)MaxPieces * PieceBytes} bytes of different texts");
        }

        _pieces.Add(new byte[PieceBytes]);
        _used = 0;
    }
}
