using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Text;

namespace Screening.Engine;

/// <summary>
/// Remembers what the goods of earlier lines came to, for a caller with many lines: the same article comes again and again in a file,
/// under other quantities and on other routes, which do not change what it is. A table of fixed size in which a newer line takes the
/// place of an older; nothing is remembered across snapshots. Results are the same with it and without. For one thread at a time.
/// </summary>
public sealed class GoodsMemory
{
    private const int Slots = 1 << 15;
    private const int BitsOfHash = 64 - 15;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Entry?[] _entries = new Entry?[Slots];
    private ScreeningSnapshot? _snapshot;

    internal ItemFacts Of(LineItem line, ScreeningSnapshot snapshot, DateOnly date)
    {
        if (!line.Parameters.IsEmpty)
        {
            return ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date);
        }

        if (!ReferenceEquals(_snapshot, snapshot))
        {
            Array.Clear(_entries);
            _snapshot = snapshot;
        }

        ref var entry = ref _entries[SlotOf(line)];
        if (entry is null || entry.Date != date || !AreSameGoods(entry.Facts.Line, line))
        {
            entry = new Entry(ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date), date);
            return entry.Facts;
        }

        return entry.Facts with { Line = line };
    }

    /// <summary>All that <see cref="ItemFacts"/> is made from, but the parameters, with which a line is not remembered.</summary>
    private static bool AreSameGoods(LineItem one, LineItem other) =>
        one.Description == other.Description && one.PartNumber == other.PartNumber && one.Manufacturer == other.Manufacturer
        && one.HsCode == other.HsCode && one.Eccn == other.Eccn;

    private static int SlotOf(LineItem line)
    {
        var hash = TextHash.Append(TextHash.Empty, line.Description);
        hash = TextHash.Append(hash, line.PartNumber);
        hash = TextHash.Append(hash, line.HsCode?.Sent);
        return (int)((hash * Spread) >> BitsOfHash);
    }

    private sealed record Entry(ItemFacts Facts, DateOnly Date);
}
