using System.Text.Json;
using Screening.Engine;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;

namespace ScreeningApi.Batches;

/// <summary>What a worker needs for the chunks of one batch: its columns, and the versions that were pinned at upload.</summary>
internal sealed record BatchContext(BlockScreening Screening, ScreeningSnapshot Snapshot);

/// <summary>Screens chunks, one at a time.</summary>
internal sealed class ChunkScreening(SnapshotHolder snapshots, TimeProvider clock)
{
    /// <summary>Tries after which rows that cannot be screened get a result that says so.</summary>
    public const int MaxFailures = 3;

    private const int MaxContexts = 8;

    private readonly GoodsMemory _goods = new();
    private readonly Dictionary<BatchKey, BatchContext> _contexts = [];

    public async Task<BatchContext> ContextOfAsync(OpenBatch batch, CancellationToken cancellation)
    {
        if (_contexts.TryGetValue(batch.Key, out var known))
        {
            return known;
        }

        var snapshot = await snapshots.GetAsync(batch.RuleSet, batch.Destinations, batch.Policy, cancellation);
        var file = JsonSerializer.Deserialize<BatchFile>(batch.File, JsonFormat.Options)!;
        if (_contexts.Count >= MaxContexts)
        {
            _contexts.Clear();
        }

        return _contexts[batch.Key] = new BatchContext(new BlockScreening(snapshot, file.Map(), batch.DecisiveDate, goods: _goods), snapshot);
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the stored rows are damaged.</summary>
    public ChunkResult Screen(BatchContext context, ClaimedChunk chunk)
    {
        var block = RowBlock.Read(Compression.Decompress(chunk.Input));
        if (block.Count != chunk.Rows)
        {
            throw new InvalidDataException($"Found {block.Count} stored rows, expected {chunk.Rows}.");
        }

        var outcomes = new RowOutcome[block.Count];
        context.Screening.Screen(block, outcomes);
        var rows = new ResultRow[outcomes.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ResultRow.Of(outcomes[i], context.Snapshot.Policy.FoundThreshold);
        }

        return Make(chunk, rows, Explanations.Write(outcomes, rows));
    }

    /// <summary>What is stored of rows that could not be screened, however often it was tried.</summary>
    public ChunkResult GiveUp(ClaimedChunk chunk, string reason)
    {
        var rows = new ResultRow[chunk.Rows];
        Array.Fill(rows, ResultRow.Of(new RowOutcome(null, $"could not be screened: {reason}", IsFailure: true), 0));
        return Make(chunk, rows, null);
    }

    private ChunkResult Make(ClaimedChunk chunk, ResultRow[] rows, byte[]? explanations)
    {
        var verdicts = new int[VerdictNames.All.Count];
        var (rejected, failed) = (0, 0);
        foreach (var row in rows)
        {
            verdicts[(int)row.Verdict]++;
            failed += row is { Error: not null, Verdict: Screening.Engine.Scoring.Verdict.NotScreened } ? 1 : 0;
            rejected += row is { Error: not null, Verdict: not Screening.Engine.Scoring.Verdict.NotScreened } ? 1 : 0;
        }

        return new ChunkResult
        {
            Rows = rows, Verdicts = verdicts, Rejected = rejected, Failed = failed, Engine = ScreeningSnapshot.EngineVersion, Explanations = explanations,
            Digest = ChunkDigest.Of(chunk.Input, rows, explanations), Audit = BatchIds.New(clock),
        };
    }
}
