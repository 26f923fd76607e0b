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
        if (token.Kind != NameTokenKind.Plain || token.Key.Length < 2 * ShortestHalf)
        {
            return;
        }

        for (var at = ShortestHalf; at <= token.Key.Length - ShortestHalf; at++)
        {
            var (first, last) = HalvesAt(token, at, index);
            if (first >= 0 && last >= 0)
            {
                GatherHalf(first, 1, token, index);
                GatherHalf(last, 1, token, index);
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

        GatherCommonHalves(token, index);
    }

    private static (int First, int Last) HalvesAt(in NameToken token, int at, NameIndex index) =>
        (index.Vocabulary.Find(token.Key.AsSpan(0, at)), index.Vocabulary.Find(token.Key.AsSpan(at)));

    private void GatherHalf(int word, float share, in NameToken token, NameIndex index)
    {
        if (index.Vocabulary.Tokens[word].IsTelling)
        {
            _near.Clear();
            _near.Add((word, share));
            Gather(index, (float)token.Weight);
        }
    }

    /// <summary>One half is a word of the list, the other perhaps a misspelled one.</summary>
    private void GatherRest(in NameToken token, (string Other, int Half) parts, NameIndex index)
    {
        GatherHalf(parts.Half, Math.Min(1, 1 - ((float)parts.Other.Length / token.Key.Length) + OtherHalf), token, index);
        if (parts.Other.Length > ShortestHalf)
        {
            FindNear(new NameToken(parts.Other, NameTokenKind.Plain, -1, token.Weight, 0, 0), index.Vocabulary, errors: 1);
            Gather(index, (float)token.Weight);
        }
    }

    /// <summary>UNITEDSONS finds United Sons, which is made of common words alone: each counts as it does there.</summary>
    private void GatherCommonHalves(in NameToken token, NameIndex index)
    {
        for (var at = ShortestHalf; at <= token.Key.Length - ShortestHalf; at++)
        {
            var (first, last) = HalvesAt(token, at, index);
            if (first >= 0 && last >= 0)
            {
                _token++;
                GatherCommon(first, index.Vocabulary.Tokens[first], index);
                _token++;
                GatherCommon(last, index.Vocabulary.Tokens[last], index);
            }
        }
    }

    /// <summary>Al Haramain finds Alharamain.</summary>
    private void GatherJoined(PartyName query, NameIndex index)
    {
        for (var i = 0; i < query.Tokens.Length; i++)
        {
            var (length, weight) = (0, 0.0);
            for (var count = 1; count <= MostJoined && i + count <= query.Tokens.Length; count++)
            {
                var token = query.Tokens[i + count - 1];
                if (length + token.Key.Length > _joined.Length)
                {
                    break;
                }

                token.Key.CopyTo(_joined.AsSpan(length));
                (length, weight) = (length + token.Key.Length, weight + token.Weight);
                if (count > 1 && length > ShortestHalf)
                {
                    _token++;
                    FindNear(new NameToken(_joined.AsSpan(0, length).ToString(), NameTokenKind.Plain, -1, weight, 0, 0), index.Vocabulary, errors: 1);
                    Gather(index, (float)weight);
                }
            }
        }
    }
}
