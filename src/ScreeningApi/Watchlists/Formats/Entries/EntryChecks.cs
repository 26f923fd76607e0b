using Screening.Engine.Parties;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>What holds for the entries of every format.</summary>
internal sealed class EntryChecks
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _owners = new(StringComparer.Ordinal);

    public void Add(WatchlistEntry entry)
    {
        if (entry.Names.IsEmpty)
        {
            throw Fault("no name", "at least one name of every entry");
        }

        if (entry.Names.Length > FormatBounds.NamesOfEntry)
        {
            throw Fault($"{entry.Names.Length} names", $"at most {FormatBounds.NamesOfEntry} names of an entry");
        }

        if (!_ids.Add(entry.Id))
        {
            throw Fault("an id that an earlier entry has", "an id of its own for every entry");
        }

        if (_ids.Count > FormatBounds.Entries)
        {
            throw Fault("more entries", $"at most {FormatBounds.Entries} entries in a file");
        }

        _owners.UnionWith(entry.Owners.Select(o => o.EntryId).OfType<string>());
    }

    /// <param name="declared">How many the file says it has.</param>
    public void End(int? declared)
    {
        if (_ids.Count == 0)
        {
            throw new WatchlistFormatException("the list", "no entry", "at least one entry");
        }

        if (!_owners.IsSubsetOf(_ids))
        {
            throw new WatchlistFormatException("the list", "owners that are named by an id that no entry has", "the id of an entry of the list");
        }

        if (declared is { } count && count != _ids.Count)
        {
            throw new WatchlistFormatException("the list", $"{_ids.Count} entries", $"{count}, as the file says itself");
        }
    }

    private WatchlistFormatException Fault(string found, string expected) => new($"entry {_ids.Count + 1}", found, expected);
}
