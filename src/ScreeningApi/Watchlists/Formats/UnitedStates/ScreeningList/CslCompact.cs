using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Json;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.ScreeningList;

/// <summary>
/// The derived form of the Consolidated Screening List, with fields of one or two letters and what repeats in tables:
/// <c>n</c> name, <c>a</c> other names, <c>s</c> source, <c>t</c> type, <c>c</c> countries, <c>e</c> number, <c>lr</c> license
/// requirement, <c>lp</c> license policy, <c>pg</c> programs, <c>fr</c> notice, <c>u</c> address of the list.
/// </summary>
internal sealed class CslCompact(WatchlistReading reading)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private ImmutableArray<string> _sources = [];
    private ImmutableArray<string> _requirements = [];
    private ImmutableArray<string> _policies = [];
    private ImmutableArray<string> _programs = [];
    private ImmutableArray<string> _urls = [];

    public void Tables(JsonElement element)
    {
        var tables = new JsonRecord("tables", element);
        _sources = Table(tables, "sources");
        _requirements = Table(tables, "licenceRequirements");
        _policies = Table(tables, "licencePolicies");
        _programs = Table(tables, "programmes");
        _urls = Table(tables, "urls");
    }

    public WatchlistEntry Entry(JsonRecord record)
    {
        var draft = new EntryDraft(reading, record)
        {
            Section = CslSource.CodeOf(record, Of(record, "s", _sources)),
            Kind = record.Word("t", record["t"], UsWords.Kinds),
            LicenseRequirement = Of(record, "lr", _requirements),
            LicensePolicy = Of(record, "lp", _policies),
            Url = Of(record, "u", _urls),
        };
        draft.Name(record.Required("n", record["n"]), WatchlistNameKind.Primary);
        foreach (var name in record.Texts("a"))
        {
            draft.Name(name, WatchlistNameKind.Strong);
        }

        foreach (var country in record.Texts("c"))
        {
            draft.Address(country, country);
        }

        foreach (var program in EntryText.Values(Of(record, "pg", _programs), "; "))
        {
            draft.Program(program);
        }

        draft.Notice(record["fr"]);
        return draft.Build(IdOf(record, draft));
    }

    /// <summary>
    /// Commerce and State give no numbers: then it is a digest of the name. Of several parties, or orders, of one name, those after the
    /// first go by all that tells them apart.
    /// </summary>
    private string IdOf(JsonRecord record, EntryDraft draft)
    {
        if (record["e"] is { } number)
        {
            return $"{draft.Section}-{number}";
        }

        var id = $"{draft.Section}-{EntryDigest.Of(record["n"])}";
        if (_ids.Add(id))
        {
            return id;
        }

        var full = $"{draft.Section}-{EntryDigest.Of([record["n"], draft.LicenseRequirement, draft.LicensePolicy, record["fr"], .. record.Texts("a"), "", .. record.Texts("c")])}";
        return _ids.Add(full) ? full : Numbered(full);
    }

    /// <summary>Some are published twice in the same words.</summary>
    private string Numbered(string id)
    {
        var number = 2;
        while (!_ids.Add($"{id}-{number}"))
        {
            number++;
        }

        return $"{id}-{number}";
    }

    private static ImmutableArray<string> Table(JsonRecord tables, string name) => [.. tables.Texts(name)];

    private static string? Of(JsonRecord record, string field, ImmutableArray<string> table) =>
        record.Number(field) is not { } index ? null
        : index >= 0 && index < table.Length ? table[index]
        : throw record.Fault(field, $"the index {index}", $"one of a table of {table.Length}, which stands before the entries");
}
