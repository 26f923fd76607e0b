using System.Text.Json;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>A caller that remembers gets the same results, byte for byte, as one that does not.</summary>
public sealed class ScreeningMemoryTests
{
    private static readonly string?[] Descriptions = [null, "", "Quadcopter with thermal camera", "quadcopter with thermal camera", "Cotton shirts", "toy drone", "parts", "M30T"];
    private static readonly string?[] Codes = [null, "8806.23", "880623", "6109.10", "8542.31", "99"];
    private static readonly string?[] Eccns = [null, "EAR99", "9A012", "9A012.a", "7Z999"];
    private static readonly string?[] Parts = [null, "M30T", "STM32F407"];
    private static readonly string?[] Makers = [null, "DJI", "STMicroelectronics"];
    private static readonly string[] Places = ["AE", "RU", "DE", "Nowhere", "nowhere"];
    private static readonly PartyRole[] Roles = [PartyRole.Consignee, PartyRole.EndUser, PartyRole.FreightForwarder];

    private static readonly Gen<Place> AnyPlace = Gen.Int[0, Places.Length - 1].Select(i => Shipped.Snapshot.Destinations.Countries.Resolve(Places[i]));

    private static readonly Gen<Party> AnyParty =
        from role in Gen.Int[0, Roles.Length - 1].Select(i => Roles[i])
        from name in Gen.Int[0, 1].Select(i => i == 0 ? "Alba Trading" : "Borea Cargo")
        from place in AnyPlace
        from hasPlace in Gen.Bool
        select new Party(role, name, hasPlace ? place : null, null);

    private static readonly Gen<Shipment> Any =
        from description in Gen.Int[0, Descriptions.Length - 1].Select(i => Descriptions[i])
        from code in Gen.Int[0, Codes.Length - 1].Select(i => Codes[i])
        from eccn in Gen.Int[0, Eccns.Length - 1].Select(i => Eccns[i])
        from part in Gen.Int[0, Parts.Length - 1].Select(i => Parts[i])
        from maker in Gen.Int[0, Makers.Length - 1].Select(i => Makers[i])
        from place in AnyPlace
        from parties in AnyParty.Array[0, 3]
        from transit in AnyPlace.Array[0, 2]
        from year in Gen.Int[2021, 2027]
        from range in Gen.Int[-1, 40]
        select new Shipment
        {
            DecisiveDate = new DateOnly(year, 6, 1),
            Destination = place,
            Parties = [.. parties],
            Transit = [.. transit],
            Lines =
            [
                new LineItem
                {
                    LineNo = 1 + Math.Abs(range), Description = description, PartNumber = part, Manufacturer = maker, Quantity = new Quantity(range, "pcs"),
                    HsCode = HsCode.TryParse(code, out var hs, out _) ? hs : null, Eccn = Eccn.TryParse(eccn, out var control, out _) ? control : null,
                    Parameters = range < 0 ? [] : [new TechnicalParameter("range", range, "km")],
                    Repairs = range == 7 ? [new FieldRepair("quantity", "'7,0' was read as 7.0")] : [],
                },
            ],
        };

    /// <summary>Where nothing was recalled, nothing was tried.</summary>
    private int _recalled;

