using System.Globalization;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

/// <summary>
/// One of the Treasury's tables. They have no header, <c>-0-</c> where there is nothing, and a line with the character 1A at their end,
/// without which they were cut off (OFAC, SDN data specification, updated 09/25/2023).
/// </summary>
internal sealed class OfacTable : IDisposable
{
    private const string Nothing = "-0-";
    private const string End = "\u001A";

    private readonly PartFile _part;
    private bool _isFirst = true;
    private bool _hasFirst;

    public OfacTable(PartFile part)
    {
        _part = part;
        Rows = new Table(part, ',');
        Rows.MayEndOpen();
        _hasFirst = Rows.Read();
        Width = _hasFirst ? Rows.FieldCount : 0;
    }

    /// <summary>Which of the tables it is shows in the number of its columns: 12 of entries, 6 of addresses, 5 of aliases.</summary>
    public int Width { get; }

    public Table Rows { get; }

    public bool Read()
    {
        var hasRow = _isFirst ? _hasFirst : Rows.Read();
        _isFirst = false;
        if (!hasRow)
        {
            throw _part.Fault("no line with the character 1A at the end", "one, as a sign that the file is whole");
        }

        return IsEnd() ? CheckEnd() : Rows.FieldCount == Width ? true : throw Rows.Fault("the row", $"{Rows.FieldCount} fields", $"{Width} as in the first row");
    }

    public string? this[int column] => Rows.Text(column) is { } text && text != Nothing ? text : null;

    /// <summary>The number of the entry to which the row belongs.</summary>
    public string EntryNumber() => Rows.Count("column 1", Rows.Required("column 1", this[0]))!.Value.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => Rows.Dispose();

    private bool IsEnd() => Rows.FieldCount == 1 && Rows.Raw(0) == End;

    private bool CheckEnd() => Rows.Read() ? throw Rows.Fault("the row", "a row after the character 1A", "the end of the file") : false;
}
