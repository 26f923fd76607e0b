using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Parties;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Parties;

/// <summary>Reads what is to be looked up, or says everything that is wrong with it at once.</summary>
internal sealed class MatchReader(ScreeningSnapshot snapshot)
{
    private const string Parties = "/parties";

    private readonly FieldReader _fields = new(snapshot.Destinations.Countries, snapshot.Rules.Nomenclature);

    public IReadOnlyList<FieldError> Errors => _fields.Errors;

    /// <summary>One search for each party; of no use when there are errors.</summary>
    public ImmutableArray<(PartyQuery Query, MatchOptions Options)> Read(MatchRequest request)
    {
        if (request.Parties is not { Count: > 0 } parties)
        {
            _fields.Fault(Parties, "missing", "found no party, expected at least one");
            return [];
        }

        _fields.Count(parties.Count, Parties, PartyLimits.Parties);
        var common = ReadOptions(request.Options, "/options");
        return [.. parties.Take(PartyLimits.Parties).Select((p, i) => (ReadParty(p, i), p?.Options is { } own ? ReadOptions(own, $"{Parties}/{i}/options") : common))];
    }

    private PartyQuery ReadParty(MatchParty? party, int index)
    {
        var identifiers = party?.Identifiers ?? [];
        _fields.Count(identifiers.Count, $"{Parties}/{index}/identifiers", PartyLimits.Identifiers);
        return new PartyQuery
        {
            Name = _fields.RequiredText(party?.Name, new(Parties, index, "name"), PartyLimits.Name) ?? "",
            Country = _fields.Country(party?.Country, new(Parties, index, "country"))?.Code?.Text,
            Address = _fields.Text(party?.Address, new(Parties, index, "address"), Limits.Address),
            Identifiers = [.. identifiers.Take(PartyLimits.Identifiers).Select((t, i) => _fields.RequiredText(t, $"{Parties}/{index}/identifiers/{i}", PartyLimits.Identifier)).OfType<string>()],
            BirthDate = ReadBirthDate(party?.BirthDate, new(Parties, index, "birthDate")),
        };
    }

    private string? ReadBirthDate(string? text, in FieldPath path)
    {
        if (text is null || IsDate(text))
        {
            return text;
        }

        _fields.Fault(path, "invalidDate", "found another text, expected a date such as 1960, 1960-05 or 1960-05-01");
        return null;
    }

    /// <summary>Digits with hyphens in the places of a date, or of its beginning.</summary>
    private static bool IsDate(string text)
    {
        const string Pattern = "0000-00-00";
        return text.Length is 4 or 7 or 10 && text.Index().All(c => Pattern[c.Index] == '0' ? char.IsAsciiDigit(c.Item) : c.Item == Pattern[c.Index]);
    }

    private MatchOptions ReadOptions(MatchChoices? choices, string path)
    {
        var names = snapshot.Names!;
        var threshold = Between(choices?.Threshold, 0, $"{path}/threshold") ?? names.Threshold;
        var cutoff = Between(choices?.Cutoff, PartyLimits.LeastCutoff, $"{path}/cutoff") ?? Math.Min(names.Cutoff, Math.Max(threshold, PartyLimits.LeastCutoff));
        if (choices?.Limit is < 1 or > PartyLimits.Matches)
        {
            _fields.Fault($"{path}/limit", "outOfRange", $"found {choices.Limit}, expected 1 to {PartyLimits.Matches}");
        }

        var excluded = ReadExclusions(choices?.Exclude, $"{path}/exclude");
        return new MatchOptions
        {
            Lists = ReadLists(choices?.Lists, $"{path}/lists"), Threshold = threshold, Cutoff = cutoff, Limit = choices?.Limit ?? PartyLimits.DefaultMatches,
            IsExcluded = excluded.IsEmpty ? null : (list, entry) => excluded.Contains($"{list.Code}/{entry.Id}"),
        };
    }

    private double? Between(double? value, double least, string path)
    {
        if (value is { } given && !(given >= least && given <= 1))
        {
            _fields.Fault(path, "outOfRange", FormattableString.Invariant($"found {given}, expected {least} to 1"));
        }

        return value;
    }

    private ImmutableHashSet<string>? ReadLists(IReadOnlyList<string>? codes, string path)
    {
        if (codes is null)
        {
            return null;
        }

        _fields.Count(codes.Count, path, PartyLimits.Lists);
        string[] known = [.. snapshot.Watchlists.Lists.Select(l => l.List.Code)];
        foreach (var (i, code) in codes.Take(PartyLimits.Lists).Index())
        {
            if (!known.Contains(code, StringComparer.Ordinal))
            {
                _fields.Fault($"{path}/{i}", "unknownList", $"found a list that is not loaded, expected one of {string.Join(", ", known)}");
            }
        }

        if (codes.Count == 0)
        {
            _fields.Fault(path, "missing", "found no list, expected at least one, or no member of this name");
        }

        return [.. codes];
    }

    private ImmutableHashSet<string> ReadExclusions(IReadOnlyList<string>? excluded, string path)
    {
        _fields.Count(excluded?.Count ?? 0, path, PartyLimits.Exclusions);
        foreach (var (i, text) in (excluded ?? []).Take(PartyLimits.Exclusions).Index())
        {
            if (text?.Contains('/', StringComparison.Ordinal) != true)
            {
                _fields.Fault($"{path}/{i}", "invalidEntry", "found a text without '/', expected list/entryId such as US-CSL/12345");
            }
        }

        return [.. (excluded ?? []).OfType<string>()];
    }
}
