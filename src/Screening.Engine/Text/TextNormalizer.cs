using System.Text;

namespace Screening.Engine.Text;

/// <summary>
/// The one definition of "same text": folds characters, splits into tokens, takes inflection off, and keeps for every token
/// its place in the text as it was sent. Terms of the rules and descriptions of the goods both come through here.
/// One pass, a table look-up a character; no regular expression that input could slow down.
/// </summary>
internal static class TextNormalizer
{
    /// <summary>Replaces what <paramref name="result"/> held by the tokens of <paramref name="text"/>.</summary>
    public static void Normalize(ReadOnlySpan<char> text, NormalizedText result)
    {
        result.Clear();
        var word = new OpenWord(result);
        var position = 0;
        while (position < text.Length)
        {
            position += Take(text, position, ref word);
        }

        word.Close();
    }

    /// <summary>Takes the character at <paramref name="position"/> and returns its length in UTF-16 units.</summary>
    private static int Take(ReadOnlySpan<char> text, int position, ref OpenWord word)
    {
        var c = text[position];
        if (c < 0x80)
        {
            TakeAscii(text, position, ref word);
            return 1;
        }

        if (ComposedForms.TryRead(text[position..], out var composed, out var parts))
        {
            word.Append(composed, position, position + parts);
            return parts;
        }

        if (char.IsHighSurrogate(c) && Rune.DecodeFromUtf16(text[position..], out var rune, out var units) == System.Buffers.OperationStatus.Done)
        {
            word.AppendAll(CharacterFolding.FoldRune(rune), position, position + units);
            return units;
        }

        if (!CharacterFolding.TryFold(c, out var folded))
        {
            word.AppendAll(CharacterFolding.Expansion(c), position, position + 1);
        }
        else if (folded == CharacterFolding.Break)
        {
            word.Close();
            word.EndClauseAt(text, position);
        }
        else if (folded != CharacterFolding.Ignored)
        {
            word.Append(folded, position, position + 1);
        }

        return 1;
    }

    private static void TakeAscii(ReadOnlySpan<char> text, int position, ref OpenWord word)
    {
        CharacterFolding.TryFold(text[position], out var folded);
        if (folded > CharacterFolding.Ignored)
        {
            word.Append(folded, position, position + 1);
        }
        else if (folded == CharacterFolding.Break && LetterDrawnAs(text, position) is var drawn and not CharacterFolding.Break)
        {
            word.Append(drawn, position, position + 1);
        }
        else if (folded == CharacterFolding.Break)
        {
            word.Close();
            word.EndClauseAt(text, position);
        }
    }

    /// <summary>c@mera, sen$or: a sign that stands for a letter, inside a word only.</summary>
    private static char LetterDrawnAs(ReadOnlySpan<char> text, int position)
    {
        var letter = text[position] switch { '@' => 'a', '$' => 's', _ => CharacterFolding.Break };
        return letter != CharacterFolding.Break && position > 0 && position + 1 < text.Length && char.IsAsciiLetter(text[position - 1]) && char.IsAsciiLetter(text[position + 1])
            ? letter : CharacterFolding.Break;
    }

    /// <summary>The word being read.</summary>
    private ref struct OpenWord(NormalizedText result)
    {
        private int _start = -1;
        private int _originalStart;
        private int _originalEnd;
        private int _clause;

        public void AppendAll(string folded, int originalStart, int originalEnd)
        {
            if (folded.Length == 0)
            {
                Close();
            }

            foreach (var c in folded)
            {
                Append(c, originalStart, originalEnd);
            }
        }

        /// <summary>Commas and full stops inside numbers (1,000 or 26.5) end nothing.</summary>
        public void EndClauseAt(ReadOnlySpan<char> text, int position)
        {
            if (CharacterFolding.EndsClause(text[position])
                && !(text[position] is '.' or ',' && position + 1 < text.Length && (text[position] == '.' ? !char.IsWhiteSpace(text[position + 1]) : char.IsAsciiDigit(text[position + 1]) && position > 0 && char.IsAsciiDigit(text[position - 1]))))
            {
                _clause++;
            }
        }

        public void Append(char c, int originalStart, int originalEnd)
        {
            var alone = CharacterFolding.StandsAlone(c);
            if (alone)
            {
                Close();
            }

            if (_start < 0)
            {
                _start = result.Length;
                _originalStart = originalStart;
            }

            result.Append(c);
            _originalEnd = originalEnd;
            if (alone)
            {
                Close();
            }
        }

        public void Close()
        {
            if (_start < 0)
            {
                return;
            }

            var word = result.Since(_start);
            var (length, wordHash) = (word.Length, TextHash.Append(TextHash.Empty, word));
            var stem = Stemmer.Stem(word, out var replacesLast);
            var stemStart = replacesLast is { } last ? AppendStem(stem, last) : _start;
            var stemHash = stem == length ? wordHash : TextHash.Append(TextHash.Empty, result.Since(stemStart)[..stem]);
            result.Add(new Token(stemStart, stem, _start, length, _originalStart, _originalEnd, stemHash, wordHash, _clause));
            _start = -1;
        }

        /// <summary>Writes a stem whose last letter is not the word's own behind the word, which stays as it is.</summary>
        private readonly int AppendStem(int length, char last)
        {
            var start = result.Length;
            for (var i = 0; i < length - 1; i++)
            {
                result.Append(result.Since(_start)[i]);
            }

            result.Append(last);
            return start;
        }
    }
}
