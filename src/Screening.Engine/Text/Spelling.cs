namespace Screening.Engine.Text;

/// <summary>How a word of the vocabulary was recognised, from plainest to most doubtful. What each is worth is data of the rule set.</summary>
public enum Spelling
{
    /// <summary>As it is written, case, accents, width and inflection aside.</summary>
    AsWritten,

    /// <summary>With letters of another script that look the same.</summary>
    LookAlike,

    /// <summary>The words stand in another order: <c>machine, milling</c>.</summary>
    Inverted,

    /// <summary>As a part of a longer word: <c>Kampfdrohne</c>.</summary>
    Compound,

    /// <summary>With spaces, dots or hyphens between the letters.</summary>
    SpacedOut,

    /// <summary>With digits for letters: <c>dr0ne</c>.</summary>
    DigitForLetter,

    /// <summary>With one typing error.</summary>
    OneError,

    /// <summary>With two typing errors.</summary>
    TwoErrors,
}
