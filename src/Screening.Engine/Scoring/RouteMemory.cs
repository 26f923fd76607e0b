using Screening.Engine.Destinations;
using Screening.Engine.Items;

namespace Screening.Engine.Scoring;

/// <summary>
/// What earlier shipments' places came to: buyers in the same countries come again and again. Names of parties decide only where a
/// forwarder takes part, and such a shipment is not remembered. Threads share it without a lock, as <see cref="GoodsMemory"/>.
/// </summary>
internal sealed class RouteMemory
{
    private const int Slots = 1 << 12;

    private readonly Entry?[] _entries = new Entry?[Slots];

    public RouteFacts Of(Shipment shipment, DestinationRiskTable table, ScoringPolicy policy)
    {
        if (HasForwarder(shipment))
        {
            return RouteFacts.Of(shipment, table, policy);
        }

        ref var slot = ref _entries[HashOf(shipment) & (Slots - 1)];
        var entry = slot;
        if (entry is null || !AreSamePlaces(entry.Shipment, shipment))
        {
            slot = entry = new Entry(PlacesOf(shipment), RouteFacts.Of(shipment, table, policy));
        }

        return entry.Facts;
    }

    private static bool HasForwarder(Shipment shipment)
    {
        foreach (var party in shipment.Parties)
        {
            if (party.Role == PartyRole.FreightForwarder)
            {
                return true;
            }
        }

        return false;
    }

    private static int HashOf(Shipment shipment)
    {
        var hash = HashCode.Combine(shipment.DecisiveDate, shipment.Destination);
        foreach (var party in shipment.Parties)
        {
            hash = HashCode.Combine(hash, party.Role, party.Country);
        }

        foreach (var place in shipment.Transit)
        {
            hash = HashCode.Combine(hash, place);
        }

        return hash;
    }

    private static bool AreSamePlaces(Shipment one, Shipment other)
    {
        if (one.DecisiveDate != other.DecisiveDate || one.Destination != other.Destination || one.Parties.Length != other.Parties.Length
            || !one.Transit.AsSpan().SequenceEqual(other.Transit.AsSpan()))
        {
            return false;
        }

        for (var i = 0; i < one.Parties.Length; i++)
        {
            if (one.Parties[i].Role != other.Parties[i].Role || one.Parties[i].Country != other.Parties[i].Country)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Who the parties are is not kept.</summary>
    private static Shipment PlacesOf(Shipment shipment) => new()
    {
        DecisiveDate = shipment.DecisiveDate, Destination = shipment.Destination, Transit = shipment.Transit, Lines = [],
        Parties = [.. shipment.Parties.Select(p => new Party(p.Role, "", p.Country, null))],
    };

    private sealed record Entry(Shipment Shipment, RouteFacts Facts);
}
