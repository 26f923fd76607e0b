using Screening.Engine.Text;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// A word of a text as it is looked up: dotted letters that stand together (S.A., L.L.C.) are one word, characters of scripts that write
/// no spaces are a word each.
/// </summary>
internal readonly record struct NameWord(string Text, int Start, int End, bool IsDotted)
{
    /// <summary>The text is not as it was sent: it was one letter away from a word of the lexicon.</summary>
    public bool IsCorrected { get; init; }
}

/// <summary>Splits names, and the forms of the data, in the same way.</summary>
internal static class NameWords
{
    /// <summary>Words that are taken account of; what follows is left out.</summary>
    public const int MaxWords = 60;

    /// <summary>Tokens that a name has at most: the links of two names are kept in bits.</summary>
    public const int MaxTokens = 62;

    public static List<NameWord> Split(string text, NormalizedText scratch)
    {
        TextNormalizer.Normalize(text, scratch);
        var words = new List<NameWord>(scratch.Tokens.Length);
        foreach (var token in scratch.Tokens)
        {
            var word = scratch.Word(token);
            if (words.Count > 0 && JoinsDotted(text, words[^1], word, token))
            {
                words[^1] = words[^1] with { Text = words[^1].Text + word.ToString(), End = token.OriginalEnd, IsDotted = true };
            }
            else if (words.Count < MaxWords)
            {
                Add(word.ToString(), token.OriginalStart, token.OriginalEnd, words);
            }
            else
            {
                break;
            }
        }

        return words;
    }

    /// <summary>Letters and a number written together are two words: XING801, RA82040. Ordinals (48th) and short codes (A3) are one.</summary>
    private static void Add(string word, int start, int end, List<NameWord> words)
    {
        const int Shortest = 2;
        var digits = word.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits >= Shortest && word.Length - digits >= Shortest && end - start == word.Length && word.AsSpan(digits).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            words.Add(new NameWord(word[..digits], start, start + digits, false));
            words.Add(new NameWord(word[digits..], start + digits, end, false));
            return;
        }

        words.Add(new NameWord(word, start, end, false));
    }

    /// <summary>The phrase that a form of the data is looked up by; dotted letters also apart, as some write them.</summary>
    public static string[] PhrasesOf(string form, NormalizedText scratch)
    {
        var words = Split(form, scratch);
        var phrase = string.Join(' ', words.Select(w => w.Text));
        return words.Exists(w => w.IsDotted) ? [phrase, string.Join(' ', words.Select(w => w.IsDotted ? string.Join(' ', w.Text.AsEnumerable()) : w.Text))] : [phrase];
    }

    /// <summary>Letter, full stop, letter, with nothing else between them.</summary>
    private static bool JoinsDotted(string text, in NameWord last, ReadOnlySpan<char> word, in Token token) =>
        word.Length == 1 && (last.IsDotted || last.Text.Length == 1) && token.OriginalStart == last.End + 1 && text[last.End] == '.' && char.IsLetter(word[0]);
}
