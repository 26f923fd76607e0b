using System.Text.Json;
using Screening.Benchmarks.Bench.Parts;
using Screening.Engine.Items;

namespace Screening.Benchmarks.Bench.Modes;

/// <summary>Requests of one line each, made of rows that no batch has.</summary>
internal static class SingleBodies
{
    private const int Count = 500;
    private const ulong Seed = 2;

    public static byte[][] Make()
    {
        using var source = new OrderShipments(Count, Loaded.Snapshot, Today.Date, Seed);
        var shipments = new OrderShipment[Count];
        source.Read(shipments);
        return [.. shipments.Select(s => Body(s.Shipment))];
    }

    private static byte[] Body(Shipment shipment)
    {
        var line = shipment.Lines[0];
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            destination = shipment.Destination.Sent,
            origin = shipment.Origin?.Sent,
            parties = shipment.Parties.Select(p => new { role = JsonNamingPolicy.CamelCase.ConvertName(p.Role.ToString()), name = p.Name, country = p.Country?.Sent }),
            endUse = shipment.EndUse,
            lines = (object[])[new { lineNo = 1, description = line.Description, hsCode = line.HsCode?.Sent, eccn = line.Eccn?.Sent, partNumber = line.PartNumber, manufacturer = line.Manufacturer, quantity = line.Quantity?.Amount, unit = line.Quantity?.Unit }],
        });
    }
}
