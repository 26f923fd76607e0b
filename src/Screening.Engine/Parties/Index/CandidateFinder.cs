using System.Runtime.InteropServices;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Finds the names of a list that may score above a limit. Each name gathers the weight of the query's words that it may share, and of its
/// own; what it may score at most follows from both. Rare words come first: a name that has none of them and cannot reach the limit with
/// the rest is never touched. Keeps its working memory, so it is one thread's; a search allocates little once that has grown.
/// </summary>
internal sealed partial class CandidateFinder(NameSettings settings)
{
    private const int MostJoined = 2;
    private const int ShortestHalf = 2, LongHalf = 4;

    /// <summary>Half a word found makes it likely that the rest is there as well, perhaps misspelled.</summary>
    private const float OtherHalf = 0.3f;

    /// <summary>Names that are compared exactly at most, those that share most first.</summary>
    private const int MostCandidates = 1_000;

    private readonly NearWords _nearWords = new(settings);
    private readonly List<(int Word, float Share)> _near = [];
    private readonly List<(float Estimate, int Name)> _candidates = [];
    private readonly List<Lookup> _lookups = [];
    private readonly List<int> _touched = [];
    private readonly float _acronym = (float)NameScorer.Sharpen(settings.Acronym, settings);
    private Gathered[] _gathered = [];

    /// <summary>How much each word of the list shares with the one that is looked up; 0 between look-ups.</summary>
    private float[] _shares = [];

    /// <summary>Number of the look-up in the search, from 1 on.</summary>
    private int _token;

    /// <summary>Whether the word that is looked up is heavy enough to lead to a name that shares no other.</summary>
    private bool _mayTouch;

    /// <summary>Numbers of the names, the likeliest first; valid until the next call.</summary>
    /// <param name="least">Share of the weight in common from which a name is worth comparing.</param>
    public List<(float Estimate, int Name)> Find(PartyName query, NameIndex index, double least)
    {
        if (_gathered.Length < index.Names.Length)
        {
            _gathered = new Gathered[index.Names.Length];
        }

        (_token, _mayTouch) = (0, true);
        var bound = new ShareBound(query, (float)least, settings);
        GatherJoined(query, index);
        GatherAcronyms(query, index);
        GatherWords(query, index, bound);
        GatherSame(query, index);
        Select(index, bound);
        foreach (var name in _touched)
        {
            _gathered[name] = default;
        }

        _touched.Clear();
        return _candidates;
    }

    /// <summary>Names with the same letters, or nearly, come first, whatever their words are taken for.</summary>
    private void GatherSame(PartyName query, NameIndex index)
    {
        _mayTouch = true;
        _token++;
        foreach (var name in index.Same.GetValueOrDefault(query.Key) ?? [])
        {
            Add(name, Surely, Surely);
        }

        foreach (var name in index.SameWords.GetValueOrDefault(query.Letters.InAnyOrder()) ?? [])
        {
            AddSurely(name);
        }

        index.Letters.Find(query.Key, index, this);
        if (!ReferenceEquals(_core.Of, query))
        {
            _core = (query, LettersIndex.CoreOf(query));
        }

        if (_core.Letters != query.Key)
        {
            index.Letters.Find(_core.Letters, index, this);
        }
    }

    /// <summary>The query looked for last: it is looked for in one list after the other.</summary>
    private (PartyName? Of, string Letters) _core = (null, "");

    /// <summary>More than all words of a name weigh.</summary>
    private const float Surely = 1_000;

    /// <summary>A name with nearly the same letters.</summary>
    public void AddSurely(int name) => Add(name, Surely / 2, Surely / 2);

    /// <summary>A word of the query, the words of the list that are near to it, and how many names have them.</summary>
    private readonly record struct Lookup(int Token, int First, int Count, int Names);

    private readonly List<(int Word, float Share)> _all = [];

    private void GatherWords(PartyName query, NameIndex index, in ShareBound bound)
    {
        var hasTellingWord = query.Tokens.Any(PartyName.IsWord);
        var left = 0f;
        for (var i = 0; i < query.Tokens.Length; i++)
        {
            var token = query.Tokens[i];
            if (hasTellingWord && !IsLookedUp(token))
            {
                continue;
            }

            var (first, names) = (_all.Count, 0);
            _nearWords.Find(token, index, _all);
            foreach (var (word, _) in CollectionsMarshal.AsSpan(_all)[first..])
            {
                names += index.Vocabulary.NamesWith(word).Length;
            }

            _lookups.Add(new Lookup(i, first, _all.Count - first, names));
            left += (float)token.Weight;
        }

        // Words that few names have come first.
        _lookups.Sort(static (one, other) => one.Names.CompareTo(other.Names) is not 0 and var order ? order : one.Token.CompareTo(other.Token));
        foreach (var lookup in CollectionsMarshal.AsSpan(_lookups))
        {
            var token = query.Tokens[lookup.Token];
            _mayTouch = bound.MayReach(left);
            left -= (float)token.Weight;
            _token++;
            var near = CollectionsMarshal.AsSpan(_all).Slice(lookup.First, lookup.Count);
            if (_mayTouch || lookup.Names <= FewerNames * _touched.Count)
            {
                Gather(near, index, (float)token.Weight);
            }
            else
            {
                GatherTouched(near, index, (float)token.Weight);
            }

            GatherHalves(token, index);
        }

        foreach (var lookup in _lookups)
        {
            GatherCommonHalves(query.Tokens[lookup.Token], index);
        }

        _lookups.Clear();
        _all.Clear();
        if (hasTellingWord)
        {
            GatherCommonWords(query, index, bound);
        }
    }

