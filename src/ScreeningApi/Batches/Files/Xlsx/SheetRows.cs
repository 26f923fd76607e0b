using System.Globalization;
using System.Text;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>Walks through the rows of a sheet and makes the text of each cell as it is shown.</summary>
internal sealed class SheetRows(PartXml xml, SharedStrings strings, CellStyles styles, bool is1904) : IDisposable
{
    private readonly TextOfCell _text = new();
    private readonly SheetRow _row = new();
    private byte[] _utf8 = new byte[1024];
    private bool _isInData;

    public SheetRow Row => _row;

    /// <summary>Goes on to the next row that the sheet has, blank or not; false at its end.</summary>
    public bool Next()
    {
        while (xml.Next())
        {
            if (xml.Name == "sheetData")
            {
                _isInData = xml.IsStart && !xml.IsEmpty;
            }
            else if (_isInData && xml is { IsStart: true, Name: "row" })
            {
                ReadRow();
                return true;
            }
        }

        return false;
    }

    public void Dispose() => xml.Dispose();

    private void ReadRow()
    {
        _row.Clear();
        var number = xml.Attribute("r") is { } said ? Number(said) : _row.Number + 1;
        if (number <= _row.Number || number > CellPlace.MaxRows)
        {
            throw WorkbookFault.Damaged($"row {number} after row {_row.Number} in the sheet");
        }

        _row.Number = number;
        var (last, isEmpty) = (-1, xml.IsEmpty);
        while (!isEmpty && xml.Next() && !(xml.IsEnd && xml.Name == "row"))
        {
            if (xml is { IsStart: true, Name: "c" })
            {
                var column = xml.Attribute("r") is { } place ? CellPlace.ColumnOf(place) : last + 1;
                if (column <= last || column >= CellPlace.MaxColumns)
                {
                    throw WorkbookFault.Damaged($"cell '{Found.Short(xml.Attribute("r") ?? "")}' after column {last + 1} in row {number} of the sheet");
                }

                last = column;
                ReadCell(column);
            }
        }
    }

    private void ReadCell(int column)
    {
        var (type, style) = (xml.Attribute("t"), xml.Attribute("s"));
        var (hasFormula, hasValue, isEmpty) = (false, false, xml.IsEmpty);
        _text.Clear();
        while (!isEmpty && xml.Next() && !(xml.IsEnd && xml.Name == "c"))
        {
            if (xml is { IsStart: true, Name: "v" })
            {
                hasValue = true;
                xml.ReadText(_text);
            }
            else if (xml is { IsStart: true, Name: "is" })
            {
                RichText.Read(xml, _text);
            }
            else if (xml is { IsStart: true, Name: "f" })
            {
                hasFormula = true;
            }
        }

        if (hasFormula && !hasValue)
        {
            _row.SetFault(column, "found a formula without its result, expected a workbook that was calculated before it was saved");
        }
        else if (_text.Length > 0)
        {
            Set(column, type, style);
        }
    }

    private void Set(int column, string? type, string? style)
    {
        switch (type)
        {
            case "s" when int.TryParse(_text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count:
                _row.Set(column, strings[index]);
                break;
            case "s":
                _row.SetFault(column, $"found a reference to text '{Found.Short(_text.ToString())}', expected one of the {strings.Count} that the workbook has");
                break;
            case "e":
                _row.SetFault(column, $"found the error {Found.Short(_text.ToString())}, expected a value");
                break;
            case "b":
                SetText(column, _text.Text is "1" or "true" ? "TRUE" : "FALSE");
                break;
            case "str":
                _text.Unescape();
                SetText(column, _text.Text);
                break;
            case "inlineStr" or "d":
                SetText(column, _text.Text);
                break;
            default:
                SetNumber(column, style);
                break;
        }
    }

    private void SetNumber(int column, string? style)
    {
        if (styles[style].TryShow(_text.Text, is1904, out var shown))
        {
            SetText(column, shown);
        }
        else
        {
            _row.SetFault(column, $"found '{Found.Short(_text.ToString())}', expected a number as the cell says");
        }
    }

    private void SetText(int column, ReadOnlySpan<char> text)
    {
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < room)
        {
            _utf8 = new byte[room];
        }

        _row.Set(column, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw WorkbookFault.Damaged($"the row '{Found.Short(text)}' in the sheet");
}
