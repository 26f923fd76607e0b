using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching;

public sealed class ControlFinderTests
{
    [Fact]
    public void A_declared_entry_is_found_in_every_regime_that_has_it()
    {
        var line = Ship.Goods("part", eccn: "3a001.a.2").To("AE").Line();
        Assert.Equal(["EU-DU", "US-EAR"], line.Controls.Select(c => c.Regime));
        Assert.All(line.Controls, c => Assert.Equal(("3A001.a.2", ControlBasis.Declared), (c.Entry, c.Basis)));
        Assert.All(line.Controls, c => Assert.NotEmpty(c.Citation));
    }

    [Fact]
    public void EAR99_is_in_no_list_and_no_finding() =>
        Assert.Equal((0, false), (Line("EAR99").Controls.Length, Line("EAR99").HasFinding("unknownControlEntry")));

    [Fact]
    public void An_entry_that_no_list_has_is_reviewed()
    {
        var line = Line("9E000");
        Assert.Empty(line.Controls);
        Assert.True(line.HasFinding("unknownControlEntry"));
        Assert.Equal(Verdict.Review, line.Verdict);
    }

    private static LineResult Line(string eccn) => Ship.Goods("cotton shirts", eccn: eccn).To("DE").Line();
}
