using System.Collections.Immutable;
using Screening.Engine.Parties.Index;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties;

/// <summary>
/// Looks parties up in lists. Keeps its working memory, so it is one thread's. Candidates come from the list's index; each is compared
/// exactly, by the code that compares any two names, and an entry has the score of the name of its that fits best.
/// </summary>
public sealed class PartyMatcher(NameLexicon lexicon)
{
    private readonly NameComparer _comparer = new(lexicon);
    private readonly CandidateFinder _finder = new(lexicon.Settings);
    private readonly Dictionary<int, (double Score, int Name)> _best = [];

    /// <summary>Surest first; of equally sure ones by list and entry.</summary>
    public ImmutableArray<PartyMatch> Match(PartyQuery query, IEnumerable<Watchlist> lists, MatchOptions options)
    {
        var name = _comparer.Read(query.Name).AsQuery();
        var found = new List<PartyMatch>();
        foreach (var list in lists)
        {
            if (options.Lists is null || options.Lists.Contains(list.Code))
            {
                MatchList((query, name), list, options, found);
            }
        }

        found.Sort(static (one, other) =>
            other.Strength.CompareTo(one.Strength) is not 0 and var byStrength ? byStrength
            : other.Score.CompareTo(one.Score) is not 0 and var byScore ? byScore
            : string.CompareOrdinal(one.List.Code, other.List.Code) is not 0 and var byList ? byList
            : string.CompareOrdinal(one.Entry.Id, other.Entry.Id));
        return [.. found.Take(options.Limit).Select(m => m.Explanation.IsDefault ? Explained(name, m) : m)];
    }

    private void MatchList((PartyQuery Query, PartyName Name) party, Watchlist list, MatchOptions options, List<PartyMatch> found)
    {
        _best.Clear();
        _comparer.Forget();
        AddNames(party, list, options);
        AddIdentifiers(party.Query, list);
        foreach (var (number, best) in _best)
        {
            var entry = list.Entries[number];
            var score = best.Name >= 0 && list.Names[best.Name].Kind == WatchlistNameKind.Weak ? best.Score * lexicon.Settings.WeakAlias : best.Score;
            var (strength, evidence) = EvidenceWeigher.Weigh(party.Query, entry, score, lexicon.Settings);
            if (strength >= options.Cutoff && options.IsExcluded?.Invoke(list, entry) != true)
            {
                found.Add(Found((list, entry), best.Name, (score, strength), evidence, options));
            }
        }
    }

    /// <summary>What evidence can add is looked for as well: a name a little below the cutoff, of the same country.</summary>
    private void AddNames((PartyQuery Query, PartyName Name) party, Watchlist list, MatchOptions options)
    {
        var (query, name) = party;
        var isNameAlone = query is { Country: null, Address: null, BirthDate: null, Identifiers.IsEmpty: true };
        var margin = isNameAlone ? lexicon.Settings.CandidateMarginAlone : lexicon.Settings.CandidateMargin;
        var least = NameScorer.LeastShare(options.Cutoff * margin, lexicon.Settings);
        foreach (var (_, candidate) in _finder.Find(name, list.Index, least))
        {
            var score = _comparer.Score(name, list.Index.Names[candidate]);
            var entry = list.Index.Entries[candidate];
            if (score > 0 && (!_best.TryGetValue(entry, out var known) || IsBetter((score, candidate), known, list)))
            {
                _best[entry] = (score, candidate);
            }
        }
    }

    /// <summary>Of equal scores a strong name before a weak one, then the first.</summary>
    private static bool IsBetter((double Score, int Name) one, (double Score, int Name) other, Watchlist list) =>
        one.Score > other.Score || (one.Score == other.Score && (list.Names[one.Name].Kind, one.Name).CompareTo((list.Names[other.Name].Kind, other.Name)) < 0);

    private void AddIdentifiers(PartyQuery query, Watchlist list)
    {
        foreach (var identifier in query.Identifiers)
        {
            foreach (var entry in list.Identifiers.GetValueOrDefault(IdentifierText.KeyOf(identifier)) ?? [])
            {
                _best.TryAdd(entry, (0, -1));
            }
        }
    }

    private static PartyMatch Found(
        (Watchlist List, WatchlistEntry Entry) where, int name, (double Score, double Strength) sure, ImmutableArray<PartyEvidence> evidence, MatchOptions options)
    {
        var matched = name < 0 ? where.Entry.Names[0] : where.List.Names[name];
        var weak = matched.Kind == WatchlistNameKind.Weak ? evidence.Add(new("alias", EvidenceBearing.Neutral, "The publisher calls this alias weak: it identifies only together with other facts.")) : evidence;
        return new PartyMatch
        {
            List = where.List, Entry = where.Entry, Name = matched, Score = Math.Round(sure.Score, 4), Strength = Math.Round(sure.Strength, 4), IsHit = sure.Strength >= options.Threshold,
            Explanation = name < 0 ? [] : default, Evidence = weak,
        };
    }

    /// <summary>Only what is returned is explained; by the same alignment that scored it.</summary>
    private PartyMatch Explained(PartyName name, PartyMatch match) => match with { Explanation = _comparer.Explain(name, _comparer.Read(match.Name.Text)).Explanation };
}
