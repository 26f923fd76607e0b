using System.Text;

namespace ScreeningApi.Reference.Import.Tables;

/// <summary>Puts a table together from its markup as it comes. A cell that reaches over several rows leaves empty ones below it, so that columns stay columns.</summary>
internal sealed class TableBuilder(int line, string title)
{
    private const int MaxSpan = 100;

    private readonly List<TextRow> _header = [], _rows = [];

    /// <summary>By column: how many rows below still belong to a cell above; of cells of the present row apart, for they count from the next on.</summary>
    private readonly Dictionary<int, int> _hanging = [], _begun = [];
    private readonly StringBuilder _text = new(), _title = new(title);
    private readonly List<string> _marks = [];
    private List<TextCell>? _cells;
    private int _column, _rowLine, _span = 1, _rowSpan = 1;
    private bool _isHeaderRow, _isCellOpen;

    public bool IsInCell => _isCellOpen;

    public void BeginRow(int at)
    {
        EndRow();
        (_cells, _column, _rowLine, _isHeaderRow) = ([], 0, at, true);
    }

    public void BeginCell(bool isHeader, string? span, string? rowSpan)
    {
        EndCell();
        if (_cells is null)
        {
            BeginRow(_rowLine);
        }

        SkipHanging();
        _isHeaderRow &= isHeader;
        (_isCellOpen, _span, _rowSpan) = (true, Number(span), Number(rowSpan));
    }

    /// <summary>Text of the open cell, or of the title while no row is.</summary>
    public void Add(string text)
    {
        if (_isCellOpen || _cells is null && _rows.Count == 0)
        {
            (_isCellOpen ? _text : _title).Append(text.Replace('\n', ' '));
        }
    }

    public void Break() => _text.Append('\n');

    public void Mark(string mark) => _marks.Add(mark.Trim());

    public void EndCell()
    {
        if (!_isCellOpen)
        {
            return;
        }

        _cells!.Add(new TextCell(Clean(_text.ToString()), _span, [.. _marks]));
        for (var i = 0; i < _span && _rowSpan > 1; i++)
        {
            _begun[_column + i] = _rowSpan - 1;
        }

        _column += _span;
        _isCellOpen = false;
        _text.Clear();
        _marks.Clear();
    }

    public void EndRow()
    {
        EndCell();
        if (_cells is null)
        {
            return;
        }

        SkipHanging();
        foreach (var (column, rows) in _begun)
        {
            _hanging[column] = rows;
        }

        _begun.Clear();
        if (_cells.Count > 0)
        {
            (_isHeaderRow && _rows.Count == 0 ? _header : _rows).Add(new TextRow(_rowLine, _cells));
        }

        _cells = null;
    }

    public TextTable Build()
    {
        EndRow();
        return new TextTable(line, Clean(_title.ToString()).Replace('\n', ' '), _header, _rows);
    }

    /// <summary>Spaces are one space, lines are kept.</summary>
    public static string Clean(string text) => string.Join(
        '\n', text.Split('\n').Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(l => l.Length > 0));

    private void SkipHanging()
    {
        while (_hanging.GetValueOrDefault(_column) > 0)
        {
            _hanging[_column++]--;
            _cells!.Add(TextCell.Empty);
        }
    }

    private static int Number(string? text) => int.TryParse(text, out var number) && number is > 0 and <= MaxSpan ? number : 1;
}
