using Screening.Benchmarks.Bench.Parts;
using Screening.Engine;
using Screening.Engine.Items;

namespace Screening.Benchmarks.Bench.Growth;

/// <summary>Shipments of an order book, one thing of them made longer.</summary>
internal static class GrowthShipments
{
    private const ulong Seed = 3;

    /// <summary>Of one line each.</summary>
    /// <param name="parties">How many of the book's parties each keeps at most.</param>
    public static Shipment[] Typical(int count, int parties)
    {
        using var source = new OrderShipments(count, Loaded.Snapshot, Today.Date, Seed);
        var shipments = new OrderShipment[count];
        source.Read(shipments);
        return [.. shipments.Select(s => s.Shipment with { Parties = [.. s.Shipment.Parties.Take(parties)] })];
    }

    /// <summary>Those of them on whose line something is found.</summary>
    public static Shipment[] WithFindings(Shipment[] shipments, ScreeningSnapshot snapshot) =>
        [.. shipments.Where(s => ScreeningEngine.Screen(s, snapshot).Lines.Any(l => !l.Categories.IsEmpty))];

    /// <summary>The same lines, so many to a shipment.</summary>
    public static Shipment[] OfLines(Shipment[] shipments, int lines) =>
        [.. shipments.Chunk(lines).Where(c => c.Length == lines).Select(c => c[0] with { Lines = [.. c.Select((s, i) => s.Lines[0] with { LineNo = i + 1 })] })];

    /// <summary>With a description of so many characters, put together from those of other shipments and cut.</summary>
    public static Shipment[] OfLength(Shipment[] shipments, int length) => [.. shipments.Select((s, i) => s with { Lines = [s.Lines[0] with { Description = Text(shipments, i, length) }] })];

    private static string Text(Shipment[] shipments, int from, int length)
    {
        var text = new System.Text.StringBuilder();
        for (var i = from; text.Length < length; i++)
        {
            text.Append(shipments[i % shipments.Length].Lines[0].Description).Append("; ");
        }

        return text.ToString(0, length);
    }
}
