namespace Screening.Engine.Parties.Names;

/// <summary>Why two words count as alike.</summary>
internal enum LinkKind
{
    /// <summary>The same letters.</summary>
    Same,

    /// <summary>Two forms of one word of the lexicon.</summary>
    Variant,

    /// <summary>Spelled alike.</summary>
    Similar,

    /// <summary>Words written together in one name and apart in the other.</summary>
    Joined,

    /// <summary>An initial and the name that it may stand for.</summary>
    Initial,

    /// <summary>A shortened word.</summary>
    Abbreviation,

    /// <summary>First letters of several words.</summary>
    Acronym,
}

/// <summary>How alike two words of names are, 0 to 1.</summary>
internal static class TokenSimilarity
{
    private const int ShortestAbbreviation = 3;

    /// <summary>Consonants behind the first from which on a sound counts in full.</summary>
    private const double FullSound = 3;

    /// <summary>Share of the letters from which on two words have nothing to do with one another, whatever transliterations do.</summary>
    private const double MostLettersThatDiffer = 0.67;

    public static (double Similarity, LinkKind Kind) Between(in NameToken left, in NameToken right, NameSettings settings)
    {
        if (left.Word >= 0 && left.Word == right.Word)
        {
            return left.Key == right.Key ? (1, LinkKind.Same)
                : (left.Kind is NameTokenKind.GivenName or NameTokenKind.Surname ? settings.SameWord : settings.SamePlaceOrTrade, LinkKind.Variant);
        }

        if (left.Key == right.Key)
        {
            return (1, LinkKind.Same);
        }

        if (left.Kind == NameTokenKind.Number || right.Kind == NameTokenKind.Number)
        {
            return default;
        }

        if (left.Kind == NameTokenKind.Initial || right.Kind == NameTokenKind.Initial)
        {
            return left.Key[0] == right.Key[0] && IsName(left) && IsName(right) ? (settings.InitialFits, LinkKind.Initial) : default;
        }

        var spelled = Spelling(left.Key, right.Key, left.HasNoVowels != right.HasNoVowels, settings);
        if (spelled < settings.Loose && (!ReferenceEquals(left.Loose, left.Key) || !ReferenceEquals(right.Loose, right.Key)))
        {
            spelled = Math.Max(spelled, settings.Loose * Spelling(left.Loose, right.Loose, left.HasNoVowels != right.HasNoVowels, settings));
        }

        if (spelled > 0 && left.Sound == right.Sound)
        {
            // The more consonants two words share in the same order, the less their vowels matter.
            spelled += (1 - spelled) * settings.SoundAlike * Math.Min(1, (left.Sound.Length - 1) / FullSound);
        }

        // Transliteration from these scripts makes no typing errors: what differs is another sound, or nearly nothing is known of it.
        spelled = left.IsHan || right.IsHan ? Math.Max(0, 1 - ((1 - spelled) * settings.HanUnlike))
            : left.HasNoVowels != right.HasNoVowels ? spelled * settings.NoVowels
            : spelled;
        return IsAbbreviation(left.Key, right.Key) && settings.Abbreviated > spelled ? (settings.Abbreviated, LinkKind.Abbreviation) : (spelled, LinkKind.Similar);
    }

    /// <summary>By letters alone; 0 below the least similarity that counts.</summary>
    public static double Spelling(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool vowelsAreFree, NameSettings settings)
    {
        var longest = Math.Min(Math.Max(left.Length, right.Length), LetterCosts.Longest);
        if (longest == 0)
        {
            return 0;
        }

        if (!vowelsAreFree && LetterCosts.Count(left, right) > MostLettersThatDiffer * longest)
        {
            return 0;
        }

        var limit = (1 - settings.LeastSimilarity) * longest;
        var first = left[0] == right[0] ? 0 : (float)settings.FirstLetter;
        var cost = first + LetterCosts.Between(left, right, (float)limit - first, vowelsAreFree);
        return cost > limit ? 0 : 1 - (cost / longest);
    }

    /// <summary>The beginning of a word, as in COMM for communication.</summary>
    private static bool IsAbbreviation(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        return shorter.Length >= ShortestAbbreviation && longer.Length >= shorter.Length + 2 && longer.StartsWith(shorter, StringComparison.Ordinal);
    }

    private static bool IsName(in NameToken token) => token.Kind is NameTokenKind.Plain or NameTokenKind.Initial or NameTokenKind.GivenName or NameTokenKind.Surname or NameTokenKind.Place or NameTokenKind.Trade;
}
