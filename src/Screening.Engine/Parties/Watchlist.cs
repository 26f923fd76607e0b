using System.Collections.Immutable;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>One version of a list of restricted parties, indexed. Immutable; shared by all threads and by all snapshots that name the version.</summary>
public sealed class Watchlist
{
    private Watchlist(string code, string version, ImmutableArray<WatchlistEntry> entries, (NameIndex Index, ImmutableArray<WatchlistName> Names) names, Dictionary<string, int[]> identifiers)
    {
        (Code, Version, Entries) = (code, version, entries);
        (Index, Names) = names;
        Identifiers = identifiers;
    }

    public string Code { get; }

    /// <summary>The list's own date; with a number behind it when several contents bear the same date.</summary>
    public string Version { get; }

    public ImmutableArray<WatchlistEntry> Entries { get; }

    /// <summary>How many names the entries have in all.</summary>
    public int NameCount => Names.Length;

    internal NameIndex Index { get; }

    /// <summary>The names as published, numbered as in the index.</summary>
    internal ImmutableArray<WatchlistName> Names { get; }

    /// <summary>Entries by identifier, letters and digits alone.</summary>
    internal Dictionary<string, int[]> Identifiers { get; }

    /// <summary>Reads and indexes the names. Entries are bounded by who reads the list.</summary>
    public static Watchlist Build(string code, string version, ImmutableArray<WatchlistEntry> entries, NameLexicon lexicon)
    {
        var comparer = new NameComparer(lexicon);
        var read = new List<(PartyName, int)>(entries.Length * 2);
        var names = ImmutableArray.CreateBuilder<WatchlistName>(entries.Length * 2);
        for (var entry = 0; entry < entries.Length; entry++)
        {
            foreach (var name in entries[entry].Names)
            {
                read.Add((comparer.Read(name.Text), entry));
                names.Add(name);
            }
        }

        var identifiers = entries.Index().SelectMany(e => e.Item.Identifiers.Select(i => (Key: IdentifierText.KeyOf(i.Value), e.Index)))
            .Where(i => i.Key.Length >= IdentifierText.Shortest).GroupBy(i => i.Key, i => i.Index, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal);
        return new Watchlist(code, version, entries, (new NameIndex(read, lexicon.Settings), names.DrainToImmutable()), identifiers);
    }
}

/// <summary>Numbers of passports, registers and ships, compared without signs and case.</summary>
internal static class IdentifierText
{
    /// <summary>Shorter ones identify nobody.</summary>
    public const int Shortest = 5;

    public static string KeyOf(string value) => string.Concat(value.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
