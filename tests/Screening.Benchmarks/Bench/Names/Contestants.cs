using FuzzySharp;
using FuzzySharp.SimilarityRatio;
using FuzzySharp.SimilarityRatio.Scorer;
using FuzzySharp.SimilarityRatio.Scorer.Composite;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Evaluation.Names;

namespace Screening.Benchmarks.Bench.Names;

/// <summary>Ours: all lists, as a request is answered by default.</summary>
internal sealed class PartyLookup(ListedNames lists, NameLexicon lexicon) : Contestant
{
    private readonly PartyMatcher _matcher = new(lexicon);
    private readonly MatchOptions _options = new() { Threshold = lexicon.Threshold, Cutoff = lexicon.Threshold };

    public override string Name => "ours";

    public override string Way => "PartyMatcher over all lists, with explanations";

    public override IReadOnlyList<double> Scores { get; } = [lexicon.Threshold];

    public override void Find(string name, List<(int Entry, double Score)> found)
    {
        foreach (var match in _matcher.Match(new PartyQuery { Name = name }, lists.Lists, _options))
        {
            found.Add((lists.NumberOf(match.Entry), match.Strength));
        }
    }
}

/// <summary>The limit: reading the name, without which nothing can be looked up.</summary>
internal sealed class NameReading(NameLexicon lexicon) : Contestant
{
    private readonly NameReader _reader = new(lexicon);

    public override string Name => "echo";

    public override string Way => "the limit: NameReader alone, finds nothing";

    public override IReadOnlyList<double> Scores { get; } = [1];

    public override void Find(string name, List<(int Entry, double Score)> found) => GC.KeepAlive(_reader.Read(name));
}

/// <summary>Every name compared by the similarity of Jaro and Winkler.</summary>
internal sealed class JaroWinklerScan(ListedNames lists) : Contestant
{
    private readonly string[] _names = [.. lists.Names.Select(n => n.Text.ToLowerInvariant())];
    private readonly PriorityQueue<int, double> _best = new();

    public override string Name => "jaroWinkler";

    public override string Way => "every name, Jaro-Winkler";

    public override IReadOnlyList<double> Scores { get; } = [0.95, 0.9, 0.85, 0.8, 0.7];

    public override void Find(string name, List<(int Entry, double Score)> found)
    {
        var lower = name.ToLowerInvariant();
        for (var i = 0; i < _names.Length; i++)
        {
            var score = JaroWinkler.Between(lower, _names[i]);
            if (_best.Count < Limit)
            {
                _best.Enqueue(i, score);
            }
            else
            {
                _best.EnqueueDequeue(i, score);
            }
        }

        while (_best.TryDequeue(out var at, out var score))
        {
            found.Add((lists.Names[at].Entry, score));
        }
    }
}

/// <summary>Every name compared by the weighted ratio of FuzzySharp, which is in lower case already.</summary>
internal sealed class FuzzySharpScan(ListedNames lists) : Contestant
{
    private readonly string[] _names = [.. lists.Names.Select(n => n.Text.ToLowerInvariant())];
    private readonly IRatioScorer _scorer = ScorerCache.Get<WeightedRatioScorer>();

    public override string Name => "fuzzySharp";

    public override string Way => "every name, FuzzySharp 2.0.2 Process.ExtractTop, weighted ratio";

    public override IReadOnlyList<double> Scores { get; } = [95, 90, 85, 80, 70];

    public override void Find(string name, List<(int Entry, double Score)> found)
    {
        foreach (var one in Process.ExtractTop(name.ToLowerInvariant(), _names, static n => n, _scorer, Limit))
        {
            found.Add((lists.Names[one.Index].Entry, one.Score));
        }
    }
}
