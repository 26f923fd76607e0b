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
    private const int LongestInverted = 5;
    private const int InvertedBit = 1;

    /// <summary>By number of words: supply catalogues put the noun first ("helmet, combat, aramid"), lists of parts put the words in any order.</summary>
    private static readonly int[][][] Orders =
    [
        [], [], [[1, 0]], [[2, 0, 1], [2, 1, 0], [0, 2, 1], [1, 0, 2], [1, 2, 0]], [[3, 0, 1, 2]], [[4, 0, 1, 2, 3]],
    ];

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<int> _pathWords = [];
    private readonly List<Path> _paths = [];
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

        var first = _pathWords.Count;
        foreach (ref readonly var token in tokens)
        {
            _pathWords.Add(Number(_text.Stem(token), token.WordLength, language, isWhole: tokens.Length == 1));
        }

        var areWords = !CharacterFolding.StandsAlone(_text.Stem(tokens[0])[0]);
        _paths.Add(new Path(first, tokens.Length, number, areWords && !keepsOrder));
        if (areWords && tokens.Length == 2)
        {
            // Two-word phrases are also written as one word: "night vision", "nightvision".
            var joined = string.Concat(_text.Word(tokens[0]), _text.Stem(tokens[1]));
            _paths.Add(new Path(_pathWords.Count, 1, number, MayTurn: false));
            _pathWords.Add(Number(joined, tokens[0].WordLength + tokens[1].WordLength, language, isWhole: true, isJoined: true));
        }

        return true;
    }

    public TermIndex Build()
    {
        KnownWord[] words = [.. _words];
        var table = new TokenTable(words);
        FindPlainForms(words, table);
        var (trie, phrases, begins) = (new PhraseTrie(), new PhraseLists(), new int[words.Length]);
        Array.Fill(begins, -1);
        var plain = _pathWords.ConvertAll(word => words[word].Plain);
        Span<int> turned = stackalloc int[LongestInverted];
        foreach (var path in _paths)
        {
            var written = CollectionsMarshal.AsSpan(plain).Slice(path.First, path.Length);
            AddPath(written, path.Number << 1, (begins, trie), phrases);
            foreach (var order in path.MayTurn && path.Length <= LongestInverted ? Orders[path.Length] : [])
            {
                for (var i = 0; i < order.Length; i++)
                {
                    turned[i] = written[order[i]];
                }

                AddPath(turned[..order.Length], (path.Number << 1) | InvertedBit, (begins, trie), phrases);
            }
        }

        trie.Close(phrases);
        return new(new WordReader(table, words, rules), begins, trie);
    }

    /// <summary>Two words written as one have no endings: "sonar X" joined is no plural of sonar.</summary>
    private void FindPlainForms(KnownWord[] words, TokenTable table)
    {
        // Looked for in the words as they are, whatever has been found out about others.
        var plain = new int[words.Length];
        for (var id = 0; id < words.Length; id++)
        {
            plain[id] = words[id].IsJoined ? -1 : rules.Inflections.Find(words[id].Stem, table, words);
        }

        for (var id = 0; id < words.Length; id++)
        {
            if (plain[id] >= 0)
            {
                words[id] = words[id] with { Plain = plain[id] };
                table.Rename(id, plain[id]);
            }
        }
    }

    /// <summary>Phrases that begin alike share their nodes.</summary>
    private static void AddPath(ReadOnlySpan<int> path, int entry, (int[] Begins, PhraseTrie Trie) trie, PhraseLists phrases)
    {
        ref var begin = ref trie.Begins[path[0]];
        var node = begin = begin >= 0 ? begin : trie.Trie.AddBegin(path[0]);
        foreach (var word in path[1..])
        {
            node = trie.Trie.Add(node, word);
        }

        if (!phrases.Contains(node, entry & ~InvertedBit) && !phrases.Contains(node, entry))
        {
            phrases.Add(node, entry);
        }
    }

    private int Number(ReadOnlySpan<char> stem, int wordLength, string language, bool isWhole, bool isJoined = false)
    {
        var word = stem.Length == 1 ? rules.Simplified(stem[0]).ToString() : stem;
        if (!_ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var id))
        {
            var text = word.ToString();
            _ids[text] = id = _ids.Count;
            _words.Add(new KnownWord(text, wordLength, LanguagesOf(language), isWhole, isJoined, Plain: id));
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

    /// <summary>A phrase as it is written.</summary>
    /// <param name="First">Where its words begin among those of all.</param>
    /// <param name="MayTurn">Whether its words may change places.</param>
    private readonly record struct Path(int First, int Length, int Number, bool MayTurn);
}

/// <summary>A word of the vocabulary.</summary>
/// <param name="Stem">Folded, without inflection.</param>
/// <param name="WordLength">Letters of the whole word.</param>
/// <param name="Languages">Of the phrases it stands in.</param>
/// <param name="IsWhole">True when it is a phrase by itself.</param>
/// <param name="IsJoined">True when it is only two words written as one.</param>
/// <param name="Plain">Number of the word that this is a form of; mostly its own.</param>
internal sealed record KnownWord(string Stem, int WordLength, string[] Languages, bool IsWhole, bool IsJoined, int Plain);
