using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>Words of one name and the words of the other that they stand for.</summary>
internal readonly record struct NameLink(int Left, int LeftCount, int Right, int RightCount, double Similarity, LinkKind Kind);

/// <summary>
/// Gives every word of one name at most one word of the other, the surest first, so that no word counts twice. Words that are written
/// together in one name and apart in the other, and acronyms, take several. Cost: the product of the numbers of words, which are bounded.
/// </summary>
internal sealed class NameAligner(NameSettings settings)
{
    private const int MostJoined = 5;
    private const int ShortestJoined = 3;
    private const int MostLettersApart = 3;
    private const int LongestAcronym = 6;

    private readonly List<(NameLink Link, double Weight)> _candidates = [];
    private readonly List<NameLink> _links = [];
    private readonly char[] _joined = new char[LetterCosts.Longest];
    private readonly double[] _bestLeft = new double[NameWords.MaxTokens];
    private readonly double[] _bestRight = new double[NameWords.MaxTokens];
    private readonly PairMemory _memory = new();

    /// <summary>Forgets what words were alike: before words are compared with those of another list.</summary>
    public void Forget() => _memory.Clear();

    /// <summary>The links, surest first; valid until the next call.</summary>
    public List<NameLink> Align(PartyName left, PartyName right)
    {
        _candidates.Clear();
        _links.Clear();
        AddPairs(left.Tokens, right.Tokens);
        AddJoined(left.Tokens, right.Tokens, isSwapped: false);
        AddJoined(right.Tokens, left.Tokens, isSwapped: true);
        AddAcronyms(left.Tokens, right.Tokens, isSwapped: false);
        AddAcronyms(right.Tokens, left.Tokens, isSwapped: true);
        _candidates.Sort(static (one, other) =>
            other.Link.Similarity.CompareTo(one.Link.Similarity) is not 0 and var bySimilarity ? bySimilarity
            : other.Weight.CompareTo(one.Weight) is not 0 and var byWeight ? byWeight
            : Math.Abs(one.Link.Left - one.Link.Right).CompareTo(Math.Abs(other.Link.Left - other.Link.Right)) is not 0 and var byPlace ? byPlace
            : (one.Link.Left + one.Link.Right).CompareTo(other.Link.Left + other.Link.Right) is not 0 and var bySum ? bySum
            : one.Link.Left.CompareTo(other.Link.Left));
        Take();
        return _links;
    }

    private void Take()
    {
        var (left, right) = (0UL, 0UL);
        foreach (var (link, _) in _candidates)
        {
            var (ofLeft, ofRight) = (Bits(link.Left, link.LeftCount), Bits(link.Right, link.RightCount));
            if ((left & ofLeft) == 0 && (right & ofRight) == 0)
            {
                (left, right) = (left | ofLeft, right | ofRight);
                _links.Add(link);
            }
        }
    }

    private static ulong Bits(int first, int count) => ((1UL << count) - 1) << first;

