using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Screening.Engine.Scoring;
using ScreeningApi.Batches.Explanations;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches;

/// <summary>
/// Writes the results of a batch, a chunk at a time and with constant memory: the input's own columns first, in input order. While the
/// batch runs it gives what is there without a gap; rows of a canceled batch that were not screened say so.
/// </summary>
internal static class BatchResults
{
    private const string FormatName = "format";
    private const string FromRowName = "fromRow";
    private const string StateHeader = "Batch-State";

    internal static async Task<IResult> Send(
        HttpContext context, BatchStore store, BatchResultStore results, Guid id,
        [FromQuery(Name = FormatName), ParameterShape(OneOf = FileFormats.Csv + "|" + FileFormats.Ndjson), Description("csv (default) or ndjson, which has the explanation of each row beside its columns")] string? format,
        [FromQuery(Name = FromRowName), ParameterShape(Least = 0), Description("leaves out what stands before this row of the file, for going on where an earlier answer ended")] string? fromRow)
    {
        if (QueryNames.RefuseUnknown(context, FormatName, FromRowName) is { } refusal)
        {
            return refusal;
        }

        if (format is not (null or FileFormats.Csv or FileFormats.Ndjson))
        {
            return Problems.Invalid(context, [new FieldError { Pointer = "?" + FormatName, Code = "unknownValue", Detail = $"found '{Found.Short(format)}', expected {FileFormats.Csv} or {FileFormats.Ndjson}" }]);
        }

        if (!int.TryParse(fromRow ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            return Problems.Invalid(context, [new FieldError { Pointer = "?" + FromRowName, Code = "outOfRange", Detail = $"found '{Found.Short(fromRow!)}', expected the number of a row" }]);
        }

        if (await store.FindAsync(Caller.Of(context).Tenant, id, context.RequestAborted) is not { } batch)
        {
            return BatchEndpoints.NotFound(context);
        }

        var isCsv = format is not FileFormats.Ndjson;
        context.Response.Headers[StateHeader] = batch.State;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{id}.{(isCsv ? "csv" : "ndjson")}\"";
        return Results.Stream(body => WriteAsync(body, batch, results, (isCsv, first), context.RequestAborted), isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson");
    }

    private static async Task WriteAsync(Stream body, BatchRow batch, BatchResultStore store, (bool IsCsv, int FromRow) wanted, CancellationToken cancellation)
    {
        var file = JsonSerializer.Deserialize<BatchFile>(batch.File, JsonFormat.Options)!;
        using var buffer = new MemoryStream();
        using IRowWriter writer = wanted.IsCsv ? new CsvResultWriter(buffer, file.Separator ?? ',') : new NdjsonResultWriter(buffer, file.Headers);
        writer.WriteHeader(file.Headers);
        for (var next = 0; await store.FindChunkAsync(batch.Key, next, cancellation) is { } chunk; next = chunk.ChunkNo + 1)
        {
            if (chunk.State != "done" && !batch.IsFinished)
            {
                break;
            }

            Write(writer, await ReadAsync(store, batch, file, chunk, cancellation), wanted.IsCsv ? ChunkExplanations.None : ChunkExplanations.Read(chunk.Explanations), wanted.FromRow);
            writer.Flush();
            await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation);
            buffer.SetLength(0);
        }

        writer.Flush();
        await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellation);
    }

    private static async Task<ReadChunk> ReadAsync(BatchResultStore store, BatchRow batch, BatchFile file, StoredChunk chunk, CancellationToken cancellation)
    {
        var block = StoredRows.TryRead(chunk.Input) ?? Unreadable(chunk, file.Headers.Count);
        if (chunk.State == "done")
        {
            return new ReadChunk(block, await store.GetResultsAsync(batch.Key, chunk, cancellation));
        }

        var results = new ResultRow[chunk.Rows];
        Array.Fill(results, new ResultRow(Verdict.NotScreened, null, null, ResultColumns.Empty, "not screened: the batch was canceled before", null));
        return new ReadChunk(block, results);
    }

    private static void Write(IRowWriter writer, ReadChunk chunk, ChunkExplanations explanations, int fromRow)
    {
        for (var row = 0; row < chunk.Results.Length; row++)
        {
            if (chunk.Block.NumberOf(row) >= fromRow)
            {
                writer.Write(chunk.Block, row, chunk.Results[row], explanations.Of(row));
            }
        }
    }

    /// <summary>Rows whose text is lost still have their results.</summary>
    private static RowBlock Unreadable(StoredChunk chunk, int columns)
    {
        var block = new RowBlock(columns);
        for (var row = 0; row < chunk.Rows; row++)
        {
            block.EndRow(chunk.FirstRow + row + 1);
        }

        return block;
    }

    private sealed record ReadChunk(RowBlock Block, ResultRow[] Results);
}
