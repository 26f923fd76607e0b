using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>Nearly all lines are goods of which there is nothing to say: of those only the result is allocated.</summary>
public sealed class LineAllocationTests
{
    private const int Lines = 1_000;
    private const int MostRounds = 300;

    /// <summary>The result of a line is one object, and a place in the list of lines.</summary>
    private const int MostBytesPerLine = 192;

    /// <summary>A list that has some goods of the code is named in the result: an object for each, and an array.</summary>
    private const int MostBytesPerListing = 128;

    /// <summary>The result of the shipment, and what its list of lines has besides.</summary>
    private const int MostBytesPerShipment = 512;

    [Theory]
    [InlineData("Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 ctn", null)]
    [InlineData("Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 ctn", "6109.10")]
    [InlineData("Wooden dining table with six chairs, oak, oiled, flat packed", "9403.60.10")]
    [InlineData("Kaffeetassen aus Porzellan, weiß, 300 ml, spülmaschinenfest", "6911.10")]
    public void A_line_without_a_finding_allocates_its_result_and_nothing_else(string description, string? hs)
    {
        var shipment = new Shipment { DecisiveDate = Ship.Today, Destination = Ship.Place("AE"), Lines = [.. Enumerable.Repeat(Ship.Goods(description, hs), Lines)] };
        var result = ScreeningEngine.Screen(shipment, Shipped.Snapshot);
        Assert.Equal(Verdict.NoFinding, result.Verdict);
        var perLine = MostBytesPerLine + (result.Lines[0].Listings.Length * MostBytesPerListing);
        Assert.InRange(Least(shipment, (Lines * perLine) + MostBytesPerShipment), 1, (Lines * perLine) + MostBytesPerShipment);
    }

    /// <summary>Code that the runtime has not yet optimised boxes what the optimised does not, so the fewest bytes of some rounds count.</summary>
    private static long Least(Shipment shipment, long enough)
    {
        var least = long.MaxValue;
        for (var round = 0; round < MostRounds && least > enough; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ScreeningEngine.Screen(shipment, Shipped.Snapshot);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