    private void AddPairs(ImmutableArray<NameToken> left, ImmutableArray<NameToken> right)
    {
        Array.Clear(_bestLeft, 0, left.Length);
        Array.Clear(_bestRight, 0, right.Length);
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                var (similarity, kind) = _memory.Similarity(left[i], right[j], settings);
                if (similarity > 0)
                {
                    _candidates.Add((new NameLink(i, 1, j, 1, similarity, kind), left[i].Weight + right[j].Weight));
                    _bestLeft[i] = Math.Max(_bestLeft[i], similarity);
                    _bestRight[j] = Math.Max(_bestRight[j], similarity);
                }
            }
        }
    }

    /// <summary>AL HARAMAIN and ALHARAMAIN, Rahim Reza and Rahimreza. Words that have their like are not tried.</summary>
    private void AddJoined(ImmutableArray<NameToken> apart, ImmutableArray<NameToken> together, bool isSwapped)
    {
        var (bestApart, bestTogether) = isSwapped ? (_bestRight, _bestLeft) : (_bestLeft, _bestRight);
        for (var j = 0; j < together.Length; j++)
        {
            if (bestTogether[j] < settings.Joined && together[j].Key.Length >= ShortestJoined)
            {
                AddJoined(apart, (together[j], j), bestApart, isSwapped);
            }
        }
    }

    private void AddJoined(ImmutableArray<NameToken> apart, (NameToken Token, int At) together, double[] bestApart, bool isSwapped)
    {
        var letters = together.Token.Key.Length;
        for (var i = 0; i < apart.Length; i++)
        {
            var (length, weight, areAllAlike) = (0, 0.0, true);
            for (var count = 1; count <= MostJoined && i + count <= apart.Length; count++)
            {
                var token = apart[i + count - 1];
                (length, weight, areAllAlike) = (Append(token, length), weight + token.Weight, areAllAlike && bestApart[i + count - 1] >= settings.Joined);
                if (length == 0 || length > letters + MostLettersApart)
                {
                    break;
                }

                if (count > 1 && !areAllAlike && length >= letters - MostLettersApart)
                {
                    AddJoined((i, count), together, (weight, length), isSwapped);
                }
            }
        }
    }

    private void AddJoined((int First, int Count) apart, (NameToken Token, int At) together, (double Weight, int Length) joined, bool isSwapped)
    {
        var spelled = TokenSimilarity.Spelling(_joined.AsSpan(0, joined.Length), together.Token.Key, together.Token.HasNoVowels, settings);
        var similarity = settings.Joined * (1 - ((1 - spelled) * settings.JoinedUnlike));
        if (similarity >= settings.LeastSimilarity)
        {
            Add(apart, together.At, similarity, LinkKind.Joined, joined.Weight + together.Token.Weight, isSwapped);
        }
    }

    private int Append(in NameToken token, int length)
    {
        if (token.Key.Length + length > _joined.Length)
        {
            return 0;
        }

        token.Key.CopyTo(_joined.AsSpan(length));
        return length + token.Key.Length;
    }

    /// <summary>CASC and China Aerospace Science Corporation; particles may be left out.</summary>
    private void AddAcronyms(ImmutableArray<NameToken> full, ImmutableArray<NameToken> shortened, bool isSwapped)
    {
        var best = isSwapped ? _bestLeft : _bestRight;
        for (var j = 0; j < shortened.Length && full.Length > 2; j++)
        {
            var acronym = shortened[j];
            if (acronym.Kind is NameTokenKind.Number or NameTokenKind.Initial or NameTokenKind.GivenName || acronym.Key.Length is < 2 or > LongestAcronym || best[j] >= settings.Acronym)
            {
                continue;
            }

            for (var i = 0; i < full.Length; i++)
            {
                if (LettersFrom(full, i, acronym.Key) is > 1 and var count)
                {
                    var weight = acronym.Weight;
                    for (var k = i; k < i + count; k++)
                    {
                        weight += full[k].Weight;
                    }

                    Add((i, count), j, settings.Acronym, LinkKind.Acronym, weight, isSwapped);
                }
            }
        }
    }

    /// <summary>How many words, from the first on, have the letters of the acronym as their first; 0 when they do not, or when no word of trade or place is among them: people are not called by such letters.</summary>
    private static int LettersFrom(ImmutableArray<NameToken> words, int first, string letters)
    {
        var (at, letter, isOfTrade) = (first, 0, false);
        while (at < words.Length && letter < letters.Length)
        {
            if (words[at].Key[0] == letters[letter])
            {
                letter++;
                isOfTrade |= words[at].Kind is NameTokenKind.Trade or NameTokenKind.Place or NameTokenKind.LegalForm;
            }
            else if (at == first || words[at].Kind != NameTokenKind.Particle)
            {
                return 0;
            }

            at++;
        }

        return isOfTrade && letter == letters.Length && at - first > 1 ? at - first : 0;
    }

    private void Add((int First, int Count) apart, int at, double similarity, LinkKind kind, double weight, bool isSwapped) => _candidates.Add((
        isSwapped ? new NameLink(at, 1, apart.First, apart.Count, similarity, kind) : new NameLink(apart.First, apart.Count, at, 1, similarity, kind), weight));
}
