using CsvHelper;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files.Csv;

/// <summary>Finds out why the row that a reader stands on cannot be read.</summary>
internal sealed class CsvFaults(CsvReader reader, TextEncoding encoding)
{
    /// <summary>A look at the whole row, without a text made of anything; most rows have no quote and end there.</summary>
    public bool IsFaulty(int columns)
    {
        var raw = reader.RawRecord;
        return reader.FieldCount > columns || RowText.Fault(raw, encoding) is not null || (raw.Contains((byte)'"') && HasQuoteFlaw());
    }

    /// <summary>What <see cref="IsFaulty"/> saw. The header has no columns yet that a fault could name.</summary>
    /// <exception cref="InputFileException">When a quote is never closed: what was read as one cell may be thousands of rows.</exception>
    public string Find(IReadOnlyList<string>? columns, int row)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var raw = reader.GetRawSpan(i);
            var flaw = CellQuotes.FlawOf(raw);
            if ((flaw == QuoteFlaw.None ? RowText.Fault(raw, encoding) : Fault(flaw, raw)) is { } fault)
            {
                var where = columns is null || i >= columns.Count ? $"column {i + 1}" : $"column '{Found.Short(columns[i])}'";
                return flaw != QuoteFlaw.NeverClosed ? $"{where}: {fault}" : throw new InputFileException($"row {row}, {where}: {fault}.", 400, "unclosedQuote");
            }
        }

        return $"found {reader.FieldCount} cells, expected {columns?.Count} as in the header";
    }

    private bool HasQuoteFlaw()
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (CellQuotes.FlawOf(reader.GetRawSpan(i)) != QuoteFlaw.None)
            {
                return true;
            }
        }

        return false;
    }

    private static string Fault(QuoteFlaw flaw, ReadOnlySpan<byte> raw) => flaw switch
    {
        QuoteFlaw.NeverClosed => $"found a quote that is never closed, '{Found.Short(raw)}', expected one at the end of the cell",
        QuoteFlaw.AfterSpace => $"found a space before a quote, '{Found.Short(raw)}', expected the quote to be the first of the cell",
        _ => $"found text after a closing quote{Lines(raw)}, '{Found.Short(raw)}', expected quotes inside a cell to be doubled",
    };

    /// <summary>A quote out of place takes the lines up to the next one into its cell: the reader of the fault must know how many.</summary>
    private static string Lines(ReadOnlySpan<byte> raw) => raw.Count((byte)'\n') is > 0 and var breaks ? $" in a cell of {breaks + 1} lines" : "";
}
