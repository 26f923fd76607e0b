using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>What is remembered of licenses is what would be determined anew.</summary>
public sealed class LicenseMemoryTests
{
    private static readonly Gen<Money> Value = Gen.Select(Gen.OneOf(0m, 1m, 499m, 1_500m, 5_000m, 1e9m), Gen.OneOf("USD", "EUR", "CNY")).Select((amount, currency) => new Money(amount, currency));

    [Fact]
    public void A_line_has_the_licenses_that_are_determined_for_it_whatever_came_before()
    {
        var memory = new LicenseMemory();
        Property.Holds(
            Gen.Select(Shipments.Any, Shipments.Place.Array[1, 2], Value.Array[3]),
            given =>
            {
                foreach (var origin in given.Item2.Select(o => (Place?)o).Append(null))
                {
                    var shipment = given.Item1 with { Origin = origin };
                    Assert.All(shipment.Lines, line => Assert.All(given.Item3, value => AssertAnew(line with { Value = value, OriginCountry = origin }, shipment, memory)));
                }
            },
            show: g => Shipments.Shown(g.Item1));
    }

    [Fact]
    public void What_is_worth_more_is_not_let_through_by_what_was_worth_little()
    {
        var memory = new LicenseMemory();
        var shipment = (Ship.Goods(null, eccn: "3A001.c") with { OriginCountry = Ship.Place("US") }).To("BR") with { EndUse = "research" };
        var answers = new[] { 1_500m, 1_500m, 1_501m, 1_501m, 1_500m }.Select(value => Licenses(shipment.Lines[0] with { Value = new Money(value, "USD") }, shipment, memory)).ToArray();
        Assert.Equal(answers[0], answers[4]);
        Assert.NotEqual(answers[1], answers[2]);
    }

    private static void AssertAnew(LineItem line, Shipment shipment, LicenseMemory memory)
    {
        var anew = Ship.Json(LineLicenses.Determine(Facts(line, shipment), LineTerms.Of(line), Consignment.Of(shipment, Shipped.Snapshot.Licenses), Shipped.Snapshot.Licenses).All);
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(anew, Licenses(line, shipment, memory));
        }
    }

    private static string Licenses(LineItem line, Shipment shipment, LicenseMemory memory) =>
        Ship.Json(memory.Of(Facts(line, shipment), LineTerms.Of(line), Consignment.Of(shipment, Shipped.Snapshot.Licenses), Shipped.Snapshot.Licenses).All);

    private static ItemFacts Facts(LineItem line, Shipment shipment) => ItemFacts.Of(line, Shipped.Snapshot.Rules, Shipped.Snapshot.Policy, shipment.DecisiveDate);
}
