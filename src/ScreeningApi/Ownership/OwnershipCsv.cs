using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using ScreeningApi.Hosting;

namespace ScreeningApi.Ownership;

/// <summary>Reads a table of owners, or says everything that is wrong with it at once, each with its row and column. A column that is not known is a fault, since a misspelt one would be left out in silence.</summary>
internal sealed class OwnershipCsv
{
    public const int MaxRows = 100_000;

    private const int MaxErrors = 100, MaxName = 300, MaxCode = 40, MaxEntry = 300, MaxSource = 500, MaxShown = 40, RecordBytes = 1 << 16;

    private const string Owned = "owned", OwnedList = "owned_list", OwnedEntry = "owned_entry", Owner = "owner", OwnerList = "owner_list", OwnerEntry = "owner_entry", Share = "share",
        Source = "source", AsOf = "as_of";

    private static readonly string[] Columns = [Owned, OwnedList, OwnedEntry, Owner, OwnerList, OwnerEntry, Share, Source, AsOf];

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MaxRecordSize = RecordBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    private readonly List<FieldError> _errors = [];
    private readonly List<OwnershipRecord> _rows = [];
    private string[] _header = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public IReadOnlyList<OwnershipRecord> Rows => _rows;

    public static OwnershipCsv Read(byte[] bytes)
    {
        var csv = new OwnershipCsv();
        if (Utf8.IsValid(bytes))
        {
            csv.ReadText(bytes);
        }
        else
        {
            csv.Fault(1, "", "invalidText", "found bytes that are not UTF-8, expected a table in UTF-8");
        }

        return csv;
    }

    /// <summary>Adds what was found wrong with the table as a whole; rows are numbered as the file counts.</summary>
    public void Fault(int row, string column, string code, string detail)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError { Pointer = column.Length == 0 ? $"/{row}" : $"/{row}/{column}", Code = code, Detail = $"row {row}{(column.Length == 0 ? "" : $", column {column}")}: {detail}" });
        }
    }

    private void ReadText(byte[] bytes)
    {
        using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        using var reader = CsvReader.Create(text, Options);
        var row = 1;
        try
        {
            for (; reader.Read() && _errors.Count < MaxErrors && row <= MaxRows + 1; row++)
            {
                string[] cells = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))];
                if (row == 1)
                {
                    ReadHeader(cells);
                }
                else if (cells.Any(c => !string.IsNullOrWhiteSpace(c)))
                {
                    ReadRow(row, cells);
                }
            }
        }
        catch (CsvFormatException)
        {
            Fault(row, "", "malformedRow", $"found a row that is no row of a table, near line {reader.LineNumber}, expected fields divided by commas, in quotes where they hold one");
        }

        if (row == 1 && _errors.Count == 0)
        {
            Fault(1, "", "missing", $"found nothing, expected a header with {Owned}, {Owner} and {Share}");
        }
        else if (row > MaxRows + 1)
        {
            Fault(row, "", "tooManyRows", $"found more than {MaxRows} rows, expected at most that many");
        }
    }

    private void ReadHeader(string[] cells)
    {
        _header = [.. cells.Select(c => c.Trim().ToLowerInvariant())];
        foreach (var unknown in _header.Except(Columns))
        {
            Fault(1, "", "unknownColumn", $"found the column '{Shown(unknown)}', expected {string.Join(", ", Columns)}");
        }

        foreach (var twice in _header.CountBy(c => c).Where(c => c.Value > 1))
        {
            Fault(1, "", "unknownColumn", $"found the column '{Shown(twice.Key)}' {twice.Value} times, expected it once");
        }

        if (!_header.Contains(Share) || !Has(Owned, OwnedEntry) || !Has(Owner, OwnerEntry))
        {
            Fault(1, "", "missingColumn", $"found no columns that say who owns whom and how much, expected {Owned} or {OwnedEntry}, {Owner} or {OwnerEntry}, and {Share}");
        }
    }

    private bool Has(string name, string entry) => _header.Contains(name) || _header.Contains(entry);

    private void ReadRow(int row, string[] cells)
    {
        if (cells.Length != _header.Length)
        {
            Fault(row, "", "malformedRow", $"found {cells.Length} fields, expected {_header.Length} as in the header");
            return;
        }

        var before = _errors.Count;
        var (owned, owner) = (Party(row, cells, (Owned, OwnedList, OwnedEntry)), Party(row, cells, (Owner, OwnerList, OwnerEntry)));
        var record = new OwnershipRecord
        {
            RowNo = row, Owned = owned.Name, OwnedList = owned.List, OwnedEntry = owned.Entry, Owner = owner.Name, OwnerList = owner.List, OwnerEntry = owner.Entry,
            Share = ReadShare(row, Cell(cells, Share)), Source = Text(row, cells, Source, MaxSource) ?? "", AsOf = ReadDay(row, Cell(cells, AsOf)),
        };
        if (_errors.Count == before && record.ToRow() is var read && read.Owned.Key == read.Owner.Key)
        {
            Fault(row, Owner, "sameParty", "found the owned party itself, expected another");
        }

        if (_errors.Count == before)
        {
            _rows.Add(record);
        }
    }

    private (string Name, string? List, string? Entry) Party(int row, string[] cells, (string Name, string List, string Entry) columns)
    {
        var (name, list, entry) = (Text(row, cells, columns.Name, MaxName), Text(row, cells, columns.List, MaxCode), Text(row, cells, columns.Entry, MaxEntry));
        if (list is null != entry is null)
        {
            Fault(row, list is null ? columns.List : columns.Entry, "missing", $"found {(list is null ? "an entry without its list" : "a list without an entry")}, expected both or none");
        }
        else if (name is null && entry is null)
        {
            Fault(row, columns.Name, "missing", "found neither a name nor an entry of a list, expected one of them");
        }

        return (name ?? "", list, entry);
    }

    /// <summary>0.5, or 50% for those who write it so; nothing, or a question mark, where it is not known.</summary>
    private decimal? ReadShare(int row, string? text)
    {
        if (text is null or "?")
        {
            return null;
        }

        var percent = text.EndsWith('%');
        if (decimal.TryParse(percent ? text[..^1].TrimEnd() : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= (percent ? 100 : 1))
        {
            return percent ? share / 100 : share;
        }

        Fault(row, Share, "outOfRange", $"found '{Shown(text)}', expected a share from 0 to 1 such as 0.5, or 50%, or nothing where it is not known");
        return null;
    }

    private DateOnly? ReadDay(int row, string? text)
    {
        if (text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        Fault(row, AsOf, "invalidDate", $"found '{Shown(text)}', expected a day such as 2026-11-23, or nothing");
        return null;
    }

    private string? Text(int row, string[] cells, string column, int most)
    {
        var text = Cell(cells, column);
        if (text is not null && (text.Length > most || text.Contains('\0', StringComparison.Ordinal)))
        {
            Fault(row, column, "invalidText", text.Length > most ? $"found {text.Length} characters, expected at most {most}" : "found a NUL character, expected text");
        }

        return text;
    }

    private string? Cell(string[] cells, string column) => Array.IndexOf(_header, column) is >= 0 and var at && cells[at].Trim() is { Length: > 0 } text ? text : null;

    private static string Shown(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";
}
