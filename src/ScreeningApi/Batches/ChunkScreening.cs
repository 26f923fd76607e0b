using System.Text.Json;
using Screening.Engine;
using ScreeningApi.Batches.Explanations;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;
using ScreeningApi.Reference;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Batches;

/// <summary>What a worker needs for the chunks of one batch: its columns, and the versions that were pinned at upload.</summary>
internal sealed record BatchContext(BlockScreening Screening, ScreeningSnapshot Snapshot);

/// <summary>Screens chunks, one at a time: a result holds until the next chunk is screened.</summary>
internal sealed class ChunkScreening(SnapshotHolder snapshots, WatchlistHolder watchlists, ScreeningMemory memory, TimeProvider clock) : IDisposable
{
    /// <summary>Tries after which rows that cannot be screened get a result that says so.</summary>
    public const int MaxFailures = 3;

    private const int MaxContexts = 8;

    private readonly Dictionary<BatchKey, BatchContext> _contexts = [];
    private readonly ExplanationWriter _explanations = new();
    private readonly ChunkDigest _digest = new();
    private RowBlock? _block;
    private RowOutcome[] _outcomes = [];
    private ResultRow[] _rows = [];

    public void Dispose() => _explanations.Dispose();

    public async Task<BatchContext> ContextOfAsync(OpenBatch batch, CancellationToken cancellation)
    {
        var rules = await snapshots.GetAsync(batch.RuleSet, batch.Destinations, batch.Policy, cancellation);
        var snapshot = await watchlists.SnapshotAsync(batch.TenantId, rules, PinnedWatchlists.Read(batch.Watchlists), cancellation);
        if (_contexts.TryGetValue(batch.Key, out var known) && ReferenceEquals(known.Snapshot, snapshot))
        {
            return known;
        }

        var file = JsonSerializer.Deserialize<BatchFile>(batch.File, JsonFormat.Options)!;
        if (_contexts.Count >= MaxContexts)
        {
            _contexts.Clear();
        }

        return _contexts[batch.Key] = new BatchContext(new BlockScreening(snapshot, file.Map(), batch.DecisiveDate, memory), snapshot);
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the stored rows are damaged.</summary>
    public ChunkResult Screen(BatchContext context, ClaimedChunk chunk)
    {
        var block = Unpack(chunk.Input);
        if (block.Count != chunk.Rows)
        {
            throw new InvalidDataException($"Found {block.Count} stored rows, expected {chunk.Rows}.");
        }

        if (_rows.Length < block.Count)
        {
            (_outcomes, _rows) = (new RowOutcome[block.Count], new ResultRow[block.Count]);
        }

        var outcomes = _outcomes.AsSpan(0, block.Count);
        context.Screening.Screen(block, outcomes);
        for (var i = 0; i < outcomes.Length; i++)
        {
            _rows[i] = ResultRow.Of(outcomes[i], context.Snapshot.Policy.FoundThreshold);
        }

        var rows = _rows.AsMemory(0, block.Count);
        var explanations = _explanations.Write(outcomes, rows.Span);
        outcomes.Clear(); // while the rows are stored nothing needs them any more, and much can be collected
        return Make(chunk, rows, explanations);
    }

    /// <summary>What is stored of rows that could not be screened, however often it was tried.</summary>
    public ChunkResult GiveUp(ClaimedChunk chunk, string reason)
    {
        var rows = new ResultRow[chunk.Rows];
        Array.Fill(rows, ResultRow.Of(new RowOutcome(null, $"could not be screened: {reason}", IsFailure: true), 0));
        return Make(chunk, rows, null);
    }

    private RowBlock Unpack(byte[] input)
    {
        using var bytes = Compression.Decompress(input);
        return _block = RowBlock.Read(bytes.Span, _block);
    }

    private ChunkResult Make(ClaimedChunk chunk, ReadOnlyMemory<ResultRow> rows, byte[]? explanations)
    {
        var verdicts = new int[VerdictNames.All.Count];
        var (rejected, failed) = (0, 0);
        foreach (var row in rows.Span)
        {
            verdicts[(int)row.Verdict]++;
            failed += row is { Error: not null, Verdict: Screening.Engine.Scoring.Verdict.NotScreened } ? 1 : 0;
            rejected += row is { Error: not null, Verdict: not Screening.Engine.Scoring.Verdict.NotScreened } ? 1 : 0;
        }

        return new ChunkResult
        {
            Rows = rows, Verdicts = verdicts, Rejected = rejected, Failed = failed, Engine = ScreeningSnapshot.EngineVersion, Explanations = explanations,
            Digest = _digest.Of(chunk.Input, rows.Span, explanations), Audit = BatchIds.New(clock),
        };
    }
}
