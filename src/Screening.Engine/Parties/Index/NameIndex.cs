using Screening.Engine.Parties.Names;

namespace Screening.Engine.Parties.Index;

/// <summary>
/// The names of one list, read and indexed. Built once for a version of the list and shared by all threads. The words of a query are
/// looked up by spelling, sound and lexicon; the names in which they stand gather the weight of the words they share with it, and those
/// that gathered enough are compared exactly, by the same code that compares any two names.
/// </summary>
internal sealed class NameIndex
{
    public NameIndex(IReadOnlyList<(PartyName Name, int Entry)> names, NameSettings settings)
    {
        Names = [.. names.Select(n => n.Name)];
        Entries = [.. names.Select(n => n.Entry)];
        Weights = [.. Names.Select(NameWeights.Of)];
        Vocabulary = new NameVocabulary(Names);
        for (var i = 0; i < Names.Length; i++)
        {
            Names[i] = Vocabulary.Numbered(Names[i]);
        }

        Words = new NameWordNumbers(Names);
        Near = new NearTable(Vocabulary, settings);
        Letters = new LettersIndex(Names);
        Acronyms = AcronymsOf(Names);
        Same = Names.Index().GroupBy(n => n.Item.Key, n => n.Index, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        SameWords = Names.Index().GroupBy(n => n.Item.Letters.InAnyOrder(), n => n.Index).ToDictionary(g => g.Key, g => g.ToArray());
    }

    public PartyName[] Names { get; }

    /// <summary>Names by their letters: whatever else is estimated, the same name is found.</summary>
    public Dictionary<string, int[]> Same { get; }

    /// <summary>Names by their words in any order; few others are among them.</summary>
    public Dictionary<ulong, int[]> SameWords { get; }

    /// <summary>The entry that each name belongs to.</summary>
    public int[] Entries { get; }

    /// <summary>What the words of each name weigh.</summary>
    public NameWeights[] Weights { get; }

    /// <summary>Names by pieces of their letters.</summary>
    public LettersIndex Letters { get; }

    public NameVocabulary Vocabulary { get; }

    /// <summary>The words of each name.</summary>
    public NameWordNumbers Words { get; }

    /// <summary>The words that are near to each word of the list.</summary>
    public NearTable Near { get; }

    /// <summary>Names by the first letters of their words, particles left out.</summary>
    public Dictionary<string, int[]> Acronyms { get; }

    /// <summary>Names of three words or more; empty for others.</summary>
    public static string AcronymOf(PartyName name)
    {
        const int Shortest = 3, Longest = 6;
        Span<char> letters = stackalloc char[Longest];
        var count = 0;
        foreach (var token in name.Tokens)
        {
            if (token.Kind != NameTokenKind.Particle && count < Longest)
            {
                letters[count++] = token.Key[0];
            }
        }

        return count < Shortest ? "" : letters[..count].ToString();
    }

    private static Dictionary<string, int[]> AcronymsOf(PartyName[] names) =>
        names.Index().Select(n => (Acronym: AcronymOf(n.Item), n.Index)).Where(n => n.Acronym.Length > 0)
            .GroupBy(n => n.Acronym, n => n.Index, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
}
