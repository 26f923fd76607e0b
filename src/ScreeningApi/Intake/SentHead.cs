using System.Text.Json;
using ScreeningApi.Hosting;

namespace ScreeningApi.Intake;

/// <summary>The members of a JSON body that are not its lines: few and short, so they are read as the serializer reads them.</summary>
internal struct SentHead()
{
    private int _seen;

    /// <summary>What was read, without lines.</summary>
    public ScreeningRequest Request { get; private set; } = new();

    /// <summary>Reads the member whose name the reader stands on, or comes to its value where these are the lines. False where it is not known, or comes twice.</summary>
    public bool TryRead(ref Utf8JsonReader json, out bool isLines)
    {
        var member = MemberOf(json.ValueSpan);
        isLines = member == Member.Lines;
        if (member == Member.Unknown || (_seen & (1 << (int)member)) != 0)
        {
            return false;
        }

        _seen |= 1 << (int)member;
        json.Read();
        Request = member switch
        {
            Member.Reference => Request with { Reference = json.GetString() },
            Member.DecisiveDate => Request with { DecisiveDate = ValueOf<DateOnly?>(ref json) },
            Member.Origin => Request with { Origin = json.GetString() },
            Member.Destination => Request with { Destination = json.GetString() },
            Member.Transit => Request with { Transit = ValueOf<IReadOnlyList<string>>(ref json) },
            Member.Parties => Request with { Parties = ValueOf<IReadOnlyList<PartyContract>>(ref json) },
            Member.EndUse => Request with { EndUse = json.GetString() },
            Member.Circumstances => Request with { Circumstances = ValueOf<IReadOnlyList<string>>(ref json) },
            _ => Request,
        };
        return true;
    }

    private static T? ValueOf<T>(ref Utf8JsonReader json) => JsonSerializer.Deserialize<T>(ref json, JsonFormat.Options);

    private static Member MemberOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("lines"u8) ? Member.Lines
        : name.SequenceEqual("destination"u8) ? Member.Destination
        : name.SequenceEqual("reference"u8) ? Member.Reference
        : name.SequenceEqual("decisiveDate"u8) ? Member.DecisiveDate
        : name.SequenceEqual("origin"u8) ? Member.Origin
        : name.SequenceEqual("transit"u8) ? Member.Transit
        : name.SequenceEqual("parties"u8) ? Member.Parties
        : name.SequenceEqual("endUse"u8) ? Member.EndUse
        : name.SequenceEqual("circumstances"u8) ? Member.Circumstances
        : Member.Unknown;

    private enum Member
    {
        Unknown,
        Reference,
        DecisiveDate,
        Origin,
        Destination,
        Transit,
        Parties,
        EndUse,
        Circumstances,
        Lines,
    }
}
