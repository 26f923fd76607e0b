using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Screening.Engine;
using Screening.Engine.Scoring;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches;

/// <summary>A batch: a file of rows and how far it has been screened.</summary>
public sealed record BatchResponse
{
    public required Guid Id { get; init; }

    /// <summary><c>receiving</c>, <c>queued</c>, <c>running</c>, <c>completed</c>, <c>failed</c> (some rows could not be screened) or <c>canceled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Rows received so far; all of them once the batch is accepted.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the file; null while it is being received.</summary>
    public required int? RowsTotal { get; init; }

    /// <summary>Rows that have a result.</summary>
    public required long RowsDone { get; init; }

    /// <summary>Of these, rows that could not be read: their errors say why.</summary>
    public required long RowsRejected { get; init; }

    /// <summary>Of these, rows that the service could not screen; they can be screened again.</summary>
    public required long RowsFailed { get; init; }

    /// <summary>How many rows have each verdict; they sum to <c>rowsDone</c>, and to <c>rows</c> where the batch was canceled: what was left is <c>notScreened</c>.</summary>
    public required IReadOnlyDictionary<string, long> CountsByVerdict { get; init; }

    /// <summary>When the upload began, by the database's clock.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it came to its end; null while it has not.</summary>
    public required DateTime? FinishedAt { get; init; }

    /// <summary>The date whose law and tables are applied to rows that name none.</summary>
    public required DateOnly DecisiveDate { get; init; }

    /// <summary>An earlier batch of the same file; null when there is none.</summary>
    public required Guid? DuplicateOf { get; init; }

    /// <summary>SHA-256 of the file, uncompressed, in hexadecimal digits; null while it is being received.</summary>
    public required string? FileDigest { get; init; }

    public required BatchFileResponse File { get; init; }

    /// <summary>Pinned at upload: what is published later changes nothing in a batch.</summary>
    public required ScreeningVersions Versions { get; init; }

    /// <summary>What was looked at in every row, and what was not; null when another version of the program screened some of them.</summary>
    public required Coverage? Coverage { get; init; }

    internal static BatchResponse Of(BatchRow row)
    {
        var file = JsonSerializer.Deserialize<BatchFile>(row.File, JsonFormat.Options)!;
        var watchlists = PinnedWatchlists.Read(row.Watchlists);
        return new BatchResponse
        {
            Id = row.Id,
            State = row.State,
            Rows = row.RowsTotal ?? row.RowsReceived,
            RowsTotal = row.RowsTotal,
            RowsDone = row.RowsDone,
            RowsRejected = row.RowsRejected,
            RowsFailed = row.RowsFailed,
            CountsByVerdict = CountsOf(row),
            CreatedAt = row.CreatedAt,
            FinishedAt = row.FinishedAt,
            DecisiveDate = row.DecisiveDate,
            DuplicateOf = row.DuplicateOf,
            FileDigest = row.BodyDigest is { } digest ? Convert.ToHexStringLower(digest) : null,
            File = BatchFileResponse.Of(file),
            Versions = new ScreeningVersions
            {
                RuleSet = row.RuleSet, Destinations = row.Destinations, Policy = row.Policy, Watchlists = watchlists,
                Engine = row.Engines.Length == 0 ? row.Engine : string.Join(", ", row.Engines),
            },
            Coverage = row.Engines.All(e => e == ScreeningSnapshot.EngineVersion) ? ScreeningEngine.CoverageOf(watchlists.Count > 0) : null,
        };
    }

    private static Dictionary<string, long> CountsOf(BatchRow row)
    {
        var counts = VerdictNames.All.Index().ToDictionary(v => v.Item, v => row.Verdicts.ElementAtOrDefault(v.Index));
        counts[VerdictNames.Of(Verdict.NotScreened)] += row.State == BatchStates.Canceled ? row.RowsReceived - row.RowsDone : 0;
        return counts;
    }

    /// <summary>The answer to the upload, the same whenever it is asked for again.</summary>
    internal static BatchResponse Accepted(BatchRow row) => Of(row with
    {
        State = BatchStates.Queued,
        RowsDone = 0,
        RowsRejected = 0,
        RowsFailed = 0,
        Verdicts = [],
        Engines = [],
        FinishedAt = null,
    });
}

