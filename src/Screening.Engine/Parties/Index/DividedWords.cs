using System.Runtime.InteropServices;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <content>Words that are written together in the query and apart in the list, or the other way round.</content>
internal sealed partial class CandidateFinder
{
    /// <summary>
    /// Rahimreza finds Rahim Reza: a word whose beginning and end are words of the list, one of them perhaps misspelled. However it can be
    /// divided, a name gathers the weight of the word once.
    /// </summary>
    private void GatherHalves(in NameToken token, NameIndex index)
    {
        if (token.Kind != NameTokenKind.Plain || token.Key.Length < ShortestHalf + LongHalf)
        {
            return;
        }

        for (var at = ShortestHalf; at <= token.Key.Length - ShortestHalf; at++)
        {
            var (first, last) = HalvesAt(token, at, index);
            if (first >= 0 && last >= 0)
            {
                GatherBoth(first, last, token, index);
            }
            else if (first >= 0 && at >= LongHalf)
            {
                GatherRest(token, (token.Key[at..], first), index);
            }
            else if (last >= 0 && token.Key.Length - at >= LongHalf)
            {
                GatherRest(token, (token.Key[..at], last), index);
            }
        }
    }

    private static (int First, int Last) HalvesAt(in NameToken token, int at, NameIndex index) =>
        (index.Vocabulary.Find(token.Key.AsSpan(0, at)), index.Vocabulary.Find(token.Key.AsSpan(at)));

    /// <summary>A name that has both halves has all of the word; UNITEDSONS finds United Sons, which is made of common words alone.</summary>
    private void GatherBoth(int first, int last, in NameToken token, NameIndex index)
    {
        var own = index.Vocabulary.Weights[first] + index.Vocabulary.Weights[last];
        GatherHalf(first, (1, own), token, index);
        GatherHalf(last, (1, own), token, index);
    }

    private void GatherHalf(int word, (float Share, float Own) half, in NameToken token, NameIndex index)
    {
        foreach (var name in index.Vocabulary.Tokens[word].IsTelling ? index.Vocabulary.NamesWith(word) : index.Vocabulary.CommonNamesWith(word))
        {
            Add(name, (float)token.Weight * half.Share, half.Own);
        }
    }

    /// <summary>TECHNICALSERVICES is nothing rare in a name that has both words: only names that share others are looked at.</summary>
    private void GatherCommonHalves(in NameToken token, NameIndex index)
    {
        for (var at = LongHalf; token.Kind == NameTokenKind.Plain && at <= token.Key.Length - LongHalf; at++)
        {
            var (first, last) = HalvesAt(token, at, index);
            if (first < 0 || last < 0 || (index.Vocabulary.Tokens[first].IsTelling && index.Vocabulary.Tokens[last].IsTelling))
            {
                continue;
            }

            _token++;
            foreach (var name in _touched)
            {
                if (index.Words.Of(name).Contains(first) && index.Words.Of(name).Contains(last))
                {
                    Add(name, (float)token.Weight, index.Vocabulary.Weights[first] + index.Vocabulary.Weights[last]);
                }
            }
        }
    }

    /// <summary>One half is a word of the list, the other perhaps a misspelled one.</summary>
    private void GatherRest(in NameToken token, (string Other, int Half) parts, NameIndex index)
    {
        var own = index.Vocabulary.Weights[parts.Half];
        GatherHalf(parts.Half, (Math.Min(1, 1 - ((float)parts.Other.Length / token.Key.Length) + OtherHalf), own + OtherHalf), token, index);
        if (parts.Other.Length >= LongHalf)
        {
            _near.Clear();
            _nearWords.FindMade(parts.Other, index.Vocabulary, _near);
            foreach (var (word, share) in CollectionsMarshal.AsSpan(_near))
            {
                GatherHalf(word, (share, own + (index.Vocabulary.Weights[word] * share)), token, index);
            }
        }
    }

    /// <summary>Al Haramain finds Alharamain.</summary>
    private void GatherJoined(PartyName query, NameIndex index)
    {
        Span<char> joined = stackalloc char[LetterCosts.Longest];
        for (var i = 0; i < query.Tokens.Length; i++)
        {
            var (length, weight) = (0, 0.0);
            for (var count = 1; count <= MostJoined && i + count <= query.Tokens.Length; count++)
            {
                var token = query.Tokens[i + count - 1];
                if (length + token.Key.Length > joined.Length)
                {
                    break;
                }

                token.Key.CopyTo(joined[length..]);
                (length, weight) = (length + token.Key.Length, weight + token.Weight);
                if (count > 1 && length >= LongHalf)
                {
                    _token++;
                    _near.Clear();
                    _nearWords.FindMade(joined[..length], index.Vocabulary, _near);
                    Gather(CollectionsMarshal.AsSpan(_near), index, (float)weight);
                }
            }
        }
    }
}
