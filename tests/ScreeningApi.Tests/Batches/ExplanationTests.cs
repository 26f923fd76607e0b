using System.Text;
using System.Text.Json;
using Screening.Benchmarks.Bench.Rows;
using Screening.Engine;
using ScreeningApi.Batches;
using ScreeningApi.Batches.Explanations;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using RowOutcome = ScreeningApi.Batches.Rows.RowOutcome;

namespace ScreeningApi.Tests.Batches;

/// <summary>The explanations of a chunk, stored with what rows share standing once.</summary>
public sealed class ExplanationTests
{
    private static readonly DateOnly Date = new(2026, 6, 1);
    private static readonly Lazy<ScreeningSnapshot> Snapshot = new(() => SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped)));

    [Fact]
    public async Task What_is_read_back_is_byte_for_byte_what_the_single_screening_answers()
    {
        using var writer = new ExplanationWriter();
        foreach (var outcomes in await ScreenAsync(6_000))
        {
            var results = Results(outcomes);
            var read = ChunkExplanations.Read(writer.Write(outcomes, results));
            for (var row = 0; row < outcomes.Length; row++)
            {
                var expected = results[row].Columns.SaysNothing ? "" : JsonSerializer.Serialize(outcomes[row].Line, JsonFormat.Options);
                Assert.Equal(expected, Encoding.UTF8.GetString(read.Of(row).Span));
            }
        }
    }

    [Fact]
    public async Task What_rows_share_stands_once()
    {
        using var writer = new ExplanationWriter();
        var outcomes = (await ScreenAsync(2_000))[0];
        var results = Results(outcomes);
        var alone = outcomes.Where((_, row) => !results[row].Columns.SaysNothing).Sum(o => JsonSerializer.SerializeToUtf8Bytes(o.Line, JsonFormat.Options).Length);
        using var stored = Compression.Decompress(writer.Write(outcomes, results));
        Assert.InRange(stored.Span.Length, 1, alone / 2);
    }

    [Fact]
    public void A_chunk_of_which_there_is_nothing_to_say_has_none()
    {
        using var writer = new ExplanationWriter();
        Assert.Null(writer.Write([new RowOutcome(null, "found nothing")], [ResultRow.Of(new RowOutcome(null, "found nothing"), 0)]));
        Assert.True(ChunkExplanations.Read(null).Of(0).IsEmpty);
    }

    [Fact]
    public async Task Damaged_bytes_are_said_to_be_damaged_and_never_read_as_something_else()
    {
        using var writer = new ExplanationWriter();
        var outcomes = (await ScreenAsync(60))[0];
        var stored = writer.Write(outcomes, Results(outcomes))!;
        var row = Enumerable.Range(0, outcomes.Length).First(r => !ChunkExplanations.Read(stored).Of(r).IsEmpty);
        var whole = Encoding.UTF8.GetString(ChunkExplanations.Read(stored).Of(row).Span);
        for (var at = 0; at < stored.Length; at++)
        {
            foreach (var damaged in new[] { stored[..at], [.. stored[..at], (byte)(stored[at] ^ 0x10), .. stored[(at + 1)..]] })
            {
                var text = Encoding.UTF8.GetString(ChunkExplanations.Read(damaged).Of(row).Span);
                Assert.True(text == whole || text.Contains("damaged", StringComparison.Ordinal), $"byte {at}: {text}");
            }
        }
    }

    private static ResultRow[] Results(RowOutcome[] outcomes) => [.. outcomes.Select(o => ResultRow.Of(o, Snapshot.Value.Policy.FoundThreshold))];

    private static async Task<List<RowOutcome[]>> ScreenAsync(int rows)
    {
        using var file = new MemoryStream();
        var book = new OrderBook(rows, OrderBook.UsualSeed);
        while (book.NextBlock() is { IsEmpty: false } part)
        {
            file.Write(part.Span);
        }

        file.Position = 0;
        await using var reader = await FileOpener.OpenAsync(file, FileFormats.Declared("text/csv", null), FileLimits.Default, CancellationToken.None);
        var columns = ColumnMap.Of(reader.Shape.Headers, []);
        var screening = new BlockScreening(Snapshot.Value, columns, Date, new ScreeningMemory());
        var blocks = new ShipmentBlocks(reader, columns.IndexOf(ColumnNames.ShipmentRef), 2_000);
        var block = new RowBlock(columns.Headers.Count);
        List<RowOutcome[]> all = [];
        while (await blocks.FillAsync(block, CancellationToken.None))
        {
            var outcomes = new RowOutcome[block.Count];
            screening.Screen(block, outcomes);
            all.Add(outcomes);
        }

        return all;
    }
}
