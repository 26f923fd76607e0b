using System.Collections.Immutable;
using System.Diagnostics;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Evaluation.Names;
using ScreeningApi.Watchlists.Formats;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>A name of the lists and the number, in all lists together, of the entry that bears it.</summary>
internal readonly record struct ListedName(string Text, int Entry);

/// <summary>
/// The lists that are searched. The published ones do not belong to the repository: they are read where they lie beside it; without any of
/// them a list of as many made-up names is made, which says as much of the time and nothing of how often a name is found.
/// </summary>
internal sealed class ListedNames
{
    /// <summary>As many as the published lists have together.</summary>
    public const int MadeEntries = 31_000;

    public const string MadeCode = "MADE-UP";

    private const string Folder = "../shared/data/lists";
    private const int NamesOfEach = 2;
    private const double Megabyte = 1 << 20, MostMegabytes = 400, MostSeconds = 5;

    private static readonly (string Code, string Format, string Path)[] Published =
    [
        ("US-CSL", "csl-json", "us_csl/screening-list.json"),
        ("UN-SC", "un-xml", "un/UN_consolidated.xml"),
        ("US-DPL", "dpl-txt", "dpl.txt"),
        ("US-ISN", "isn-csv", "isn.csv"),
        ("US-ITAR", "itar-csv", "itar_debarred.csv"),
    ];

    private readonly Dictionary<WatchlistEntry, int> _numbers = new(ReferenceEqualityComparer.Instance);

    private ListedNames(ImmutableArray<Watchlist> lists)
    {
        Lists = lists;
        Names = [.. lists.SelectMany(l => l.Entries).SelectMany(e => e.Names.Select(n => new ListedName(n.Text, NumberOf(e))))];
    }

    public ImmutableArray<Watchlist> Lists { get; }

    public ListedName[] Names { get; }

    public int NumberOf(WatchlistEntry entry)
    {
        if (!_numbers.TryGetValue(entry, out var number))
        {
            _numbers[entry] = number = _numbers.Count;
        }

        return number;
    }

    /// <summary>Reads, indexes and says what that costs.</summary>
    public static ListedNames Read(ScreeningSnapshot snapshot, NameLexicon lexicon, int seed, Figures figures)
    {
        var (lists, seconds, before) = (ImmutableArray.CreateBuilder<Watchlist>(), 0.0, Memory());
        foreach (var (code, read) in Sources(snapshot, seed))
        {
            var (empty, entries) = (Memory(), read());
            var filled = Memory();
            var watch = Stopwatch.StartNew();
            lists.Add(Watchlist.Build(code, "1", entries, lexicon));
            seconds += watch.Elapsed.TotalSeconds;
            figures.Add($"list.{code}.names", lists[^1].NameCount);
            figures.Add($"list.{code}.buildSeconds", watch.Elapsed.TotalSeconds);
            figures.Add($"list.{code}.entriesMb", (filled - empty) / Megabyte);
            figures.Add($"list.{code}.indexMb", (Memory() - filled) / Megabyte);
        }

        figures.Fact("lists", string.Join(", ", lists.Select(l => l.Code)) + (lists[0].Code == MadeCode ? $": made up, none was found in {Folder}" : $": as published, from {Folder}"));
        figures.Add("lists.names", lists.Sum(l => l.NameCount));
        figures.AddAtMost("lists.buildSeconds", seconds, MostSeconds);
        figures.AddAtMost("lists.memoryMb", (Memory() - before) / Megabyte, MostMegabytes);
        return new ListedNames(lists.ToImmutable());
    }

    /// <summary>Entries whose names are made of ordinary words.</summary>
    public static ImmutableArray<WatchlistEntry> Made(int entries, int seed)
    {
        var names = new OrdinaryNames(seed + 1);
        return [.. Enumerable.Range(1, entries).Select(number => new WatchlistEntry
        {
            Id = $"{number}", Section = MadeCode, Kind = EntryKind.Entity,
            Names = [.. Enumerable.Range(0, NamesOfEach).Select(n => new WatchlistName(names.Next(), n == 0 ? WatchlistNameKind.Primary : WatchlistNameKind.Strong))],
        })];
    }

    private static IEnumerable<(string Code, Func<ImmutableArray<WatchlistEntry>> Read)> Sources(ScreeningSnapshot snapshot, int seed)
    {
        var there = Published.Where(l => File.Exists(Path.Combine(Folder, l.Path))).ToArray();
        return there.Length == 0 ? [(MadeCode, () => Made(MadeEntries, seed))] : there.Select(l => (l.Code, (Func<ImmutableArray<WatchlistEntry>>)(() => Entries(l, snapshot))));
    }

    private static ImmutableArray<WatchlistEntry> Entries((string Code, string Format, string Path) list, ScreeningSnapshot snapshot)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, list.Path));
        using var file = WatchlistFormats.Open(list.Format, [new WatchlistPart(Path.GetFileName(list.Path), stream)], new WatchlistReading(list.Code, c => snapshot.Destinations.Countries.Resolve(c).Code?.Text));
        return [.. file.Entries()];
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
