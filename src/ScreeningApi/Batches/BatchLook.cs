using System.Text;
using Screening.Engine;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Batches;

/// <summary>Looks at the beginning of a file: how it is read, what its first rows come to, and what would stand in the way of an upload.</summary>
internal sealed class BatchLook(WatchlistHolder watchlists, ScreeningMemory memory, TimeProvider clock)
{
    private const int Rows = 10;

    public async Task<BatchPreview> TakeAsync(RequestFile file, string tenant, CancellationToken cancellation)
    {
        var snapshot = watchlists.SnapshotFor(tenant);
        var block = new RowBlock(file.Columns.Headers.Count);
        await file.Rows.ReadAsync(block, Rows, ShipmentBlocks.MaxBytes, cancellation);
        var problem = ProblemOf(file.Columns) ?? (block.Count == 0 ? "Found a header and no row, expected at least one row to screen." : null);
        var outcomes = new RowOutcome[block.Count];
        if (problem is null)
        {
            new BlockScreening(snapshot, file.Columns, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), memory).Screen(block, outcomes);
        }

        return new BatchPreview
        {
            File = BatchFileResponse.Of(BatchFile.Of(file.Rows.Shape, file.Columns)),
            MissingColumns = file.Columns.Missing,
            Problem = problem,
            Rows = [.. Enumerable.Range(0, block.Count).Select(row => Row(block, row, file.Columns, problem is null ? outcomes[row] : null))],
            Coverage = ScreeningEngine.CoverageOf(snapshot),
        };
    }

    private static BatchPreviewRow Row(RowBlock block, int row, ColumnMap columns, RowOutcome? outcome) => new()
    {
        Row = block.NumberOf(row),
        Cells = ColumnNames.All.Where(columns.Has).ToDictionary(c => c, c => Encoding.UTF8.GetString(block.Cell(row, columns.IndexOf(c))), StringComparer.Ordinal),
        Verdict = outcome is { } screened ? VerdictNames.Of(screened.Verdict) : null,
        Error = outcome is { Error: { } error } faulty ? RowOutcome.Place(block.NumberOf(row), faulty.ErrorColumn, error) : block.FaultOf(row),
        Repairs = outcome is { Line: { } line } ? line.Findings.Where(f => f.Code == "fieldRepaired").Select(f => f.Text).ToList() is { Count: > 0 } repairs ? repairs : null : null,
    };

    private static string? ProblemOf(ColumnMap columns)
    {
        try
        {
            columns.Require();
            return null;
        }
        catch (InputFileException fault)
        {
            return fault.Message;
        }
    }
}
