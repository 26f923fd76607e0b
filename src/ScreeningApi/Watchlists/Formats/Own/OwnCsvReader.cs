using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;
using ScreeningApi.Watchlists.Formats.Parts;
using ScreeningApi.Watchlists.Formats.Tables;

namespace ScreeningApi.Watchlists.Formats.Own;

/// <summary>A list of one's own as a table. Only the name is required; a column that is not known is a fault, since a misspelt one would be left out in silence.</summary>
internal sealed class OwnCsvReader : FormatReader
{
    private const string Separator = " | ";

    private static readonly string[] Columns =
        ["id", "name", "kind", "aliases", "weak_aliases", "countries", "addresses", "identifiers", "birth_dates", "programs", "remarks", "listed_on", "expires_on", "owners"];

    private static readonly FrozenDictionary<string, EntryKind> Kinds = EntryWords.Of(
        ("", EntryKind.Unknown), ("unknown", EntryKind.Unknown), ("entity", EntryKind.Entity), ("individual", EntryKind.Individual), ("vessel", EntryKind.Vessel), ("aircraft", EntryKind.Aircraft));

    private readonly WatchlistReading _reading;
    private readonly Table _table;

    public OwnCsvReader(PartFile part, WatchlistReading reading)
    {
        _reading = reading;
        _table = new Table(part, ',');
        _table.ReadHeader("name");
        if (_table.Columns.Except(Columns, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw _table.Fault("the header", $"the column '{unknown[..Math.Min(40, unknown.Length)]}'", $"of {string.Join(", ", Columns)} those that are used");
        }
    }

    public override IEnumerable<WatchlistEntry> Read()
    {
        while (_table.Read())
        {
            yield return Entry();
        }
    }

    public override void Dispose() => _table.Dispose();

    private WatchlistEntry Entry()
    {
        var name = _table.Required("name", _table["name"]);
        var draft = new EntryDraft(_reading, _table)
        {
            Kind = _table.Word("kind", _table["kind"], Kinds),
            ListedOn = _table.Day("listed_on", _table["listed_on"], "yyyy-MM-dd"),
            ExpiresOn = _table.Day("expires_on", _table["expires_on"], "yyyy-MM-dd"),
        };
        draft.Name(name, WatchlistNameKind.Primary);
        Each("aliases", alias => draft.Name(alias, WatchlistNameKind.Strong));
        Each("weak_aliases", alias => draft.Name(alias, WatchlistNameKind.Weak));
        Each("countries", country => draft.Nationality(Known(country)));
        Each("addresses", address => draft.Address(address, LastPart(address)));
        Each("identifiers", identifier => AddIdentifier(draft, identifier));
        Each("birth_dates", date => draft.BirthDate(BirthDates.Read(date) ?? throw _table.Fault("birth_dates", $"a text of {date.Length} characters that is no date", "such as 1960-05-01, 1960-05, 1960 or 1958/1962")));
        Each("programs", draft.Program);
        Each("owners", owner => OwnOwners.Add(draft, _table, owner));
        draft.Remark(_table["remarks"]);
        return draft.Build(_table["id"] ?? EntryDigest.Of(name));
    }

    private void Each(string column, Action<string> add)
    {
        foreach (var value in EntryText.Values(_table[column], Separator))
        {
            add(value);
        }
    }

    private string Known(string country) =>
        _reading.CountryCode(country) is not null ? country : throw _table.Fault("countries", $"a text of {country.Length} characters that is no country", "a name of a country or its code in two letters");

    private static string LastPart(string address) => address[(address.LastIndexOf(',') + 1)..].Trim();

    /// <summary><c>Passport: A1234567</c>, or a number alone.</summary>
    private static void AddIdentifier(EntryDraft draft, string text)
    {
        var at = text.IndexOf(": ", StringComparison.Ordinal);
        draft.Identifier(at > 0 ? text[..at] : null, at > 0 ? text[(at + 2)..] : text, null);
    }
}
