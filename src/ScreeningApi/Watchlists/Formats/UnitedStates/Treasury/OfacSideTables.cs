using System.Collections.Frozen;
using Screening.Engine.Parties;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates.Treasury;

/// <summary>Addresses and aliases by the number of their entry. They are kept while the entries are read, since nothing says that the three tables are sorted alike; how much is kept is bounded.</summary>
internal sealed class OfacSideTables
{
    private static readonly FrozenDictionary<string, WatchlistNameKind> AliasKinds =
        EntryWords.Of(("aka", WatchlistNameKind.Strong), ("nka", WatchlistNameKind.Strong), ("fka", WatchlistNameKind.Former));

    private readonly Dictionary<string, List<(string? Text, string? Country)>> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Name, WatchlistNameKind Kind)>> _aliases = new(StringComparer.Ordinal);
    private int _characters;

    /// <summary>Columns: entry, address, street, city with state and postal code, country, remarks.</summary>
    public void ReadAddresses(OfacTable table)
    {
        while (table.Read())
        {
            var text = EntryText.Join(", ", table[2], table[3], table[4]);
            Add(table, _addresses, (text, table[4]), text);
        }
    }

    /// <summary>Columns: entry, alias, kind, name, remarks.</summary>
    public void ReadAliases(OfacTable table)
    {
        while (table.Read())
        {
            var name = table.Rows.Required("column 4", table[3]);
            Add(table, _aliases, (name, table.Rows.Word("column 3", table[2], AliasKinds)), name);
        }
    }

    /// <summary>What belongs to an entry, which is given out once.</summary>
    public void AddTo(EntryDraft draft, string number)
    {
        foreach (var (name, kind) in Taken(_aliases, number))
        {
            draft.Name(name, kind);
        }

        foreach (var (text, country) in Taken(_addresses, number))
        {
            draft.Address(text, country);
        }
    }

    /// <summary>How many entries have addresses or aliases, but were not in the table of entries.</summary>
    public int Left => _addresses.Keys.Union(_aliases.Keys).Count();

    private static List<T> Taken<T>(Dictionary<string, List<T>> table, string number) => table.Remove(number, out var values) ? values : [];

    private void Add<T>(OfacTable table, Dictionary<string, List<T>> kept, T value, string? text)
    {
        _characters += 64 + (text?.Length ?? 0);
        if (_characters > FormatBounds.KeptCharacters)
        {
            throw table.Rows.Fault("the table", "more addresses and aliases", $"at most {FormatBounds.KeptCharacters} characters of them");
        }

        var number = table.EntryNumber();
        if (!kept.TryGetValue(number, out var values))
        {
            kept[number] = values = [];
        }

        values.Add(value);
    }
}
