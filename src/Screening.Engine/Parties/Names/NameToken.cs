namespace Screening.Engine.Parties.Names;

/// <summary>A word of a name after normalisation.</summary>
/// <param name="Key">Latin letters and digits, lower case: what is compared.</param>
/// <param name="Kind">What the word is.</param>
/// <param name="Word">Number of the lexicon's word that it is a form of; -1 when it is none.</param>
/// <param name="Weight">How much it distinguishes: 0 to 1.</param>
/// <param name="Start">First UTF-16 unit in the name as it was sent.</param>
/// <param name="Length">UTF-16 units in the name as it was sent.</param>
internal readonly record struct NameToken(string Key, NameTokenKind Kind, int Word, double Weight, int Start, int Length)
{
    /// <summary>Consonants as they sound; what respellings leave alone.</summary>
    public string Sound { get; } = SoundKey.Of(Key);

    /// <summary>The key with groups of letters that stand for one written as that one; the same string where there are none.</summary>
    public string Loose { get; } = LetterGroups.Fold(Key);

    /// <summary>Number of the word in the vocabulary of a list, from 1 on; in a name that is looked for its place, from -1 down; else 0.</summary>
    public int Id { get; init; }

    /// <summary>Not a word that so many names have that sharing it says next to nothing.</summary>
    public bool IsTelling => Kind is not (NameTokenKind.LegalForm or NameTokenKind.Particle or NameTokenKind.Title or NameTokenKind.Trade);

    /// <summary>Written in Han characters, of which each has its sound: what differs by a letter is another.</summary>
    public bool IsHan { get; init; }

    /// <summary>Was one letter away from the word of the lexicon that it is taken for.</summary>
    public bool IsCorrected { get; init; }

    /// <summary>Written in a script without vowels.</summary>
    public bool HasNoVowels { get; init; }
}

internal enum NameTokenKind
{
    Plain,
    Number,
    Initial,
    LegalForm,
    Trade,
    Particle,
    Title,
    GivenName,
    Surname,
    Place,
}