    /// <summary>What nearly all names have is left to the exact comparison; a word that only looks like a misspelled word of trade is not.</summary>
    private static bool IsLookedUp(in NameToken token) => PartyName.IsWord(token) || (token.IsCorrected && token.Kind != NameTokenKind.LegalForm);

    /// <summary>Names that are made of nothing but common words are found by them.</summary>
    private void GatherCommonWords(PartyName query, NameIndex index, in ShareBound bound)
    {
        _mayTouch = bound.MayReach(0);
        foreach (var token in query.Tokens)
        {
            if (_mayTouch && !IsLookedUp(token))
            {
                GatherCommon(token, index);
            }
        }
    }

    private void GatherCommon(in NameToken token, NameIndex index)
    {
        _token++;
        if (index.Vocabulary.Find(token.Key) is >= 0 and var same)
        {
            GatherCommon(same, token, index);
        }

        foreach (var form in token.Word >= 0 ? index.Vocabulary.FormsOf(token.Word) : [])
        {
            GatherCommon(form, token, index);
        }
    }

    private void GatherCommon(int word, in NameToken token, NameIndex index)
    {
        foreach (var name in index.Vocabulary.CommonNamesWith(word))
        {
            Add(name, 0, (float)token.Weight);
        }
    }

    /// <summary>Adds the weight that names share with the query by a word, the best of the near ones for each name.</summary>
    private void Gather(ReadOnlySpan<(int Word, float Share)> near, NameIndex index, float weight)
    {
        foreach (var (word, share) in near)
        {
            var (gain, own) = (weight * share, index.Vocabulary.Weights[word] * share);
            foreach (var name in index.Vocabulary.NamesWith(word))
            {
                Add(name, gain, own);
            }
        }
    }

    /// <summary>A name has about four words: from so many times as many names on, looking at their words is less than looking at all names of each word.</summary>
    private const int FewerNames = 3;

    /// <summary>The same for the names that are touched already, by their words.</summary>
    private void GatherTouched(ReadOnlySpan<(int Word, float Share)> near, NameIndex index, float weight)
    {
        if (_shares.Length < index.Vocabulary.Tokens.Length)
        {
            _shares = new float[index.Vocabulary.Tokens.Length];
        }

        foreach (var (word, share) in near)
        {
            _shares[word] = Math.Max(_shares[word], share);
        }

        foreach (var name in _touched)
        {
            foreach (var word in index.Words.Of(name))
            {
                if (_shares[word] is > 0 and var share)
                {
                    Add(name, weight * share, index.Vocabulary.Weights[word] * share);
                }
            }
        }

        foreach (var (word, _) in near)
        {
            _shares[word] = 0;
        }
    }

    /// <summary>Of several words that are near one of the query the likest counts.</summary>
    /// <param name="gain">Weight of the query's words.</param>
    /// <param name="own">Weight of the name's words.</param>
    private void Add(int name, float gain, float own)
    {
        ref var gathered = ref _gathered[name];
        if (gathered.Token == 0)
        {
            if (!_mayTouch)
            {
                return;
            }

            _touched.Add(name);
        }

        if (gathered.Token != _token)
        {
            gathered = new Gathered(gathered.Query + gain, gathered.Own + own, gain, own, _token);
            return;
        }

        if (gain > gathered.BestQuery)
        {
            (gathered.Query, gathered.BestQuery) = (gathered.Query + gain - gathered.BestQuery, gain);
        }

        if (own > gathered.BestOwn)
        {
            (gathered.Own, gathered.BestOwn) = (gathered.Own + own - gathered.BestOwn, own);
        }
    }

    /// <summary>What a name and the query may share at most: of the query's weight and of the name's, in all and by the word that is being looked up.</summary>
    private record struct Gathered(float Query, float Own, float BestQuery, float BestOwn, int Token);

    private void GatherAcronyms(PartyName query, NameIndex index)
    {
        foreach (var token in query.Tokens)
        {
            if (token.Kind is NameTokenKind.Plain && index.Acronyms.TryGetValue(token.Key, out var names))
            {
                Touch(names, index, _acronym * (float)token.Weight, _acronym);
            }
        }

        if (NameIndex.AcronymOf(query) is { Length: > 0 } acronym && index.Vocabulary.Find(acronym) is >= 0 and var word)
        {
            Touch(index.Vocabulary.NamesWith(word), index, _acronym * (float)query.TellingWeight, _acronym);
        }
    }

    private void Touch(ReadOnlySpan<int> names, NameIndex index, float gain, float share)
    {
        _token++;
        foreach (var name in names)
        {
            Add(name, gain, index.Weights[name].Telling * share);
        }
    }

    /// <summary>Keeps what may share enough, by what the scorer weighs.</summary>
    private void Select(NameIndex index, in ShareBound bound)
    {
        _candidates.Clear();
        foreach (var name in _touched)
        {
            ref readonly var gathered = ref _gathered[name];
            if (gathered.Query >= Surely / 2)
            {
                _candidates.Add((gathered.Query, name));
            }
            else if (bound.TryReach(gathered.Query, gathered.Own, index.Weights[name], out var estimate))
            {
                _candidates.Add((estimate, name));
            }
        }

        _candidates.Sort(static (one, other) => other.Estimate.CompareTo(one.Estimate) is not 0 and var order ? order : one.Name.CompareTo(other.Name));
        if (_candidates.Count > MostCandidates)
        {
            _candidates.RemoveRange(MostCandidates, _candidates.Count - MostCandidates);
        }
    }
}
