using System.Collections.Immutable;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>
/// What country, address, identifiers and dates say about a match. Facts that agree take away a share of the doubt that the name leaves;
/// facts that differ are said and change nothing, so that knowing more about a party never hides a match.
/// </summary>
internal static class EvidenceWeigher
{
    public static (double Strength, ImmutableArray<PartyEvidence> Evidence) Weigh(PartyQuery query, WatchlistEntry entry, double score, NameSettings settings)
    {
        var evidence = ImmutableArray.CreateBuilder<PartyEvidence>();
        var doubt = 1 - score;
        doubt *= Country(query, entry, evidence) ? 1 - settings.SupportCountry : 1;
        doubt *= Address(query, entry, evidence) ? 1 - settings.SupportAddress : 1;
        doubt *= BirthDate(query, entry, evidence) ? 1 - settings.SupportBirthDate : 1;
        doubt *= Identifier(query, entry, evidence) ? 1 - settings.SupportIdentifier : 1;
        return (1 - doubt, evidence.ToImmutable());
    }

    private static bool Country(PartyQuery query, WatchlistEntry entry, ImmutableArray<PartyEvidence>.Builder evidence)
    {
        if (query.Country is null)
        {
            return false;
        }

        string[] known = [.. entry.Nationalities.Concat(entry.Addresses.Select(a => a.Country).OfType<string>()).Distinct(StringComparer.Ordinal)];
        if (known.Length == 0)
        {
            return false;
        }

        var agrees = known.Contains(query.Country, StringComparer.Ordinal);
        evidence.Add(new("country", agrees ? EvidenceBearing.Supports : EvidenceBearing.Contradicts,
            agrees ? $"The party and the entry are both of {query.Country}." : $"The party is of {query.Country}, the entry of {string.Join(", ", known)}: people and companies move, so this clears nobody."));
        return agrees;
    }

    /// <summary>Words and numbers of an address that the entry's has as well.</summary>
    private static bool Address(PartyQuery query, WatchlistEntry entry, ImmutableArray<PartyEvidence>.Builder evidence)
    {
        if (query.Address is null || entry.Addresses.IsEmpty)
        {
            return false;
        }

        var words = AddressWords.Of(query.Address);
        foreach (var address in entry.Addresses)
        {
            if (AddressWords.AreAlike(words, AddressWords.Of(address.Text)))
            {
                evidence.Add(new("address", EvidenceBearing.Supports, $"The address has most of its words and numbers in common with '{address.Text}'."));
                return true;
            }
        }

        evidence.Add(new("address", EvidenceBearing.Neutral, "The address is none of those that the list gives: it rarely gives all."));
        return false;
    }

    private static bool BirthDate(PartyQuery query, WatchlistEntry entry, ImmutableArray<PartyEvidence>.Builder evidence)
    {
        if (query.BirthDate is null || entry.BirthDates.IsEmpty)
        {
            return false;
        }

        var agrees = entry.BirthDates.Any(d => BirthDates.Agree(query.BirthDate, d));
        evidence.Add(new("birthDate", agrees ? EvidenceBearing.Supports : EvidenceBearing.Contradicts, $"The entry gives {string.Join(", ", entry.BirthDates)}{(agrees ? ", which agrees." : ", which differs.")}"));
        return agrees;
    }

    private static bool Identifier(PartyQuery query, WatchlistEntry entry, ImmutableArray<PartyEvidence>.Builder evidence)
    {
        foreach (var sent in query.Identifiers)
        {
            var key = IdentifierText.KeyOf(sent);
            foreach (var known in entry.Identifiers)
            {
                if (key.Length >= IdentifierText.Shortest && key == IdentifierText.KeyOf(known.Value))
                {
                    evidence.Add(new("identifier", EvidenceBearing.Supports, $"The entry has the same {known.Kind}."));
                    return true;
                }
            }
        }

        return false;
    }
}
