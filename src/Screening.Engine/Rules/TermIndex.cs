using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Where a phrase of the vocabulary stands in a text.</summary>
/// <param name="Phrase">Its number, as the builder gave it out.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token, inclusive.</param>
internal readonly record struct PhraseHit(int Phrase, int First, int Last);

/// <summary>
/// Finds all phrases of the vocabulary in a text in one pass: a trie whose edges are token numbers. The cost depends on the
/// text and the longest phrase that begins in it, not on how many phrases there are; most tokens of an ordinary invoice
/// are in no phrase and cost one failed look-up.
/// </summary>
internal sealed class TermIndex
{
    private const int Root = 0;

    private readonly TokenTable _tokens;
    private readonly EdgeTable _edges;
    private readonly int[][] _phrases;

    private TermIndex(TokenTable tokens, EdgeTable edges, int[][] phrases)
    {
        _tokens = tokens;
        _edges = edges;
        _phrases = phrases;
    }

    /// <summary>Appends every phrase found to <paramref name="hits"/>, in order of their first token.</summary>
    public void Find(NormalizedText text, List<PhraseHit> hits)
    {
        var tokens = text.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var id = Number(text, tokens[i]);
            if (id >= 0)
            {
                Walk(text, i, _edges.Next(Root, id), i, hits);
            }

            FindSplitWord(text, i, hits);
        }
    }

    /// <summary>"quad copter" for a vocabulary that has "quadcopter".</summary>
    private void FindSplitWord(NormalizedText text, int first, List<PhraseHit> hits)
    {
        var tokens = text.Tokens;
        if (first + 1 >= tokens.Length || CharacterFolding.StandsAlone(text.Stem(tokens[first])[0]))
        {
            return;
        }

        var end = text.Stem(tokens[first + 1]);
        var word = text.Word(tokens[first]);
        var id = _tokens.Find(TextHash.Append(tokens[first].WordHash, end), word, end);
        if (id >= 0)
        {
            Walk(text, first, _edges.Next(Root, id), first + 1, hits);
        }
    }

    private void Walk(NormalizedText text, int first, int node, int last, List<PhraseHit> hits)
    {
        var tokens = text.Tokens;
        while (node > Root)
        {
            foreach (var phrase in _phrases[node])
            {
                hits.Add(new PhraseHit(phrase, first, last));
            }

            last++;
            var id = last < tokens.Length ? Number(text, tokens[last]) : -1;
            node = id < 0 ? -1 : _edges.Next(node, id);
        }
    }

    private int Number(NormalizedText text, in Token token) => _tokens.Find(token.StemHash, text.Stem(token));

    /// <summary>Collects phrases, then freezes them.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> _ids = [];
        private readonly Dictionary<(int Node, int Token), int> _edges = [];
        private readonly List<List<int>> _phrases = [[]];
        private readonly NormalizedText _text = new();

        /// <summary>Adds a phrase under a number of the caller's. False when nothing is left of it after normalisation.</summary>
        public bool Add(string phrase, int number)
        {
            TextNormalizer.Normalize(phrase, _text);
            var tokens = _text.Tokens;
            if (tokens.Length == 0)
            {
                return false;
            }

            var stems = new List<string>(tokens.Length);
            foreach (var token in tokens)
            {
                stems.Add(_text.Stem(token).ToString());
            }

            AddPath(stems, number);
            if (Joined(tokens) is { } joined)
            {
                AddPath([joined], number);
            }

            return true;
        }

        public TermIndex Build() => new(new TokenTable(_ids), new EdgeTable(_edges), [.. _phrases.Select(list => list.ToArray())]);

        /// <summary>Two-word phrases are also written as one word: "night vision", "nightvision".</summary>
        private string? Joined(ReadOnlySpan<Token> tokens) =>
            tokens.Length == 2 && !CharacterFolding.StandsAlone(_text.Stem(tokens[0])[0])
                ? string.Concat(_text.Word(tokens[0]), _text.Stem(tokens[1]))
                : null;

        private void AddPath(List<string> stems, int number)
        {
            var node = Root;
            foreach (var stem in stems)
            {
                if (!_ids.TryGetValue(stem, out var id))
                {
                    _ids[stem] = id = _ids.Count;
                }

                if (!_edges.TryGetValue((node, id), out var next))
                {
                    _edges[(node, id)] = next = _phrases.Count;
                    _phrases.Add([]);
                }

                node = next;
            }

            if (!_phrases[node].Contains(number))
            {
                _phrases[node].Add(number);
            }
        }
    }
}
