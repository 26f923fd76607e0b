using Screening.Engine.Destinations;
using Screening.Engine.Items;

namespace Screening.Engine.Scoring;

/// <summary>A condition on how the shipment looks.</summary>
internal enum Circumstance
{
    /// <summary>Always met.</summary>
    None,

    /// <summary>The end user is in another country than the destination.</summary>
    EndUserElsewhere,

    /// <summary>A freight forwarder also stands as consignee or end user.</summary>
    FreightForwarderReceives,

    /// <summary>The description says nothing about the goods.</summary>
    VagueDescription,

    /// <summary>The declared HS code holds goods quite unlike those that the words name.</summary>
    CodeContradictsDescription,
}

/// <summary>Decides circumstances; each is a fact of the shipment alone, or of the goods alone.</summary>
internal static class Circumstances
{
    /// <summary>False when nothing about the goods can make it hold for this shipment.</summary>
    public static bool Holds(Circumstance circumstance, Shipment shipment, Route route) => circumstance switch
    {
        Circumstance.EndUserElsewhere => route.Stops.Any(s => s.Role == PlaceRole.EndUser && s.Place.Code != route.Destination.Place.Code),
        Circumstance.FreightForwarderReceives => ForwarderReceives(shipment),
        _ => true,
    };

    /// <summary>False when the goods do not make it hold.</summary>
    public static bool Holds(Circumstance circumstance, in ItemFacts item) => circumstance switch
    {
        Circumstance.VagueDescription => item.IsVague,
        Circumstance.CodeContradictsDescription => item.Contradiction is not null,
        _ => true,
    };

    private static bool ForwarderReceives(Shipment shipment)
    {
        foreach (var forwarder in shipment.Parties.Where(p => p.Role == PartyRole.FreightForwarder))
        {
            var name = CountryDirectory.Key(forwarder.Name);
            if (shipment.Parties.Any(p => p.Role is PartyRole.Consignee or PartyRole.EndUser && CountryDirectory.Key(p.Name) == name))
            {
                return true;
            }
        }

        return false;
    }
}
