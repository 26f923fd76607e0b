using System.Collections.Immutable;
using Screening.Engine.Items;

namespace Screening.Engine.Licensing;

/// <summary>What determinations need to know of a shipment, whatever its lines are: made once, and only when a line needs it.</summary>
public sealed class Consignment
{
    private Consignment(Shipment shipment, LicenseTables tables)
    {
        Tables = tables.On(shipment.DecisiveDate);
        Places = PlacesOf(shipment, Tables);
        LeavesFrom = shipment.Origin is { } origin ? [origin] : ExportersCountries(shipment);
        IsEndUseStated = tables.Stated.Terms.IsAnswer(shipment.EndUse);
        foreach (var circumstance in shipment.Circumstances)
        {
            Circumstances |= tables.Stated.CircumstanceOf(circumstance);
        }

        EndUses = EndUsesOf(shipment, tables.Stated);
        EndUseNames = EndUses == 0 ? "" : string.Join(", ", tables.Stated.KindNames(EndUses));
        Hash = HashCode.Combine(Tables, Places.Length, Places[0].Sent, LeavesFrom.IsEmpty ? null : LeavesFrom[0], EndUses, IsEndUseStated, Circumstances);
    }

    internal DatedTables Tables { get; }

    /// <summary>Where the goods go and whom they are for: the destination first, each place once.</summary>
    internal ImmutableArray<ConsignmentPlace> Places { get; }

    /// <summary>
    /// Where the goods may leave from: the stated origin of the shipment, else the country of each exporter; empty when neither was stated.
    /// </summary>
    internal ImmutableArray<Place> LeavesFrom { get; }

    /// <summary>Kinds of end use that were stated, as bits.</summary>
    internal ulong EndUses { get; }

    internal string EndUseNames { get; }

    /// <summary>True when an end use was stated, whatever it is.</summary>
    internal bool IsEndUseStated { get; }

    internal UInt128 Circumstances { get; }

    /// <summary>Equal for consignments that are the same to the law.</summary>
    internal int Hash { get; }

    /// <summary>Whether determinations for one hold for the other, too.</summary>
    internal bool IsSameAs(Consignment other)
    {
        if (!ReferenceEquals(Tables, other.Tables) || Places.Length != other.Places.Length || EndUses != other.EndUses || IsEndUseStated != other.IsEndUseStated
            || Circumstances != other.Circumstances || !LeavesFrom.AsSpan().SequenceEqual(other.LeavesFrom.AsSpan()))
        {
            return false;
        }

        for (var i = 0; i < Places.Length; i++)
        {
            if (Places[i].Role != other.Places[i].Role || Places[i].Sent != other.Places[i].Sent)
            {
                return false;
            }
        }

        return true;
    }

    public static Consignment Of(Shipment shipment, LicenseTables tables) => new(shipment, tables);

    /// <summary>
    /// True when places or end uses call for a determination of goods of which nothing else is known. Asked of every shipment, and of
    /// most the answer is no: it makes nothing.
    /// </summary>
    internal static bool ConcernsAllGoods(Shipment shipment, LicenseTables tables)
    {
        var dated = tables.On(shipment.DecisiveDate);
        var concerns = EndUsesOf(shipment, tables.Stated) != 0 || ConcernsAllGoods(shipment.Destination, dated);
        foreach (var party in shipment.Parties)
        {
            concerns = concerns || (RoleOf(party.Role) is not null && party.Country is { } country && ConcernsAllGoods(country, dated));
        }

        return concerns;
    }

    private static bool ConcernsAllGoods(Place place, DatedTables tables) => place.Code is { } code && tables.FindPlace(code.Text) is { ConcernsAllGoods: true };

    /// <summary>Stated by the exporter, by the names of those whom the goods are for, or declared as a circumstance.</summary>
    private static ulong EndUsesOf(Shipment shipment, StatedFacts stated)
    {
        var kinds = stated.Terms.Read(shipment.EndUse);
        foreach (var party in shipment.Parties)
        {
            kinds |= RoleOf(party.Role) is null ? 0 : stated.Terms.Read(party.Name);
        }

        foreach (var circumstance in shipment.Circumstances)
        {
            kinds |= stated.KindOf(circumstance);
        }

        return kinds;
    }

    internal LicensePlace? Find(Place? place) => place?.Code is { } code ? Tables.FindPlace(code.Text) : null;

    private static ImmutableArray<Place> ExportersCountries(Shipment shipment)
    {
        var countries = ImmutableArray<Place>.Empty;
        foreach (var party in shipment.Parties)
        {
            if (party is { Role: PartyRole.Exporter, Country: { } own } && !countries.Contains(own))
            {
                countries = countries.Add(own);
            }
        }

        // In an order of their own, so that the order in which exporters were sent changes nothing.
        return countries.Length < 2 ? countries : countries.Sort((one, other) => string.CompareOrdinal(one.Code?.Text ?? one.Sent, other.Code?.Text ?? other.Sent));
    }

    private static ImmutableArray<ConsignmentPlace> PlacesOf(Shipment shipment, DatedTables tables)
    {
        var places = ImmutableArray.CreateBuilder<ConsignmentPlace>();
        Add("", shipment.Destination);
        if (shipment.Parties.IsEmpty)
        {
            return places.DrainToImmutable();
        }

        // In an order of their own, so that the order in which parties were sent changes nothing.
        foreach (var party in shipment.Parties.OrderBy(p => p.Role).ThenBy(p => p.Country?.Code?.Text, StringComparer.Ordinal).ThenBy(p => p.Country?.Sent, StringComparer.Ordinal))
        {
            if (RoleOf(party.Role) is { } role && party.Country is { } country)
            {
                Add(role, country);
            }
        }

        return places.DrainToImmutable();

        void Add(string role, Place place)
        {
            if (!places.Any(p => p.Sent.Code == place.Code && (place.Code is not null || p.Sent.Sent == place.Sent)))
            {
                places.Add(new ConsignmentPlace(role, place, place.Code is { } code ? tables.FindPlace(code.Text) : null));
            }
        }
    }

    /// <summary>In words; null for those who neither receive nor use the goods.</summary>
    private static string? RoleOf(PartyRole role) => role switch
    {
        PartyRole.EndUser => "end user",
        PartyRole.Consignee => "consignee",
        PartyRole.IntermediateConsignee => "intermediate consignee",
        PartyRole.Purchaser => "purchaser",
        _ => null,
    };
}

/// <summary>A place that the goods are for.</summary>
/// <param name="Role">In words; empty for the destination.</param>
/// <param name="Place">Null when nobody knows it.</param>
internal sealed record ConsignmentPlace(string Role, Place Sent, LicensePlace? Place)
{
    /// <summary>As it stands in a sentence.</summary>
    public string Text { get; } = (Place?.Name ?? Sent.Sent) + (Role.Length == 0 ? "" : $" ({Role})");
}
