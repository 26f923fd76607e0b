using System.Diagnostics;
using System.Globalization;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Evaluation.Quality;

namespace Screening.Evaluation.Names;

/// <summary>A whole list: whether its names find themselves, also respelled, and how many ordinary names are said to be on it.</summary>
internal sealed class ListTrial(Watchlist list, NameLexicon lexicon, int seed, Bars bars)
{
    private const int Respelled = 20_000, Ordinary = 50_000, Worst = 10;
    private const double SingleBar = 0.995, DoubleBar = 0.97, FalseBar = 0.01;

    private readonly PartyMatcher _matcher = new(lexicon);
    private readonly MatchOptions _all = new() { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold, Limit = 1000 };

    /// <summary>The list's names with the entries that bear them.</summary>
    private readonly (string Name, WatchlistEntry Entry)[] _names = [.. list.Entries.SelectMany(e => e.Names.Select(n => (n.Text, e)))];

    public void Run(IEnumerable<string> ordinary)
    {
        Console.WriteLine($"== {list.Code} {list.Version}: {list.Entries.Length} entries, {_names.Length} names; threshold {lexicon.Threshold.ToString(CultureInfo.InvariantCulture)} ==");
        Themselves();
        Respell(1, SingleBar);
        Respell(2, DoubleBar);
        OrdinaryNames(ordinary);
    }

    private void Themselves()
    {
        var progress = new Progress("names that find themselves", _names.Length);
        var missed = new List<string>();
        foreach (var (name, entry) in _names)
        {
            progress.Next();
            if (!IsFound(name, entry))
            {
                missed.Add(name);
            }
        }

        bars.AtLeast("find themselves", _names.Length - missed.Count, _names.Length, 1);
        Print("missed", missed);
    }

    private void Respell(int changes, double bar)
    {
        var random = new Random(seed + changes);
        var progress = new Progress($"names respelled in {changes} ways", Respelled);
        var (missed, kinds) = (new List<string>(), new Dictionary<string, (int Found, int All)>());
        for (var i = 0; i < Respelled; i++)
        {
            progress.Next();
            var (name, entry) = _names[random.Next(_names.Length)];
            var (spelled, used) = Respell(name, changes, random);
            var isFound = IsFound(spelled, entry);
            foreach (var kind in used)
            {
                var known = kinds.GetValueOrDefault(kind);
                kinds[kind] = (known.Found + (isFound ? 1 : 0), known.All + 1);
            }

            if (!isFound)
            {
                missed.Add($"{name}  ->  {spelled}  ({string.Join(", ", used)})");
            }
        }

        bars.AtLeast($"respelled, {changes} change{(changes > 1 ? "s" : "")}", Respelled - missed.Count, Respelled, bar);
        Console.WriteLine("  " + string.Join("; ", kinds.OrderBy(k => k.Value.Found / (double)k.Value.All).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key} {100.0 * k.Value.Found / k.Value.All:0.0} %"))));
        Print("missed", missed);
    }

    private static (string Name, List<string> Kinds) Respell(string name, int changes, Random random)
    {
        var kinds = new List<string>();
        for (var i = 0; i < changes; i++)
        {
            var (kind, apply) = Respelling.Kinds[random.Next(Respelling.Kinds.Count)];
            (name, _) = (apply(name, random), kinds);
            kinds.Add(kind);
        }

        return (name, kinds);
    }

    private void OrdinaryNames(IEnumerable<string> ordinary)
    {
        var progress = new Progress("ordinary names", Ordinary);
        var hits = new List<(double Strength, string Text)>();
        var watch = Stopwatch.StartNew();
        foreach (var name in ordinary.Take(Ordinary))
        {
            progress.Next();
            if (_matcher.Match(new PartyQuery { Name = name }, [list], _all with { Limit = 1 }) is [var first, ..])
            {
                hits.Add((first.Strength, string.Create(CultureInfo.InvariantCulture, $"{first.Strength:0.000}  {name}  |  {first.Name.Text}")));
            }
        }

        bars.AtMost("ordinary names that hit", hits.Count, Ordinary, FalseBar);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Ordinary / watch.Elapsed.TotalSeconds:0} names/s on one core of this machine, as it was"));
        Print("hits", [.. hits.OrderByDescending(h => h.Strength).Select(h => h.Text)]);
    }

    private bool IsFound(string name, WatchlistEntry entry)
    {
        foreach (var match in _matcher.Match(new PartyQuery { Name = name }, [list], _all))
        {
            if (ReferenceEquals(match.Entry, entry))
            {
                return match.IsHit;
            }
        }

        return false;
    }

    private static void Print(string what, List<string> lines)
    {
        foreach (var line in lines.Take(Worst))
        {
            Console.WriteLine($"    {what}: {line}");
        }
    }
}
