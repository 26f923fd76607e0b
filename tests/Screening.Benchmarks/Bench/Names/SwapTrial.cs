using System.Collections.Immutable;
using System.Diagnostics;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>
/// Looks names up without a break while another thread indexes a new version of the largest list and puts it in the place of the old one:
/// the longest that a single look-up takes then, beside the longest in a quiet time as long.
/// </summary>
internal sealed class SwapTrial(NameLexicon lexicon, NameQuery[] queries, ImmutableArray<Watchlist> lists)
{
    private const int Swaps = 3;
    private const double MostMilliseconds = 50;

    private readonly PartyMatcher _matcher = new(lexicon);
    private readonly MatchOptions _options = new() { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold };
    private Watchlist[] _lists = [.. lists];

    public static void Measure(ListedNames lists, NameQueries queries, NameLexicon lexicon, Figures figures)
    {
        var trial = new SwapTrial(lexicon, queries.All(), lists.Lists);
        trial.Longest(Task.Delay(TimeSpan.FromSeconds(1)));
        var (collected, watch) = (GC.GetTotalPauseDuration(), Stopwatch.StartNew());
        var during = trial.Longest(Task.Run(trial.Swap));
        (collected, var took) = (GC.GetTotalPauseDuration() - collected, watch.Elapsed);
        var before = trial.Longest(Task.Delay(took));
        figures.Add("swap.swaps", Swaps);
        figures.Add("swap.seconds", took.TotalSeconds);
        figures.Add("swap.collectorPausesMilliseconds", collected.TotalMilliseconds);
        figures.Add("swap.longestQuietMilliseconds", before);
        figures.AddAtMost("swap.longestDuringMilliseconds", during, MostMilliseconds);
    }

    /// <summary>Milliseconds of the longest look-up until something is done.</summary>
    private double Longest(Task until)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; !until.IsCompleted; i = (i + 1) % queries.Length)
        {
            var began = Stopwatch.GetTimestamp();
            GC.KeepAlive(_matcher.Match(new PartyQuery { Name = queries[i].Text }, Volatile.Read(ref _lists), _options));
            var took = Stopwatch.GetElapsedTime(began);
            longest = took > longest ? took : longest;
        }

        until.GetAwaiter().GetResult();
        return longest.TotalMilliseconds;
    }

    private void Swap()
    {
        for (var i = 0; i < Swaps; i++)
        {
            var old = _lists.MaxBy(l => l.NameCount)!;
            var renewed = Watchlist.Build(old.Code, $"{i + 2}", old.Entries, lexicon);
            Volatile.Write(ref _lists, [.. _lists.Select(l => ReferenceEquals(l, old) ? renewed : l)]);
        }
    }
}
