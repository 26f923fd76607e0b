using System.Globalization;
using CsvHelper;
using Screening.Engine;
using Screening.Engine.Parties;
using Screening.Evaluation.Quality;
using ScreeningApi.Watchlists.Formats;

namespace Screening.Evaluation.Names;

/// <summary>
/// How good the comparison of names is, on labelled pairs and on a whole list. The real ones do not belong to the repository: they are
/// read where they lie beside it, or from where the arguments say.
/// </summary>
internal static class NamesRun
{
    private const int Seed = 20261126;
    private const string Beside = "../shared/data";

    private static readonly string[] PeopleFiles = ["negatives_us.csv", "negatives_global.csv"];

    /// <summary>Returns 0 when every bar is reached.</summary>
    public static int Run(string? pairs, string? list, string? format)
    {
        var snapshot = EngineRun.Load(null);
        var lexicon = snapshot.Names!;
        var bars = new Bars();
        if (Existing(pairs ?? $"{Beside}/eval/names_dev.csv") is { } pairFile)
        {
            PairTrial.Run(pairFile, lexicon, bars);
        }

        if (Existing(list ?? $"{Beside}/lists/us_csl/screening-list.json") is { } listFile)
        {
            var watchlist = Watchlist.Build("US-CSL", File.GetLastWriteTimeUtc(listFile).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Read(listFile, format ?? "csl-json", snapshot), lexicon);
            new ListTrial(watchlist, lexicon, Seed, bars).Run(Ordinary());
        }

        bars.PrintTotals();
        return bars.Failed == 0 ? 0 : 1;
    }

    private static System.Collections.Immutable.ImmutableArray<WatchlistEntry> Read(string path, string format, ScreeningSnapshot snapshot)
    {
        using var stream = File.OpenRead(path);
        using var file = WatchlistFormats.Open(format, [new WatchlistPart(Path.GetFileName(path), stream)], new WatchlistReading("US-CSL", c => snapshot.Destinations.Countries.Resolve(c).Code?.Text));
        return [.. file.Entries()];
    }

    /// <summary>Made-up people of all the world where the files lie beside the repository, and people and companies of ordinary words, in turn.</summary>
    private static IEnumerable<string> Ordinary()
    {
        var made = new OrdinaryNames(Seed);
        using var people = PeopleFiles.Select(f => $"{Beside}/lists/{f}").Where(File.Exists).SelectMany(People).GetEnumerator();
        while (true)
        {
            yield return made.Next();
            for (var i = 0; i < 4 && people.MoveNext(); i++)
            {
                if (i == 0)
                {
                    yield return people.Current;
                }
            }
        }
    }

    private static IEnumerable<string> People(string path)
    {
        using var reader = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        while (reader.Read())
        {
            yield return reader.GetString("full_name");
        }
    }

    private static string? Existing(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        Console.WriteLine($"Not measured: {path} is not there. Name one with --pairs FILE (query_name, list_name, is_match) or --list FILE --format FORMAT.");
        return null;
    }
}
