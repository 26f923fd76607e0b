using System.Text.Json;
using Screening.Engine.Items;
using Screening.Engine.Scoring;
using ScreeningApi.Hosting;

namespace Screening.Engine.Tests.Support;

/// <summary>Shipments in domain words: <c>Ship.Goods("quadcopter", hs: "8806.23").To("AE").With(PartyRole.EndUser, "RU")</c>.</summary>
internal static class Ship
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static LineItem Goods(string? description, string? hs = null, string? eccn = null, int lineNo = 1) => new()
    {
        LineNo = lineNo,
        Description = description,
        HsCode = hs is null ? null : Hs(hs),
        Eccn = eccn is null ? null : Entry(eccn),
    };

    /// <summary>The line with one more declared parameter.</summary>
    public static LineItem Declaring(this LineItem line, string name, decimal value, string? unit = null) =>
        line with { Parameters = line.Parameters.Add(new TechnicalParameter(name, value, unit)) };

    public static Shipment To(this LineItem line, string destination) => Lines(line).To(destination);

    public static Shipment To(this LineItem[] lines, string destination) =>
        new() { DecisiveDate = Today, Destination = Place(destination), Lines = [.. lines] };

    public static LineItem[] Lines(params LineItem[] lines) => lines;

    public static Shipment With(this Shipment shipment, PartyRole role, string? country, string name = "Acme") =>
        shipment with { Parties = shipment.Parties.Add(new Party(role, name, country is null ? null : Place(country), null)) };

    public static Shipment Via(this Shipment shipment, string place) => shipment with { Transit = shipment.Transit.Add(Place(place)) };

    public static ScreeningResult Screen(this Shipment shipment) => ScreeningEngine.Screen(shipment, Shipped.Snapshot);

    /// <summary>The result of the only line.</summary>
    public static LineResult Line(this Shipment shipment) => Assert.Single(shipment.Screen().Lines);

    /// <summary>The answer as callers see it: equal texts are equal answers, byte for byte.</summary>
    public static string Json<T>(T result) => JsonSerializer.Serialize(result, JsonFormat.Options);

    public static Place Place(string text) => Shipped.Snapshot.Destinations.Countries.Resolve(text);

    public static HsCode Hs(string text) => HsCode.TryParse(text, out var code, out var reason) ? code : throw new ArgumentException(reason, nameof(text));

    public static Eccn Entry(string text) => Eccn.TryParse(text, out var code, out var reason) ? code : throw new ArgumentException(reason, nameof(text));

    public static bool HasFinding(this LineResult line, string code) => line.Findings.Any(f => f.Code == code);

    /// <summary>Whether a verdict is at least as grave as another.</summary>
    public static bool IsAtLeast(this Verdict verdict, Verdict other) => verdict <= other;
}
