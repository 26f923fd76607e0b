using System.Collections.Concurrent;
using System.Threading.Channels;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>
/// Screens a file from its beginning to its end with constant memory: one reads, as many as there are cores screen, and what comes out
/// is handed on in input order. How many blocks are under way at once is bounded, so a slow taker slows the reading down.
/// </summary>
internal sealed class RowPipeline(RowReader reader, ColumnMap columns, Func<BlockScreening> newScreening)
{
    /// <summary>What a block came to lives until it is written: the fewer rows, the less of it a garbage collection has to carry over.</summary>
    private const int RowsOfBlock = 250;

    private static readonly int Workers = Environment.ProcessorCount;

    private readonly ConcurrentBag<BlockScreening> _idle = [];
    private readonly ConcurrentBag<Screened> _spare = [];

    /// <summary>Calls <paramref name="take"/> for block after block.</summary>
    public async Task RunAsync(Func<Screened, ValueTask> take, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = Channel.CreateBounded<Task<Screened>>(new BoundedChannelOptions(Workers) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(underWay.Writer, stop.Token);
        try
        {
            await foreach (var screening in underWay.Reader.ReadAllAsync(stop.Token))
            {
                var screened = await screening;
                await take(screened);
                screened.Forget();
                _spare.Add(screened);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(ChannelWriter<Task<Screened>> underWay, CancellationToken cancellation)
    {
        var blocks = new ShipmentBlocks(reader, columns.IndexOf(ColumnNames.ShipmentRef), RowsOfBlock);
        try
        {
            while (true)
            {
                var next = _spare.TryTake(out var spare) ? spare : new Screened(new RowBlock(columns.Headers.Count));
                if (!await blocks.FillAsync(next.Block, cancellation))
                {
                    underWay.Complete();
                    return;
                }

                await underWay.WriteAsync(Task.Run(() => Screen(next), cancellation), cancellation);
            }
        }
        catch (Exception fault)
        {
            // What was read before is still handed on; then the taker learns why there is no more.
            underWay.Complete(fault);
        }
    }

    private Screened Screen(Screened screened)
    {
        var screening = _idle.TryTake(out var idle) ? idle : newScreening();
        screened.Screen(screening);
        _idle.Add(screening);
        return screened;
    }
}

/// <summary>A block and what came of its rows.</summary>
internal sealed class Screened(RowBlock block)
{
    private RowOutcome[] _outcomes = [];

    public RowBlock Block => block;

    /// <summary>One for every row of the block.</summary>
    public ReadOnlySpan<RowOutcome> Outcomes => _outcomes.AsSpan(0, block.Count);

    /// <summary>Lets go of the outcomes, so that a block that waits to be used again keeps nothing alive.</summary>
    public void Forget() => Array.Clear(_outcomes);

    public void Screen(BlockScreening screening)
    {
        if (_outcomes.Length < block.Count)
        {
            _outcomes = new RowOutcome[block.Count];
        }

        screening.Screen(block, _outcomes.AsSpan(0, block.Count));
    }
}
