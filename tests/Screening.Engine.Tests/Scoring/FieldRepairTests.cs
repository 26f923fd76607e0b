using Screening.Engine.Items;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>A field that was not read as it stood is said in the answer, and changes nothing else in it.</summary>
public sealed class FieldRepairTests
{
    private static readonly FieldRepair Value = new("Wert", "'1.234,50' was read as 1234.50"), Quantity = new("Menge", "'1,234' was read as 1234");

    [Theory]
    [InlineData("cotton shirts", "DE")]
    [InlineData("Quadcopter with thermal camera", "AE")]
    [InlineData("Processor chip", "RU")]
    public void Each_repair_is_a_finding_and_the_rest_stays_as_it_was(string description, string destination)
    {
        var (plain, repaired) = (Ship.Goods(description).To(destination).Line(), (Ship.Goods(description) with { Repairs = [Value, Quantity] }).To(destination).Line());
        Assert.Equal(["Menge: '1,234' was read as 1234.", "Wert: '1.234,50' was read as 1234.50."], repaired.Findings.Where(f => f.Code == "fieldRepaired").Select(f => f.Text));
        Assert.All(repaired.Findings.Where(f => f.Code == "fieldRepaired"), f => Assert.Equal(FindingSeverity.Info, f.Severity));
        Assert.Equal(Ship.Json(plain), Ship.Json(repaired with { Findings = [.. repaired.Findings.Where(f => f.Code != "fieldRepaired")] }));
    }

    [Fact]
    public void A_line_that_was_never_given_repairs_has_none() =>
        Assert.Equal(Ship.Json(Ship.Goods("cotton shirts").To("DE").Line()), Ship.Json((Ship.Goods("cotton shirts") with { Repairs = default }).To("DE").Line()));
}