    [Fact]
    public void A_request_is_answered_the_same_whatever_was_asked_before()
    {
        var memory = new ScreeningMemory();
        Property.Holds(Gen.OneOf(Any, Shipments.Any), shipment =>
        {
            var anew = Ship.Json(shipment.Screen());
            for (var time = 0; time < 3; time++)
            {
                Assert.Equal(anew, Ship.Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot, memory.Of(Shipped.Snapshot))));
            }
        }, cases: 2_000, show: Shipments.Shown);
    }

    [Fact]
    public void A_line_that_came_before_keeps_its_own_number_and_its_own_repairs()
    {
        var known = new ScreeningMemory().Of(Shipped.Snapshot);
        var first = Ship.Goods("Quadcopter with thermal camera").To("AE");
        for (var no = 1; no <= 5; no++)
        {
            var line = first.Lines[0] with { LineNo = no, Repairs = no == 4 ? [new FieldRepair("quantity", "'7,0' was read as 7.0")] : [] };
            var shipment = first with { Lines = [line] };
            Assert.Equal(Ship.Json(shipment.Screen()), Ship.Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot, known)));
        }
    }

    [Fact]
    public void What_is_remembered_outlives_new_lists_and_not_another_policy()
    {
        var memory = new ScreeningMemory();
        var known = memory.Of(Shipped.Snapshot);
        Assert.Same(known, memory.Of(Shipped.Snapshot with { Watchlists = Lists.One }));
        Assert.NotSame(known, memory.Of(Shipped.WithPolicy(p => p)));
    }

    [Fact]
    public void What_is_remembered_changes_no_result()
    {
        var memory = new ScreeningMemory();
        Property.Holds(Any.Array[1, 40], shipments =>
            {
                foreach (var shipment in ComingAgain(shipments))
                {
                    Assert.Equal(Plain(shipment, Shipped.Snapshot), Remembering(shipment, Shipped.Snapshot, memory));
                }
            }, 60);
        Assert.InRange(_recalled, 100, int.MaxValue);
    }

    [Fact]
    public void Threads_that_share_it_get_the_results_that_each_would_get_alone()
    {
        var memory = new ScreeningMemory();
        Property.Holds(
            Any.Array[400],
            shipments => Parallel.ForEach(
                ComingAgain(shipments), new ParallelOptions { MaxDegreeOfParallelism = 4 },
                shipment => Assert.Equal(Plain(shipment, Shipped.Snapshot), Remembering(shipment, Shipped.Snapshot, memory))),
            5);
        Assert.InRange(_recalled, 100, int.MaxValue);
    }

    [Fact]
    public void Nothing_is_remembered_across_snapshots()
    {
        var memory = new ScreeningMemory();
        var other = Shipped.Snapshot with { Policy = Shipped.Snapshot.Policy };
        var shipment = Any.Single();
        Assert.Equal(Plain(shipment, Shipped.Snapshot), Remembering(shipment, Shipped.Snapshot, memory));
        Assert.Null(memory.Of(other).Recall(GoodsSource.Row, KeyOf(shipment.Lines[0]), shipment.DecisiveDate));
        Assert.Equal(Plain(shipment, other), Remembering(shipment, other, memory));
    }

    [Fact]
    public void Goods_that_came_twice_are_known_again_on_the_same_date_alone()
    {
        var known = new ScreeningMemory().Of(Shipped.Snapshot);
        var goods = ScreeningEngine.Recognize(new LineItem { LineNo = 1, Description = "toy drone" }, Shipped.Snapshot, new DateOnly(2026, 6, 1));
        known.Keep(GoodsSource.Row, "toy drone"u8, goods);
        Assert.Null(known.Recall(GoodsSource.Row, "toy drone"u8, new DateOnly(2026, 6, 1)));
        known.Keep(GoodsSource.Row, "toy drone"u8, goods);
        Assert.Same(goods, known.Recall(GoodsSource.Row, "toy drone"u8, new DateOnly(2026, 6, 1)));
        Assert.Null(known.Recall(GoodsSource.Row, "toy drone"u8, new DateOnly(2026, 6, 2)));
        Assert.Null(known.Recall(GoodsSource.Row, "toy drones"u8, new DateOnly(2026, 6, 1)));
    }

    /// <summary>Goods are kept when they come for the second time: so they come for the third, and then with another number, quantity and value.</summary>
    private static IEnumerable<Shipment> ComingAgain(Shipment[] shipments) =>
        shipments.Concat(shipments).Concat(shipments.Select(s => s with
        {
            Lines = [.. s.Lines.Select(l => l with { LineNo = l.LineNo + 7, Quantity = null, Value = new Money(1, "EUR"), Repairs = [] })],
        }));

    private static string Plain(Shipment shipment, ScreeningSnapshot snapshot) => Json(ScreeningEngine.Screen(shipment, snapshot).Lines);

    /// <summary>As a caller with many lines does it.</summary>
    private string Remembering(Shipment shipment, ScreeningSnapshot snapshot, ScreeningMemory memory)
    {
        var known = memory.Of(snapshot);
        var route = known.FactsOf(shipment, snapshot);
        return Json(shipment.Lines.Select(line =>
        {
            if (known.Recall(GoodsSource.Row, KeyOf(line), shipment.DecisiveDate) is { } goods)
            {
                Interlocked.Increment(ref _recalled);
            }
            else
            {
                goods = ScreeningEngine.Recognize(line, snapshot, shipment.DecisiveDate);
                known.Keep(GoodsSource.Row, KeyOf(line), goods);
            }

            return ScreeningEngine.Screen(LineTerms.Of(line), goods, route, snapshot);
        }));
    }

    private static byte[] KeyOf(LineItem line) => JsonSerializer.SerializeToUtf8Bytes(new { line.Description, line.HsCode, line.Eccn, line.PartNumber, line.Manufacturer, line.Parameters });

    private static string Json(IEnumerable<LineResult> lines) => JsonSerializer.Serialize(lines);
}