/// <summary>How a file was understood.</summary>
public sealed record BatchFileResponse
{
    /// <summary><c>csv</c>, <c>ndjson</c> or <c>xlsx</c>.</summary>
    public required string Format { get; init; }

    /// <summary><c>utf-8</c>, <c>windows-1251</c>, ...</summary>
    public required string Encoding { get; init; }

    /// <summary>What separates the cells; null where nothing does.</summary>
    public required string? Separator { get; init; }

    /// <summary>The file's columns in their order, and what each was taken for.</summary>
    public required IReadOnlyList<BatchColumn> Columns { get; init; }

    /// <summary>Columns that nothing is read from.</summary>
    public required IReadOnlyList<string> UnknownColumns { get; init; }

    internal static BatchFileResponse Of(BatchFile file)
    {
        var ours = file.Columns.ToDictionary(c => c.Value, c => c.Key);
        return new BatchFileResponse
        {
            Format = file.Format,
            Encoding = file.Encoding,
            Separator = file.Separator?.ToString(),
            Columns = [.. file.Headers.Select((name, i) => new BatchColumn { Name = name, Column = ours.GetValueOrDefault(i) })],
            UnknownColumns = [.. file.Headers.Where((_, i) => !ours.ContainsKey(i))],
        };
    }
}

/// <summary>A column of a file.</summary>
public sealed record BatchColumn
{
    /// <summary>As it stands in the file.</summary>
    public required string Name { get; init; }

    /// <summary>The column of ours that it was taken for; null when nothing is read from it.</summary>
    public required string? Column { get; init; }
}

/// <summary>A page of batches, newest first.</summary>
public sealed record BatchPage
{
    public required IReadOnlyList<BatchResponse> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last.</summary>
    public required string? Next { get; init; }
}

/// <summary>A page of rows that could not be read or not be screened, in input order.</summary>
public sealed record BatchErrorPage
{
    public required IReadOnlyList<BatchRowError> Items { get; init; }

    /// <summary>Cursor of the next page; null on the last, and also where the batch has not come further yet.</summary>
    public required string? Next { get; init; }
}

/// <summary>Why a row has no screening.</summary>
public sealed record BatchRowError
{
    /// <summary>As the file counts: in a table the header is row 1.</summary>
    public required long Row { get; init; }

    /// <summary>The column, as the file calls it; null when it is none in particular.</summary>
    public required string? Column { get; init; }

    /// <summary><c>rejected</c>: the row must be mended; <c>failed</c>: the service is at fault, and the row can be screened again.</summary>
    public required string Code { get; init; }

    /// <summary>What was found and what was expected.</summary>
    public required string Detail { get; init; }
}

/// <summary>What would become of a file: nothing is stored.</summary>
public sealed record BatchPreview
{
    public required BatchFileResponse File { get; init; }

    /// <summary>Columns of ours that the file lacks; without those that are needed an upload is refused.</summary>
    public required IReadOnlyList<string> MissingColumns { get; init; }

    /// <summary>Why an upload would be refused; null when it would not.</summary>
    public required string? Problem { get; init; }

    /// <summary>The first rows, at most ten, as they were read and what they come to.</summary>
    public required IReadOnlyList<BatchPreviewRow> Rows { get; init; }

    /// <summary>What is looked at in every row, and what is not.</summary>
    public required Coverage Coverage { get; init; }
}

/// <summary>A row as it was read.</summary>
public sealed record BatchPreviewRow
{
    /// <summary>As the file counts: in a table the header is row 1.</summary>
    public required int Row { get; init; }

    /// <summary>The cells that something is read from, by our name of the column.</summary>
    public required IReadOnlyDictionary<string, string> Cells { get; init; }

    /// <summary>What the row would come to; null where the file lacks what is needed.</summary>
    public required string? Verdict { get; init; }

    /// <summary>Why the row cannot be read; null when it can.</summary>
    public required string? Error { get; init; }

    /// <summary>What was mended to read it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Repairs { get; init; }
}
