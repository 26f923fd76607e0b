using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// Finds the names of a list that may score above a limit. Keeps its working memory, so it is one thread's; a search allocates little
/// once that memory has grown to the list's size.
/// </summary>
internal sealed partial class CandidateFinder(NameSettings settings)
{
    private const int MostJoined = 2;
    private const int ShortestHalf = 3, LongHalf = 4;

    /// <summary>Half a word found makes it likely that the rest is there as well, perhaps misspelled.</summary>
    private const float OtherHalf = 0.3f;

    /// <summary>Names that are compared exactly at most, those that share most first.</summary>
    private const int MostCandidates = 400;

    private Gathered[] _gathered = [];

    /// <summary>Number of the look-up in the search, from 1 on.</summary>
    private int _token;
    private readonly List<int> _touched = [];
    private readonly List<(int Word, float Share)> _near = [];
    private readonly NearMemory _memory = new();
    private int[] _seen = [];
    private int _search;
    private readonly char[] _joined = new char[LetterCosts.Longest];
    private readonly List<(float Estimate, int Name)> _candidates = [];

    /// <summary>Numbers of the names, the likeliest first; valid until the next call.</summary>
    /// <param name="least">Share of the weight in common from which a name is worth comparing.</param>
    public List<(float Estimate, int Name)> Find(PartyName query, NameIndex index, double least)
    {
        if (_gathered.Length < index.Names.Length)
        {
            _gathered = new Gathered[index.Names.Length];
        }

        _token = 0;
        GatherWords(query, index);
        GatherAcronyms(query, index);
        Select(query, index, least);
        AddSame(query, index);
        foreach (var name in _touched)
        {
            _gathered[name] = default;
        }

        _touched.Clear();
        return _candidates;
    }

    /// <summary>A name with the same letters comes first, however many others share as much.</summary>
    private void AddSame(PartyName query, NameIndex index)
    {
        foreach (var name in index.Same.GetValueOrDefault(query.Key) ?? [])
        {
            _candidates.Insert(0, (1, name));
        }
    }

    private void GatherWords(PartyName query, NameIndex index)
    {
        var hasTellingWord = query.Tokens.Any(PartyName.IsWord);
        foreach (var token in query.Tokens)
        {
            // What nearly all names have is left to the exact comparison.
            if (hasTellingWord && (!token.IsTelling || token.Kind == NameTokenKind.Initial))
            {
                GatherCommon(token, index);
                continue;
            }

            _token++;
            FindNear(token, index.Vocabulary);
            Gather(index, (float)token.Weight);
            GatherHalves(token, index);
        }

        GatherJoined(query, index);
    }

