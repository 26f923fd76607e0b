using System.Runtime.InteropServices;
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

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<(int[] Words, int Entry)> _paths = [];
    private readonly List<KnownWord> _words = [];
    private readonly Dictionary<string, string[]> _languages = new(StringComparer.Ordinal);
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
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = Number(_text.Stem(tokens[i]), tokens[i].WordLength, language, isWhole: tokens.Length == 1);
        }

        AddPath(ids, number, isInverted: false);
        var areWords = !CharacterFolding.StandsAlone(_text.Stem(tokens[0])[0]);
        if (areWords && ids.Length == 2)
        {
            // Two-word phrases are also written as one word: "night vision", "nightvision".
            var joined = string.Concat(_text.Word(tokens[0]), _text.Stem(tokens[1]));
            AddPath([Number(joined, tokens[0].WordLength + tokens[1].WordLength, language, isWhole: true, isJoined: true)], number, isInverted: false);
        }

        foreach (var order in areWords && !keepsOrder ? Orders(ids) : [])
        {
            AddPath(order, number, isInverted: true);
        }

        return true;
    }

    public TermIndex Build()
    {
        KnownWord[] words = [.. _words];
        FindPlainForms(words);
        var (edges, phrases, begins) = (new Dictionary<ulong, int>(_paths.Count), new PhraseLists(), new int[words.Length]);
        Array.Fill(begins, -1);
        foreach (var (path, entry) in _paths)
        {
            AddPath([.. path.Select(w => words[w].Plain)], entry, (begins, edges), phrases);
        }

        var ids = _ids.ToDictionary(p => p.Key, p => words[p.Value].Plain, StringComparer.Ordinal);
        return new(new WordReader(new TokenTable(ids), words, rules), begins, edges, phrases);
    }

    /// <summary>Two words written as one have no endings: "sonar X" joined is no plural of sonar.</summary>
    private void FindPlainForms(KnownWord[] words)
    {
        var table = new TokenTable(_ids);
        for (var id = 0; id < words.Length; id++)
        {
            var other = words[id].IsJoined ? -1 : rules.Inflections.Find(words[id].Stem, table, words);
            words[id] = words[id] with { Plain = other >= 0 ? other : id };
        }
    }

    /// <summary>Phrases that begin alike share their nodes.</summary>
    private static void AddPath(int[] path, int entry, (int[] Begins, Dictionary<ulong, int> Edges) trie, PhraseLists phrases)
    {
        ref var begin = ref trie.Begins[path[0]];
        var node = begin = begin >= 0 ? begin : phrases.AddNode();
        foreach (var word in path.AsSpan(1))
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(trie.Edges, EdgeTable.Key(node, word), out var exists);
            node = next = exists ? next : phrases.AddNode();
        }

        if (!phrases.Contains(node, entry & ~InvertedBit) && !phrases.Contains(node, entry))
        {
            phrases.Add(node, entry);
        }
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

    private int Number(ReadOnlySpan<char> stem, int wordLength, string language, bool isWhole, bool isJoined = false)
    {
        var word = stem.Length == 1 ? rules.Simplified(stem[0]).ToString() : stem;
        if (!_ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var id))
        {
            var text = word.ToString();
            _ids[text] = id = _ids.Count;
            _words.Add(new KnownWord(text, wordLength, LanguagesOf(language), isWhole, isJoined));
        }

        var known = _words[id];
        var isNew = !known.Languages.Contains(language);
        if (isNew || (isWhole && !known.IsWhole) || (known.IsJoined && !isJoined) || wordLength > known.WordLength)
        {
            _words[id] = known with
            {
                Languages = isNew ? [.. known.Languages, language] : known.Languages,
                IsWhole = known.IsWhole || isWhole,
                WordLength = Math.Max(known.WordLength, wordLength),
                IsJoined = known.IsJoined && isJoined,
            };
        }

        return id;
    }

    /// <summary>Most words are of one language: all of them share its list.</summary>
    private string[] LanguagesOf(string language)
    {
        if (!_languages.TryGetValue(language, out var list))
        {
            _languages[language] = list = [language];
        }

        return list;
    }

    private void AddPath(int[] ids, int number, bool isInverted) => _paths.Add((ids, (number << 1) | (isInverted ? InvertedBit : 0)));
}

/// <summary>A word of the vocabulary.</summary>
/// <param name="Stem">Folded, without inflection.</param>
/// <param name="WordLength">Letters of the whole word.</param>
/// <param name="Languages">Of the phrases it stands in.</param>
/// <param name="IsWhole">True when it is a phrase by itself.</param>
/// <param name="IsJoined">True when it is only two words written as one.</param>
/// <param name="Plain">Number of the word that this is a form of; mostly its own.</param>
internal sealed record KnownWord(string Stem, int WordLength, string[] Languages, bool IsWhole, bool IsJoined, int Plain = -1);
