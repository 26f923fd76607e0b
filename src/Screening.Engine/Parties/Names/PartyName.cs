using System.Collections.Immutable;

namespace Screening.Engine.Parties.Names;

/// <summary>A name read once, to be compared many times.</summary>
internal sealed class PartyName
{
    public PartyName(string text, NameLetters letters, ImmutableArray<NameToken> tokens, bool looksLikePerson)
    {
        (Text, Letters, Tokens, LooksLikePerson) = (text, letters, tokens, looksLikePerson);
        Weight = tokens.Sum(t => t.Weight);
        TellingWeight = tokens.Any(IsWord) ? tokens.Where(IsWord).Sum(t => t.Weight) : Weight;
    }

    /// <summary>The same name: numbers of words change nothing else.</summary>
    private PartyName(PartyName name, ImmutableArray<NameToken> numbered)
    {
        (Text, Tokens, LooksLikePerson) = (name.Text, numbered, name.LooksLikePerson);
        (Weight, TellingWeight, Letters) = (name.Weight, name.TellingWeight, name.Letters);
    }

    public string Text { get; }

    /// <summary>At least one, in the order of the text; a comma after a family name does not change it.</summary>
    public ImmutableArray<NameToken> Tokens { get; }

    /// <summary>Written as people's names are: with the family name before a comma, or with a given name and no word of trade.</summary>
    public bool LooksLikePerson { get; }

    public double Weight { get; }

    /// <summary>Weight of the words that few names have; of all words when it has no others.</summary>
    public double TellingWeight { get; }

    /// <summary>Equal for names that differ in case, accents, punctuation and word breaks alone.</summary>
    public string Key => Letters.All;

    /// <summary>The letters as they were sent, whatever the words mean.</summary>
    public NameLetters Letters { get; }

    /// <summary>Not an initial, and not a word that so many names have that sharing it says next to nothing.</summary>
    public static bool IsWord(NameToken token) => token.IsTelling && token.Kind != NameTokenKind.Initial;

    /// <summary>The same name with its words numbered.</summary>
    public PartyName With(ImmutableArray<NameToken> numbered) => new(this, numbered);

    /// <summary>The same name as one that is looked for.</summary>
    public PartyName AsQuery()
    {
        var numbered = ImmutableArray.CreateBuilder<NameToken>(Tokens.Length);
        foreach (var token in Tokens)
        {
            numbered.Add(token with { Id = -1 - numbered.Count });
        }

        return With(numbered.MoveToImmutable());
    }
}
