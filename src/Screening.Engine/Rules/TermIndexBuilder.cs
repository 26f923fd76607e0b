using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Collects phrases, then freezes them into a <see cref="TermIndex"/>. A word that is a form of another word of the vocabulary counts as
/// that: Turkish "lazerler" in one phrase and "lazer" in the next are one word.
/// </summary>
/// <param name="keepsOrder">True where words in another order say something else: "5 axis" is not "axis 5".</param>
internal sealed class TermIndexBuilder(WordRules rules, bool keepsOrder = false)
{
    /// <summary>Longer phrases are sentences of a tariff: their words do not change places.</summary>
    private const int LongestShuffled = 3;
    private const int LongestInverted = 5;
    private const int InvertedBit = 1;

    private readonly Dictionary<string, int> _ids = [];
    private readonly List<(int[] Words, int Entry)> _paths = [];
    private readonly List<KnownWord> _words = [];
    private readonly NormalizedText _text = new();

    public static bool IsInverted(int entry) => (entry & InvertedBit) != 0;

    public static int PhraseOf(int entry) => entry >> 1;

    /// <summary>Adds a phrase under a number of the caller's. False when nothing is left of it after normalisation.</summary>
    /// <param name="language">Whose endings its words may take; empty when of no language.</param>
    public bool Add(string phrase, int number, string language = "")
    {
        TextNormalizer.Normalize(phrase, _text);
        var tokens = _text.Tokens;
        if (tokens.Length == 0)
        {
            return false;
        }

        var ids = new int[tokens.Length];
        foreach (var (i, token) in tokens.ToArray().Index())
        {
            ids[i] = Number(_text.Stem(token), token.WordLength, language, isWhole: tokens.Length == 1);
        }

        AddPath(ids, number, isInverted: false);
        var areWords = !CharacterFolding.StandsAlone(_text.Stem(tokens[0])[0]);
        if (areWords && ids.Length == 2)
        {
            // Two-word phrases are also written as one word: "night vision", "nightvision".
            var joined = string.Concat(_text.Word(tokens[0]), _text.Stem(tokens[1]));
            AddPath([Number(joined, tokens[0].WordLength + tokens[1].WordLength, language, isWhole: true)], number, isInverted: false);
        }

        foreach (var order in areWords && !keepsOrder ? Orders(ids) : [])
        {
            AddPath(order, number, isInverted: true);
        }

        return true;
    }

    public TermIndex Build()
    {
        var table = new TokenTable(_ids);
        KnownWord[] words = [.. _words];
        for (var id = 0; id < words.Length; id++)
        {
            var other = rules.Inflections.Find(words[id].Stem, table, words);
            words[id] = words[id] with { Plain = other >= 0 ? other : id };
        }

        var trie = new Trie();
        foreach (var (path, entry) in _paths)
        {
            trie.Add([.. path.Select(id => words[id].Plain)], entry);
        }

        return new(new WordReader(new TokenTable(_ids.ToDictionary(p => p.Key, p => words[p.Value].Plain)), words, rules), new EdgeTable(trie.Edges), trie.Phrases);
    }

    /// <summary>Supply catalogues put the noun first ("helmet, combat, aramid"), lists of parts put the words in any order.</summary>
    private static IEnumerable<int[]> Orders(int[] ids)
    {
        if (ids.Length is > 1 and <= LongestShuffled)
        {
            return ids.Length == 2 ? [[ids[1], ids[0]]]
                : [[ids[2], ids[0], ids[1]], [ids[2], ids[1], ids[0]], [ids[0], ids[2], ids[1]], [ids[1], ids[0], ids[2]], [ids[1], ids[2], ids[0]]];
        }

        return ids.Length is > LongestShuffled and <= LongestInverted ? [[ids[^1], .. ids[..^1]]] : [];
    }

    private int Number(ReadOnlySpan<char> stem, int wordLength, string language, bool isWhole)
    {
        var text = stem.Length == 1 ? rules.Simplified(stem[0]).ToString() : stem.ToString();
        if (!_ids.TryGetValue(text, out var id))
        {
            _ids[text] = id = _ids.Count;
            _words.Add(new KnownWord(text, wordLength, [], false));
        }

        var known = _words[id];
        known.Languages.Add(language);
        _words[id] = known with { IsWhole = known.IsWhole || isWhole, WordLength = Math.Max(known.WordLength, wordLength) };
        return id;
    }

    private void AddPath(int[] ids, int number, bool isInverted) => _paths.Add((ids, (number << 1) | (isInverted ? InvertedBit : 0)));

    /// <summary>Phrases that begin alike share their nodes.</summary>
    private sealed class Trie
    {
        private readonly List<List<int>> _phrases = [[]];

        public Dictionary<(int Node, int Token), int> Edges { get; } = [];

        public int[][] Phrases => [.. _phrases.Select(list => list.ToArray())];

        public void Add(int[] words, int entry)
        {
            var node = TermIndex.Root;
            foreach (var word in words)
            {
                if (!Edges.TryGetValue((node, word), out var next))
                {
                    Edges[(node, word)] = next = _phrases.Count;
                    _phrases.Add([]);
                }

                node = next;
            }

            if (!_phrases[node].Contains(entry & ~InvertedBit) && !_phrases[node].Contains(entry))
            {
                _phrases[node].Add(entry);
            }
        }
    }
}

/// <summary>A word of the vocabulary.</summary>
/// <param name="Stem">Folded, without inflection.</param>
/// <param name="WordLength">Letters of the whole word.</param>
/// <param name="Languages">Of the phrases it stands in.</param>
/// <param name="IsWhole">True when it is a phrase by itself.</param>
/// <param name="Plain">Number of the word that this is a form of; mostly its own.</param>
internal sealed record KnownWord(string Stem, int WordLength, HashSet<string> Languages, bool IsWhole, int Plain = -1);
