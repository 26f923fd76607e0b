using System.Runtime.InteropServices;
using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>The different words of a list's names, and the names in which each stands.</summary>
internal sealed class NameVocabulary
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _keys;
    private readonly Dictionary<WordIdentity, int> _words = [];
    private readonly Dictionary<string, int[]> _sounds;
    private readonly Dictionary<int, int[]> _forms;
    private readonly Dictionary<string, int[]> _folded;
    private readonly int[] _starts;
    private readonly int[] _names;
    private readonly Dictionary<int, int[]> _commonNames;

    public NameVocabulary(IReadOnlyList<PartyName> names)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var tokens = new List<NameToken>();
        var forms = new Dictionary<int, HashSet<int>>();
        var postings = new List<(int Word, int Name)>(names.Count * 4);
        for (var name = 0; name < names.Count; name++)
        {
            foreach (var token in names[name].Tokens)
            {
                ref var word = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, WordIdentity.Of(token), out var isKnown);
                if (!isKnown)
                {
                    word = tokens.Count;
                    keys.TryAdd(token.Key, word);
                    tokens.Add(token with { Id = tokens.Count + 1 });
                }

                postings.Add((word, name));
                if (token.Word >= 0)
                {
                    (CollectionsMarshal.GetValueRefOrAddDefault(forms, token.Word, out _) ??= []).Add(word);
                }
            }
        }

        Tokens = [.. tokens];
        Weights = HeaviestOf(names);
        Letters = [.. tokens.Select(t => LetterCosts.SetOf(t.Key))];
        _keys = keys.GetAlternateLookup<ReadOnlySpan<char>>();
        _sounds = Enumerable.Range(0, Tokens.Length).Where(w => Tokens[w].Sound.Length > 1).GroupBy(w => Tokens[w].Sound).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _folded = Enumerable.Range(0, Tokens.Length).Where(w => !ReferenceEquals(Tokens[w].Loose, Tokens[w].Key)).GroupBy(w => Tokens[w].Loose, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _forms = forms.ToDictionary(f => f.Key, f => f.Value.Order().ToArray());
        Neighbours = new DeletionIndex([.. tokens.Select(t => t.Key)]);
        (_starts, _names) = Sorted(postings, Tokens.Length);
        _commonNames = postings.Where(p => !names[p.Name].Tokens.Any(PartyName.IsWord)).GroupBy(p => p.Word, p => p.Name).ToDictionary(g => g.Key, g => g.Distinct().ToArray());
    }

    /// <summary>One token for every word, as it stands in the first name that has it.</summary>
    public NameToken[] Tokens { get; }

    /// <summary>What each word weighs at most: one that was corrected weighs more than one that was not.</summary>
    public float[] Weights { get; }

    /// <summary>Letters of each word, near one another: most words that a search meets are too unlike.</summary>
    public LetterSet[] Letters { get; }

    public DeletionIndex Neighbours { get; }

    /// <summary>The names in which a word stands, ascending.</summary>
    public ReadOnlySpan<int> NamesWith(int word) => _names.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>Those of them that are made of nothing but common words.</summary>
    public ReadOnlySpan<int> CommonNamesWith(int word) => _commonNames.GetValueOrDefault(word);

    /// <summary>All that it depends on how like a word is to others.</summary>
    private readonly record struct WordIdentity(string Key, NameTokenKind Kind, int Word, bool IsHan, bool HasNoVowels)
    {
        public static WordIdentity Of(in NameToken token) => new(token.Key, token.Kind, token.Word, token.IsHan, token.HasNoVowels);
    }

    /// <summary>The first word with these letters, others are met by their spelling; -1 when no name has one.</summary>
    public int Find(ReadOnlySpan<char> key) => _keys.TryGetValue(key, out var word) ? word : -1;

    /// <summary>The word that is the same in all that likeness depends on; -1 when no name has it.</summary>
    public int Find(in NameToken token) => _words.GetValueOrDefault(WordIdentity.Of(token), -1);

    /// <summary>The name with its words numbered, so that what is known of a word need not be found out again.</summary>
    public PartyName Numbered(PartyName name) => name.With([.. name.Tokens.Select(t => t with { Id = Find(t) + 1 })]);

    public ReadOnlySpan<int> WithSound(string sound) => _sounds.GetValueOrDefault(sound);

    /// <summary>The words that are this one when groups of letters that stand for one are written as that one.</summary>
    public ReadOnlySpan<int> Folded(string loose) => _folded.GetValueOrDefault(loose);

    /// <summary>The words that are forms of a word of the lexicon.</summary>
    public ReadOnlySpan<int> FormsOf(int lexiconWord) => _forms.GetValueOrDefault(lexiconWord);

    private float[] HeaviestOf(IReadOnlyList<PartyName> names)
    {
        var weights = new float[Tokens.Length];
        foreach (var token in names.SelectMany(n => n.Tokens))
        {
            ref var weight = ref weights[_words[WordIdentity.Of(token)]];
            weight = Math.Max(weight, (float)token.Weight);
        }

        return weights;
    }

    private static (int[] Starts, int[] Names) Sorted(List<(int Word, int Name)> postings, int words)
    {
        var starts = new int[words + 1];
        foreach (var (word, _) in postings)
        {
            starts[word + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var next = starts.ToArray();
        var names = new int[postings.Count];
        foreach (var (word, name) in postings)
        {
            names[next[word]++] = name;
        }

        return (starts, names);
    }
}
