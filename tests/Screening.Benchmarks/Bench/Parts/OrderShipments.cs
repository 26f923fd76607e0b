using System.Globalization;
using System.Text;
using CsvHelper;
using Screening.Benchmarks.Bench.Rows;
using Screening.Engine;
using Screening.Engine.Items;

namespace Screening.Benchmarks.Bench.Parts;

/// <summary>A row as the engine takes it.</summary>
/// <param name="GoodsKey">The bytes that its goods are remembered by.</param>
internal readonly record struct OrderShipment(Shipment Shipment, byte[] GoodsKey);

/// <summary>The rows of an order book as the engine takes them, each a shipment of one line.</summary>
internal sealed class OrderShipments(long rows, ScreeningSnapshot snapshot, DateOnly date, ulong seed = OrderBook.UsualSeed) : IDisposable
{
    public const int Columns = 19;

    private readonly CsvReader _rows = CsvReader.Create(new OrderBookStream(rows, seed), CsvReaderOptions.Default with { Separator = ',' });

    /// <summary>Fills the array as far as there are rows; returns how far.</summary>
    public int Read(OrderShipment[] shipments)
    {
        var count = 0;
        while (count < shipments.Length && _rows.Read())
        {
            shipments[count++] = new OrderShipment(Shipment(), GoodsKey());
        }

        return count;
    }

    public void Dispose() => _rows.Dispose();

    private byte[] GoodsKey() => Encoding.UTF8.GetBytes(string.Join('\n', _rows.GetString("description"), _rows.GetString("hs_code"), _rows.GetString("eccn"), _rows.GetString("part_number"), _rows.GetString("manufacturer")));

    private Shipment Shipment() => new()
    {
        DecisiveDate = date,
        Destination = Place("destination")!,
        Origin = Place("origin"),
        Transit = Place("transit") is { } stop ? [stop] : [],
        Parties = [.. new[] { Party(PartyRole.Consignee, "consignee"), Party(PartyRole.EndUser, "end_user") }.OfType<Party>()],
        EndUse = Text("end_use"),
        Lines = [Line()],
    };

    private LineItem Line() => new()
    {
        LineNo = 1,
        Description = Text("description"),
        HsCode = HsCode.TryParse(Text("hs_code"), out var code, out _) ? code : null,
        Eccn = Eccn.TryParse(Text("eccn"), out var eccn, out _) ? eccn : null,
        PartNumber = Text("part_number"),
        Manufacturer = Text("manufacturer"),
        Quantity = new Quantity(Number("quantity"), Text("unit")),
        Value = new Money(Number("value"), Text("currency")),
    };

    private Party? Party(PartyRole role, string column) => Text(column) is { } name ? new Party(role, name, Place(column + "_country"), null) : null;

    private Place? Place(string column) => Text(column) is { } text ? snapshot.Destinations.Countries.Resolve(text) : null;

    private decimal Number(string column) => decimal.Parse(_rows.GetSpan(column), CultureInfo.InvariantCulture);

    private string? Text(string column) => _rows.GetString(column) is { Length: > 0 } text ? text : null;
}
