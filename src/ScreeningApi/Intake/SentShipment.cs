using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Hosting;

namespace ScreeningApi.Intake;

/// <summary>
/// A request that was read from its bytes straight into what the engine takes. Most of what a long request costs is the records and strings
/// that it would be read into first, and goods that came before need neither. Only what is as the contract has it is read here. Of all else,
/// wrong or merely odd, nothing is said: the serializer and <see cref="ShipmentReader"/> read the same bytes again, and they alone say
/// what is wrong. A test holds the two ways together.
/// </summary>
/// <param name="Shipment">All of it, or all but the lines.</param>
/// <param name="Lines">The lines where the shipment has none: their goods were recognised while they were read.</param>
internal sealed record SentShipment(string? Reference, Shipment Shipment, LineBuffer Lines) : IDisposable
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonFormat.Options.MaxDepth };

    public void Dispose() => Lines.Dispose();

    public ScreeningResult Screen(ScreeningSnapshot snapshot, RememberedFacts known) =>
        Lines.Count > 0 ? ScreeningEngine.Screen(Shipment, Lines.Lines, snapshot, known) : ScreeningEngine.Screen(Shipment, snapshot, known);

    /// <summary>Null where it must be read the long way.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="known">What is remembered under this snapshot.</param>
    public static SentShipment? Read(ReadOnlySpan<byte> body, ScreeningSnapshot snapshot, RememberedFacts known, DateOnly today)
    {
        var fields = FieldReader.Of(snapshot);
        var lines = new LineBuffer();
        SentShipment? read = null;
        try
        {
            read = Read(body, new SentLines(snapshot, known, fields), lines, today, fields);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON, another type than the contract has, or half a surrogate pair.
        }

        if (read is null)
        {
            lines.Dispose();
        }

        return read;
    }

    private static SentShipment? Read(ReadOnlySpan<byte> body, SentLines source, LineBuffer lines, DateOnly today, FieldReader fields)
    {
        var json = new Utf8JsonReader(body, Options);
        var head = new SentHead();
        var linesAt = default(Utf8JsonReader);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var date = today;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!head.TryRead(ref json, out var isLines))
            {
                return null;
            }

            if (isLines)
            {
                linesAt = json;
                date = head.Request.DecisiveDate ?? today;
                if (!source.Read(ref json, body, date, lines))
                {
                    return null;
                }
            }
        }

        // What stands behind the object is no JSON, and the reader says so.
        json.Read();
        var shipment = ShipmentReader.ReadWithoutLines(head.Request, today, fields);
        if (fields.FirstError is not null || lines.Count == 0)
        {
            return null;
        }

        if (shipment.DecisiveDate != date)
        {
            // The date stood behind the lines, and goods are recognised by it.
            lines.Clear();
            if (!source.Read(ref linesAt, body, shipment.DecisiveDate, lines))
            {
                return null;
            }
        }

        return new SentShipment(head.Request.Reference, shipment, lines);
    }
}
