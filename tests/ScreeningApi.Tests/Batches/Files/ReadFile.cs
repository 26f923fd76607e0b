using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>A file as it was read to its end.</summary>
internal sealed record ReadFile(FileShape Shape, IReadOnlyList<ReadRow> Rows)
{
    public const string Csv = "text/csv", Ndjson = "application/x-ndjson", Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Task<ReadFile> OfAsync(string text, string mediaType = Csv) => OfAsync(Encoding.UTF8.GetBytes(text), mediaType);

    public static Task<ReadFile> OfAsync(byte[] bytes, string? mediaType = Csv, FileLimits? limits = null) => OfAsync(new MemoryStream(bytes), mediaType, limits);

    public static async Task<ReadFile> OfAsync(Stream stream, string? mediaType = Csv, FileLimits? limits = null, int blockRows = 1000)
    {
        var rows = new List<ReadRow>();
        await using var reader = await FileOpener.OpenAsync(stream, FileFormats.Declared(mediaType, null), limits ?? FileLimits.Default, CancellationToken.None);
        var block = new RowBlock(reader.Shape.Headers.Count);
        for (var goesOn = true; goesOn;)
        {
            block.Clear();
            goesOn = await reader.ReadAsync(block, blockRows, 1 << 20, CancellationToken.None);
            rows.AddRange(Enumerable.Range(0, block.Count).Select(row => ReadRow.Of(block, row)));
        }

        return new ReadFile(reader.Shape, rows);
    }

    public static async Task<InputFileException> RefusedAsync(byte[] bytes, string? mediaType = Csv, FileLimits? limits = null) =>
        await Assert.ThrowsAsync<InputFileException>(() => OfAsync(bytes, mediaType, limits));

    public static Task<InputFileException> RefusedAsync(string text, string? mediaType = Csv) => RefusedAsync(Encoding.UTF8.GetBytes(text), mediaType);
}

/// <summary>A row of it; its cells joined by <c>|</c> are short to write.</summary>
internal sealed record ReadRow(int Number, string[] Cells, string? Fault)
{
    public string Joined => string.Join('|', Cells);

    public static ReadRow Of(RowBlock block, int row) => new(
        block.NumberOf(row), [.. Enumerable.Range(0, block.Columns).Select(column => Strict.GetString(block.Cell(row, column)))], block.FaultOf(row));

    /// <summary>What is in a block is text, also in faulty rows.</summary>
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
