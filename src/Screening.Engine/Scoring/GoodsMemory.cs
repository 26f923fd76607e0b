using Screening.Engine.Items;
using Screening.Engine.Text;

namespace Screening.Engine.Scoring;

/// <summary>
/// What the goods of earlier lines came to, under other quantities and on other routes, which do not change what they are. Two places
/// for each hash: what was asked for twice keeps the first, so that articles which come once do not push out those that come again.
/// Threads share it without a lock: an entry never changes, and one that is lost is made again.
/// </summary>
internal sealed class GoodsMemory
{
    private const int BitsOfSet = 15;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Entry?[] _entries = new Entry?[2 << BitsOfSet];

    public ItemFacts Of(LineItem line, ScreeningSnapshot snapshot, DateOnly date)
    {
        if (!line.Parameters.IsEmpty)
        {
            return ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date);
        }

        var set = _entries.AsSpan(SetOf(line), 2);
        var (first, second) = (set[0], set[1]);
        if (first is not null && first.IsOf(line, date))
        {
            return first.Facts with { Line = line };
        }

        if (second is not null && second.IsOf(line, date))
        {
            (set[0], set[1]) = (second, first);
            return second.Facts with { Line = line };
        }

        var facts = ItemFacts.Of(line, snapshot.Rules, snapshot.Policy, date);
        set[first is null ? 0 : 1] = new Entry(facts, date);
        return facts;
    }

    private static int SetOf(LineItem line)
    {
        var hash = TextHash.Append(TextHash.Empty, line.Description);
        hash = TextHash.Append(hash, line.PartNumber);
        hash = TextHash.Append(hash, line.HsCode?.Sent);
        return (int)((hash * Spread) >> (64 - BitsOfSet)) << 1;
    }

    private sealed record Entry(ItemFacts Facts, DateOnly Date)
    {
        /// <summary>All that <see cref="ItemFacts"/> is made from, but the parameters, with which a line is not remembered.</summary>
        public bool IsOf(LineItem line, DateOnly date) =>
            Date == date && Facts.Line.Description == line.Description && Facts.Line.PartNumber == line.PartNumber && Facts.Line.Manufacturer == line.Manufacturer
            && Facts.Line.HsCode == line.HsCode && Facts.Line.Eccn == line.Eccn;
    }
}
