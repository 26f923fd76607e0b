using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Batches;

/// <summary>
/// Writes what comes out of a pipeline into the answer of the same exchange. When the file turns out to be unreadable the status is long
/// sent: a last row says why, and the connection is cut, so that nobody takes the answer for complete.
/// </summary>
internal sealed class RowStream(HttpContext context, RequestFile file, double foundFrom) : IDisposable
{
    /// <summary>Little enough that the first rows come out while the file is still on its way.</summary>
    public const int SampleBytes = 1 << 16;

    /// <summary>A connection that is cut throws away what the client has not yet read.</summary>
    private static readonly TimeSpan TimeForLastRow = TimeSpan.FromSeconds(1);

    private readonly MemoryStream _buffer = new();

    public void Dispose() => _buffer.Dispose();

    public async Task RunAsync(RowPipeline rows)
    {
        using var writer = new CsvResultWriter(_buffer, file.Rows.Shape.Separator ?? ',');
        context.Response.ContentType = "text/csv; charset=utf-8";
        writer.WriteHeader(file.Columns.Headers);
        try
        {
            await rows.RunAsync(screened => WriteAsync(writer, screened), context.RequestAborted);
            await FlushAsync(writer);
        }
        catch (InputFileException fault) when (context.Response.HasStarted)
        {
            await BreakOffAsync(writer, fault);
        }
    }

    private async ValueTask WriteAsync(CsvResultWriter writer, Screened screened)
    {
        for (var row = 0; row < screened.Block.Count; row++)
        {
            writer.Write(screened.Block, row, ResultRow.Of(screened.Outcomes[row], foundFrom));
        }

        await FlushAsync(writer);
    }

    private async ValueTask FlushAsync(CsvResultWriter writer)
    {
        writer.Flush();
        await context.Response.Body.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        _buffer.SetLength(0);
    }

    private async Task BreakOffAsync(CsvResultWriter writer, InputFileException fault)
    {
        writer.WriteBreak(file.Columns.Headers.Count, $"{fault.Message} Nothing from there on was screened.");
        await FlushAsync(writer);
        await Task.Delay(TimeForLastRow, context.RequestAborted);
        context.Abort();
    }
}
