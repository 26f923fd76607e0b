using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching.Thresholds;

/// <summary>Lines about which there is nothing to say must stay cheap: there are millions of them.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 cartons, 10 kg, 5-axis, 90 min")]
    [InlineData("")]
    public void A_line_that_is_none_of_the_goods_allocates_nothing(string description)
    {
        var line = Ship.Goods(description, hs: "6109.10");
        Assert.Same(ParameterFacts.None, Of());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Of();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        ParameterFacts Of() => ParameterScreening.Of(line, [], Shipped.Snapshot.Rules, (Ship.Today, 0.02));
    }

    [Fact]
    public void Reading_a_text_without_a_value_allocates_nothing()
    {
        const string Text = "Quadcopter frame, carbon fibre, black, with propellers, made in 2 parts";
        var scratch = new ParameterScratch();
        var context = new ParameterContext(Parameters.Known, ulong.MaxValue, Ship.Today);
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Read()
        {
            scratch.Clear();
            ParameterExtractor.Read(Text, context, scratch);
        }
    }
}