    /// <summary>Names that are made of nothing but common words are found by them.</summary>
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
            Add(name, (float)token.Weight);
        }
    }

    /// <summary>The words of the list that are near a word, each with how alike it is.</summary>
    private void FindNear(in NameToken token, NameVocabulary vocabulary, int errors = 2)
    {
        _near.Clear();
        if (!_memory.TryRecall(token, errors, vocabulary, _near))
        {
            Compare(token, vocabulary, errors);
            _memory.Keep(token, errors, vocabulary, _near);
        }
    }

    private void Compare(in NameToken token, NameVocabulary vocabulary, int errors)
    {
        _search++;
        if (_seen.Length < vocabulary.Tokens.Length)
        {
            _seen = new int[vocabulary.Tokens.Length];
        }

        var same = vocabulary.Find(token.Key);
        if (same >= 0)
        {
            Consider(token, same, vocabulary);
        }

        if (token.Word >= 0)
        {
            ConsiderAll(token, vocabulary.FormsOf(token.Word), vocabulary);
        }

        if (token.Kind is NameTokenKind.Number or NameTokenKind.LegalForm)
        {
            return;
        }

        ConsiderAll(token, vocabulary.Folded(token.Loose), vocabulary);
        if (!ReferenceEquals(token.Loose, token.Key) && vocabulary.Find(token.Loose) is >= 0 and var folded)
        {
            Consider(token, folded, vocabulary);
        }

        Span<uint> hashes = stackalloc uint[DeletionIndex.MostNeighbours];
        var count = DeletionIndex.Neighbours(token.Key, hashes, errors);
        for (var i = 0; i < count; i++)
        {
            ConsiderAll(token, vocabulary.Neighbours.Find(hashes[i]), vocabulary);
        }

        if (token.Sound.Length > 1)
        {
            ConsiderAll(token, vocabulary.WithSound(token.Sound), vocabulary);
        }
    }

    private void ConsiderAll(in NameToken token, ReadOnlySpan<int> words, NameVocabulary vocabulary)
    {
        foreach (var word in words)
        {
            Consider(token, word, vocabulary);
        }
    }

    private void Consider(in NameToken token, int word, NameVocabulary vocabulary)
    {
        if (_seen[word] == _search)
        {
            return;
        }

        _seen[word] = _search;
        if (Math.Abs(vocabulary.Lengths[word] - token.Key.Length) > MostLettersApart && vocabulary.Tokens[word].Word != token.Word)
        {
            return;
        }

        ref readonly var other = ref vocabulary.Tokens[word];
        var (similarity, _) = TokenSimilarity.Between(token, other, settings);
        if (similarity > 0)
        {
            _near.Add((word, (float)NameScorer.Sharpen(similarity, settings)));
        }
    }

    private const int MostLettersApart = 3;

    /// <summary>Adds the weight that names share with the query by a word, the best of the near ones for each name.</summary>
    private void Gather(NameIndex index, float weight)
    {
        foreach (var (word, share) in _near)
        {
            var gain = weight * share;
            foreach (var name in index.Vocabulary.NamesWith(word))
            {
                Add(name, gain);
            }
        }
    }

    /// <summary>Of several words that are near one of the query the likest counts.</summary>
    private void Add(int name, float gain)
    {
        ref var gathered = ref _gathered[name];
        if (gathered.Token == 0)
        {
            _touched.Add(name);
        }

        var before = gathered.Token == _token ? gathered.Best : 0;
        if (gain > before)
        {
            gathered = new Gathered(gathered.Shared + gain - before, gain, _token);
        }
    }

    /// <summary>What a name shares with the query: in all, and by the word that is being looked up.</summary>
    private readonly record struct Gathered(float Shared, float Best, int Token);

    private void GatherAcronyms(PartyName query, NameIndex index)
    {
        foreach (var token in query.Tokens)
        {
            if (token.Kind is NameTokenKind.Plain && index.Acronyms.TryGetValue(token.Key, out var names))
            {
                Touch(names, index, (float)(settings.Acronym * token.Weight));
            }
        }

        if (NameIndex.AcronymOf(query) is { Length: > 0 } acronym && index.Vocabulary.Find(acronym) is >= 0 and var word)
        {
            Touch(index.Vocabulary.NamesWith(word), index, (float)(settings.Acronym * query.TellingWeight));
        }
    }

    private void Touch(ReadOnlySpan<int> names, NameIndex index, float gain)
    {
        _token++;
        foreach (var name in names)
        {
            Add(name, Math.Max(gain, index.Weights[name] * (float)settings.Acronym));
        }
    }

    /// <summary>Shares of a name's words, and of the query's, from which it is compared although the query has much else: pieces of words that were divided.</summary>
    private const float NearlyAll = 0.8f, NoLess = 0.34f;

    /// <summary>Keeps what shares enough of its own weight and of the query's, estimated as the scorer weighs.</summary>
    private void Select(PartyName query, NameIndex index, double least)
    {
        _candidates.Clear();
        var weight = (float)query.TellingWeight;
        var (extra, contradiction) = ((float)Math.Min(settings.Extra.Person, settings.Extra.Company), (float)Math.Min(settings.Contradiction.Person, settings.Contradiction.Company));
        foreach (var name in _touched)
        {
            var common = Math.Min(_gathered[name].Shared, Math.Max(weight, index.Weights[name]));
            var (onlyQuery, onlyName) = (Math.Max(weight - common, 0), Math.Max(index.Weights[name] - common, 0));
            var estimate = common / (common + (extra * Math.Abs(onlyQuery - onlyName)) + (contradiction * Math.Min(onlyQuery, onlyName)));
            var isAllThere = common >= NearlyAll * index.Weights[name] && common >= NoLess * weight;
            if (estimate >= least || isAllThere)
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
