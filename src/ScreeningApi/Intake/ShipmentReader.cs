using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Screening.Engine;
using Screening.Engine.Items;
using ScreeningApi.Hosting;

namespace ScreeningApi.Intake;

/// <summary>Reads a request into the engine's shipment, or says everything that is wrong with it at once.</summary>
internal static class ShipmentReader
{
    private const string Parties = "/parties";

    /// <summary>Null, and at least one error, when the request cannot be screened.</summary>
    public static Shipment? Read(ScreeningRequest request, ScreeningSnapshot snapshot, DateOnly today, out IReadOnlyList<FieldError> errors)
    {
        var fields = FieldReader.Of(snapshot);
        var shipment = ReadWithoutLines(request, today, fields);
        shipment = shipment with { Lines = ReadLines(request.Lines, fields) };
        errors = fields.Errors;
        return errors.Count == 0 ? shipment : null;
    }

    /// <summary>All but the lines.</summary>
    public static Shipment ReadWithoutLines(ScreeningRequest request, DateOnly today, FieldReader fields)
    {
        fields.Text(request.Reference, "/reference", Limits.Reference);
        return new Shipment
        {
            DecisiveDate = ReadDate(request.DecisiveDate, today, fields),
            Destination = ReadDestination(request.Destination, fields),
            Origin = fields.Country(request.Origin, "/origin"),
            Transit = ReadTransit(request.Transit, fields),
            Parties = ReadParties(request.Parties, fields),
            EndUse = fields.Text(request.EndUse, "/endUse", Limits.EndUse),
            Circumstances = ReadCircumstances(request.Circumstances, fields),
            Lines = [],
        };
    }

    private static DateOnly ReadDate(DateOnly? date, DateOnly today, FieldReader fields)
    {
        if (date is { } given && (given.Year < Limits.EarliestYear || given > today.AddYears(Limits.YearsAhead)))
        {
            fields.Fault("/decisiveDate", "outOfRange", $"found {given:O}, expected {Limits.EarliestYear}-01-01 to {today.AddYears(Limits.YearsAhead):O}");
        }

        return date ?? today;
    }

    private static Place ReadDestination(string? text, FieldReader fields)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            fields.Fault("/destination", "missing", "found nothing, expected an ISO 3166-1 code or the name of a country");
        }

        return fields.Country(text, "/destination") ?? new Place("", null);
    }

    private static ImmutableArray<Place> ReadTransit(IReadOnlyList<string>? transit, FieldReader fields)
    {
        if (transit is not { Count: > 0 })
        {
            return [];
        }

        fields.Count(transit.Count, "/transit", Limits.Transit);
        return [.. transit.Take(Limits.Transit).Select((text, i) => ReadStop(text, new("/transit", i), fields)).OfType<Place>()];
    }

    private static ImmutableArray<string> ReadCircumstances(IReadOnlyList<string>? circumstances, FieldReader fields)
    {
        if (circumstances is not { Count: > 0 })
        {
            return [];
        }

        fields.Count(circumstances.Count, "/circumstances", Limits.Circumstances);
        var read = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < Math.Min(circumstances.Count, Limits.Circumstances); i++)
        {
            if (fields.Circumstance(circumstances[i], new("/circumstances", i)) is { } known)
            {
                read.Add(known);
            }
        }

        return read.DrainToImmutable();
    }

    private static Place? ReadStop(string? text, in FieldPath path, FieldReader fields)
    {
        var place = fields.Country(text, path);
        if (place is null)
        {
            fields.Fault(path, "missing", "found nothing, expected an ISO 3166-1 code or the name of a country");
        }

        return place;
    }

    private static ImmutableArray<Party> ReadParties(IReadOnlyList<PartyContract>? parties, FieldReader fields)
    {
        if (parties is not { Count: > 0 })
        {
            return [];
        }

        fields.Count(parties.Count, Parties, Limits.Parties);
        var read = ImmutableArray.CreateBuilder<Party>(Math.Min(parties.Count, Limits.Parties));
        for (var i = 0; i < Math.Min(parties.Count, Limits.Parties); i++)
        {
            if (ReadParty(parties[i], i, fields) is { } party)
            {
                read.Add(party);
            }
        }

        return read.DrainToImmutable();
    }

    private static Party? ReadParty(PartyContract? party, int index, FieldReader fields)
    {
        if (party?.Role is not { } role)
        {
            fields.Fault(new(Parties, index, party is null ? "" : "role"), "missing", "found nothing, expected the role of the party");
            return null;
        }

        var name = fields.RequiredText(party.Name, new(Parties, index, "name"), Limits.PartyName);
        var country = fields.Country(party.Country, new(Parties, index, "country"));
        var address = fields.Text(party.Address, new(Parties, index, "address"), Limits.Address);
        return name is null ? null : new Party(role, name, country, address);
    }

    private static ImmutableArray<LineItem> ReadLines(IReadOnlyList<LineContract>? lines, FieldReader fields)
    {
        if (lines is not { Count: > 0 })
        {
            fields.Fault("/lines", "missing", "found no lines, expected at least one");
            return [];
        }

        fields.Count(lines.Count, "/lines", Limits.Lines);
        var read = new LineItem[Math.Min(lines.Count, Limits.Lines)];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = LineReader.Read(lines[i], i, fields);
        }

        RefuseEqualNumbers(lines, fields);
        return ImmutableCollectionsMarshal.AsImmutableArray(read);
    }

    private static void RefuseEqualNumbers(IReadOnlyList<LineContract> lines, FieldReader fields)
    {
        if (lines.Count == 1)
        {
            return;
        }

        var seen = new HashSet<int>(lines.Count);
        for (var i = 0; i < Math.Min(lines.Count, Limits.Lines); i++)
        {
            if (lines[i]?.LineNo is { } number && !seen.Add(number))
            {
                fields.Fault(new("/lines", i, "lineNo"), "duplicate", $"found {number} again, expected every line to have a number of its own");
            }
        }
    }
}
