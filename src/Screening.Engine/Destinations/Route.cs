using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Destinations;

/// <summary>The part a place plays in a shipment.</summary>
public enum PlaceRole
{
    Destination,
    EndUser,
    Consignee,
    Purchaser,
    IntermediateConsignee,
    FreightForwarder,
    NotifyParty,
    Transit,
    Exporter,
}

/// <summary>A place of the shipment, with what the tables say about it on the decisive date.</summary>
/// <param name="Facts">Null when the place is not known.</param>
internal sealed record RouteStop(PlaceRole Role, Place Place, DatedPlace? Facts)
{
    public string Name => Facts?.Name ?? Place.Sent;
}

/// <summary>All places a shipment touches. Made once a shipment, used for each of its lines.</summary>
internal sealed record Route(ImmutableArray<RouteStop> Stops)
{
    public RouteStop Destination => Stops[0];

    /// <summary>True when every place has a risk on the decisive date.</summary>
    public bool AreAllKnown { get; } = Stops.All(s => s.Facts?.Risk is not null);

    public static Route Of(Shipment shipment, DestinationRiskTable table)
    {
        var stops = ImmutableArray.CreateBuilder<RouteStop>();
        Add(PlaceRole.Destination, shipment.Destination);
        foreach (var party in shipment.Parties)
        {
            Add(RoleOf(party.Role), party.Country);
        }

        foreach (var place in shipment.Transit)
        {
            Add(PlaceRole.Transit, place);
        }

        // In an order of their own, so that the order in which parties and places were sent changes nothing; the destination comes first.
        return new Route([.. stops.OrderBy(s => s.Role).ThenBy(s => s.Place.Code?.Text, StringComparer.Ordinal).ThenBy(s => s.Place.Sent, StringComparer.Ordinal)]);

        void Add(PlaceRole role, Place? place)
        {
            if (place is not null)
            {
                var facts = place.Code is { } code ? table.Find(code.Text) : null;
                stops.Add(new RouteStop(role, place, facts is null ? null : facts.At(shipment.DecisiveDate)));
            }
        }
    }

    private static PlaceRole RoleOf(PartyRole role) => role switch
    {
        PartyRole.EndUser => PlaceRole.EndUser,
        PartyRole.Consignee => PlaceRole.Consignee,
        PartyRole.Purchaser => PlaceRole.Purchaser,
        PartyRole.IntermediateConsignee => PlaceRole.IntermediateConsignee,
        PartyRole.FreightForwarder => PlaceRole.FreightForwarder,
        PartyRole.NotifyParty => PlaceRole.NotifyParty,
        _ => PlaceRole.Exporter,
    };
}
