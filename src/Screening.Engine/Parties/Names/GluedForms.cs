namespace Screening.Engine.Parties.Names;

/// <summary>Takes legal forms apart from the word that they were written together with: REVIEWGmbH, FOSHANCo, LLCSAAMEN.</summary>
internal static class GluedForms
{
    private const int ShortestForm = 3, LongestForm = 7, ShortestRest = 4;

    public static List<NameWord> Split(List<NameWord> words, NameLexicon lexicon)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Text.Length < ShortestForm + ShortestRest || word.End - word.Start != word.Text.Length || lexicon.TryFind(word.Text, out _))
            {
                continue;
            }

            if (FindAtEnd(word.Text, lexicon) is > 0 and var form)
            {
                var at = word.Text.Length - form;
                words[i] = word with { Text = word.Text[..at], End = word.Start + at };
                words.Insert(i + 1, word with { Text = word.Text[at..], Start = word.Start + at });
            }
            else if (i == 0 && FindAtBeginning(word.Text, lexicon) is > 0 and var first)
            {
                words[i] = word with { Text = word.Text[..first], End = word.Start + first };
                words.Insert(i + 1, word with { Text = word.Text[first..], Start = word.Start + first });
            }
        }

        return words;
    }

    /// <summary>Letters of the legal form at the end of the word; 0 when there is none.</summary>
    private static int FindAtEnd(string word, NameLexicon lexicon)
    {
        for (var length = Math.Min(LongestForm, word.Length - ShortestRest); length >= ShortestForm; length--)
        {
            if (IsAbbreviation(word.AsSpan(word.Length - length), lexicon))
            {
                return length;
            }
        }

        return 0;
    }

    private static int FindAtBeginning(string word, NameLexicon lexicon)
    {
        for (var length = Math.Min(LongestForm, word.Length - ShortestRest); length >= ShortestForm; length--)
        {
            if (IsAbbreviation(word.AsSpan(0, length), lexicon))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Forms with few vowels, as abbreviations are: words end in "inc" or "company" of themselves.</summary>
    private static bool IsAbbreviation(ReadOnlySpan<char> text, NameLexicon lexicon)
    {
        if (!lexicon.TryFind(text, out var form) || form.Find(NameWordKind.LegalForm) < 0)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }

            if (SoundKey.IsVowel(c))
            {
                return text is "limited";
            }
        }

        return true;
    }
}
