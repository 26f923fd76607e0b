using System.Text.Json;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Scoring;

/// <summary>A caller that remembers gets the same results, byte for byte, as one that does not.</summary>
public sealed class GoodsMemoryTests
{
    private static readonly string?[] Descriptions = [null, "", "Quadcopter with thermal camera", "quadcopter with thermal camera", "Cotton shirts", "toy drone", "parts", "M30T"];
    private static readonly string?[] Codes = [null, "8806.23", "880623", "6109.10", "8542.31", "99"];
    private static readonly string?[] Eccns = [null, "EAR99", "9A012", "9A012.a", "7Z999"];
    private static readonly string?[] Parts = [null, "M30T", "STM32F407"];
    private static readonly string?[] Makers = [null, "DJI", "STMicroelectronics"];
    private static readonly string[] Places = ["AE", "RU", "DE", "Nowhere"];

    private static readonly Gen<Shipment> Any =
        from description in Gen.Int[0, Descriptions.Length - 1].Select(i => Descriptions[i])
        from code in Gen.Int[0, Codes.Length - 1].Select(i => Codes[i])
        from eccn in Gen.Int[0, Eccns.Length - 1].Select(i => Eccns[i])
        from part in Gen.Int[0, Parts.Length - 1].Select(i => Parts[i])
        from maker in Gen.Int[0, Makers.Length - 1].Select(i => Makers[i])
        from place in Gen.Int[0, Places.Length - 1].Select(i => Places[i])
        from year in Gen.Int[2021, 2027]
        from range in Gen.Int[-1, 40]
        select new Shipment
        {
            DecisiveDate = new DateOnly(year, 6, 1),
            Destination = Shipped.Snapshot.Destinations.Countries.Resolve(place),
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

    [Fact]
    public void What_is_remembered_changes_no_result()
    {
        var memory = new GoodsMemory();
        Any.Array[1, 40].Sample(
            shipments =>
            {
                foreach (var shipment in shipments)
                {
                    Assert.Equal(Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot)), Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot, memory)));
                }
            }, iter: 60, threads: 1);
    }

    [Fact]
    public void Nothing_is_remembered_across_snapshots()
    {
        var memory = new GoodsMemory();
        var other = Shipped.Snapshot with { Policy = Shipped.Snapshot.Policy };
        var shipment = Any.Single();
        Assert.Equal(Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot)), Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot, memory)));
        Assert.Equal(Json(ScreeningEngine.Screen(shipment, other)), Json(ScreeningEngine.Screen(shipment, other, memory)));
    }

    private static string Json(ScreeningResult result) => JsonSerializer.Serialize(result);
}
