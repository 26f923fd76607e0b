using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Screening.Benchmarks.Bench.Parts;
using Screening.Engine.Items;

namespace Screening.Benchmarks.Bench;

/// <summary>Requests of so many lines each, made of rows that no batch has.</summary>
internal sealed class RequestBodies
{
    private const ulong Seed = 2;

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private RequestBodies(int lines, byte[][] all) => (Lines, All) = (lines, all);

    public int Lines { get; }

    public byte[][] All { get; }

    public static RequestBodies Make(int count, int lines, bool withParties)
    {
        using var source = new OrderShipments((long)count * lines, Loaded.Snapshot, Today.Date, Seed);
        var shipments = new OrderShipment[count * lines];
        source.Read(shipments);
        return new RequestBodies(lines, [.. shipments.Select(s => s.Shipment).Chunk(lines).Select(c => Body(c, withParties))]);
    }

    /// <summary>Goes where the first goes.</summary>
    private static byte[] Body(Shipment[] shipments, bool withParties) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        destination = shipments[0].Destination.Sent,
        origin = shipments[0].Origin?.Sent,
        parties = withParties ? shipments[0].Parties.Select(p => new { role = JsonNamingPolicy.CamelCase.ConvertName(p.Role.ToString()), name = p.Name, country = p.Country?.Sent }) : [],
        endUse = shipments[0].EndUse,
        lines = shipments.Select((s, i) => Line(s.Lines[0], i + 1)),
    }, Format);

    private static object Line(LineItem line, int number) => new
    {
        lineNo = number, description = line.Description, hsCode = line.HsCode?.Sent, eccn = line.Eccn?.Sent,
        partNumber = line.PartNumber, manufacturer = line.Manufacturer, quantity = line.Quantity?.Amount, unit = line.Quantity?.Unit,
    };
}
