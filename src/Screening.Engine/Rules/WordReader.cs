using System.Text;
using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>
/// Reads the tokens of a text as words of the vocabulary. A word that stands as the vocabulary has it costs one look-up. Only a word
/// that does not is looked at again: as a form of a word, with look-alike letters, with digits for letters, as a compound, and last
/// with a typing error. Each way is allowed, and weighed, by data.
/// </summary>
internal sealed class WordReader
{
    private const int LongestMended = 40;
    private const int ShortestRun = 4;

    private readonly TokenTable _table;
    private readonly KnownWord[] _known;
    private readonly WordRules _rules;
    private readonly TypingErrorIndex _errors;

    /// <summary>Stands for this vocabulary where words are remembered, which outlives it.</summary>
    private readonly object _identity = new();

    public WordReader(TokenTable table, KnownWord[] known, WordRules rules)
    {
        _table = table;
        _known = known;
        _rules = rules;
        _errors = new TypingErrorIndex(known, rules);
    }

    public void Read(ReadOnlySpan<char> original, NormalizedText text, TokenReadings readings)
    {
        var tokens = text.Tokens;
        readings.Clear(tokens.Length);
        readings.Mended.Use(_identity);
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            var spelling = Spelling.AsWritten;
            var id = token.WordLength == 1 ? FindCharacter(text.Word(token)[0]) : _table.Find(token.StemHash, text.Stem(token));
            if (id < 0 && token.WordLength > 1)
            {
                id = Recall(original, text, i, readings, out spelling);
            }

            readings.Set(i, id, spelling);
            if (i + 1 < tokens.Length && tokens[i + 1].Clause == token.Clause && !CharacterFolding.StandsAlone(text.Stem(token)[0]))
            {
                ReadJoined(text, i, readings);
            }
        }
    }

    private int FindCharacter(char c)
    {
        var simplified = _rules.Simplified(c);
        ReadOnlySpan<char> word = [simplified];
        return _table.Find(TextHash.Append(TextHash.Empty, word), word);
    }

    /// <summary>"quad copter" for a vocabulary that has "quadcopter", and "d r o n e".</summary>
    private void ReadJoined(NormalizedText text, int first, TokenReadings readings)
    {
        var tokens = text.Tokens;
        var end = text.Stem(tokens[first + 1]);
        var word = text.Word(tokens[first]);
        var id = _table.Find(TextHash.Append(tokens[first].WordHash, end), word, end);
        if (id >= 0)
        {
            readings.AddOther(first, new Reading(id, first + 2, Spelling.AsWritten), Reading.None);
        }

        var beginsRun = tokens[first].WordLength == 1 && (first == 0 || tokens[first - 1].WordLength > 1);
        if (beginsRun && tokens.Length - first >= ShortestRun)
        {
            ReadSpacedOut(text, first, readings);
        }
    }

    private void ReadSpacedOut(NormalizedText text, int first, TokenReadings readings)
    {
        var tokens = text.Tokens;
        Span<char> letters = stackalloc char[LongestMended];
        var count = 0;
        while (count < letters.Length && first + count < tokens.Length && tokens[first + count].WordLength == 1 && tokens[first + count].Clause == tokens[first].Clause
            && !CharacterFolding.StandsAlone(text.Word(tokens[first + count])[0]))
        {
            letters[count] = text.Word(tokens[first + count])[0];
            count++;
        }

        for (var length = count; length >= ShortestRun && _rules.Allows(Spelling.SpacedOut, length); length--)
        {
            var id = FindWord(letters[..length]);
            id = id >= 0 ? id : FindDigits(letters[..length]);
            if (id >= 0)
            {
                readings.AddOther(first, new Reading(id, first + length, Spelling.SpacedOut), Reading.None);
                return;
            }
        }
    }

    /// <summary>What was found out about a word before is not searched for again.</summary>
    private int Recall(ReadOnlySpan<char> original, NormalizedText text, int at, TokenReadings readings, out Spelling spelling)
    {
        var token = text.Tokens[at];
        var word = text.Word(token);
        if (word.IndexOfAnyInRange('0', '9') >= 0 || word.Length > LongestMended)
        {
            // Numbers and part numbers hardly come twice, and are soon done with.
            return Mend(original, text, at, readings, out spelling);
        }

        var key = new MendedKey(token.WordHash, word, Ascii.IsValid(word) ? [] : original[token.OriginalStart..token.OriginalEnd]);
        if (!readings.Mended.TryFind(key, out var mended))
        {
            var id = Mend(original, text, at, readings, out spelling);
            var (first, second) = readings.LastCompound(at);
            readings.Mended.Keep(key, new MendedWord(id, spelling, first, second));
            return id;
        }

        if (mended.Second >= 0)
        {
            readings.AddOther(at, new Reading(mended.First, at, Spelling.Compound), new Reading(mended.Second, at + 1, Spelling.Compound));
        }

        spelling = mended.Spelling;
        return mended.Id;
    }

    private int Mend(ReadOnlySpan<char> original, NormalizedText text, int at, TokenReadings readings, out Spelling spelling)
    {
        var token = text.Tokens[at];
        var word = text.Word(token);
        spelling = Spelling.AsWritten;
        if (word.Length > LongestMended || CharacterFolding.StandsAlone(word[0]))
        {
            return -1;
        }

        var hasDigit = word.IndexOfAnyInRange('0', '9') >= 0;
        var id = hasDigit ? -1 : _rules.Inflections.Find(word, _table, _known);
        if (id < 0 && word.IndexOfAnyExceptInRange('\0', '\x7F') >= 0)
        {
            spelling = Spelling.LookAlike;
            id = FindLookAlike(original[token.OriginalStart..token.OriginalEnd], word);
        }

        if (id < 0 && hasDigit && _rules.Allows(Spelling.DigitForLetter, word.Length))
        {
            spelling = Spelling.DigitForLetter;
            id = FindDigits(word);
        }

        return id >= 0 || hasDigit || _rules.IsOrdinary(token) ? id : FindCompoundOrError(text, at, readings, out spelling);
    }

    private int FindCompoundOrError(NormalizedText text, int at, TokenReadings readings, out Spelling spelling)
    {
        var token = text.Tokens[at];
        var word = text.Word(token);
        if (_rules.Allows(Spelling.Compound, word.Length))
        {
            ReadCompound(text, at, readings);
        }

        var id = _errors.Find(text.Stem(token), word.Length, _table, out spelling);
        return id < 0 && token.Length != word.Length ? _errors.Find(word, word.Length, _table, out spelling) : id;
    }

    /// <summary>Two known words in one: thermalcamera, Kampfdrohne. Of a German compound the second is enough: it says what the thing is.</summary>
    private void ReadCompound(NormalizedText text, int at, TokenReadings readings)
    {
        var word = text.Word(text.Tokens[at]);
        var hash = TextHash.Empty;
        for (var split = 1; split <= word.Length - 4; split++)
        {
            hash = TextHash.Append(hash, word.Slice(split - 1, 1));
            if (split < 3)
            {
                continue;
            }

            var first = _table.Find(hash, word[..split]);
            var second = first >= 0 || _rules.Allows(Spelling.Compound, word.Length - split + 3) ? FindWord(word[split..]) : -1;
            if (second >= 0 && (first >= 0 || IsHead(second)))
            {
                readings.AddOther(at, new Reading(first, at, Spelling.Compound), new Reading(second, at + 1, Spelling.Compound));
                return;
            }
        }
    }

    /// <summary>Languages that write compounds as one word.</summary>
    private bool IsHead(int id) => _known[id] is { IsWhole: true, Stem.Length: >= 6 } word && word.Languages.Contains("de");

    private int FindWord(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[LongestMended];
        word.CopyTo(stem);
        var length = Stemmer.Stem(word, out var replacesLast);
        if (replacesLast is { } last)
        {
            stem[length - 1] = last;
        }

        var id = _table.Find(TextHash.Append(TextHash.Empty, stem[..length]), stem[..length]);
        return id >= 0 ? id : _rules.Inflections.Find(word, _table, _known);
    }

    private int FindLookAlike(ReadOnlySpan<char> original, ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[LongestMended];
        if (TryRedraw(original, _rules.Latin, letters, out var count) && FindWord(letters[..count]) is var latin and >= 0)
        {
            return latin;
        }

        return word.IndexOfAnyInRange('a', 'z') >= 0 && TryRedraw(original, _rules.Cyrillic, letters, out count) ? FindWord(letters[..count]) : -1;
    }

    /// <summary>Writes the text in the letters of a table; what the table does not have is folded as usual.</summary>
    private static bool TryRedraw(ReadOnlySpan<char> original, char[] drawnLike, Span<char> letters, out int count)
    {
        count = 0;
        foreach (var c in original)
        {
            var drawn = drawnLike[c];
            if (drawn == '\0' && (!CharacterFolding.TryFold(c, out drawn) || drawn <= CharacterFolding.Ignored))
            {
                continue;
            }

            if (count == letters.Length)
            {
                return false;
            }

            letters[count++] = drawn;
        }

        return count > 0;
    }

    private int FindDigits(ReadOnlySpan<char> word)
    {
        var letters = word.Length - word.CountAny("0123456789");
        if (letters * 2 < word.Length)
        {
            return -1;
        }

        var isCyrillic = word.IndexOfAnyInRange('\u0400', '\u04FF') >= 0;
        var id = FindRedrawn(word, isCyrillic ? _rules.Cyrillic : _rules.Latin);
        return id >= 0 || isCyrillic || !word.Contains('1') ? id : FindRedrawn(word, _rules.OtherLatin);
    }

    private int FindRedrawn(ReadOnlySpan<char> word, char[] drawnLike)
    {
        Span<char> letters = stackalloc char[LongestMended];
        for (var i = 0; i < word.Length; i++)
        {
            letters[i] = char.IsAsciiDigit(word[i]) && drawnLike[word[i]] is var drawn and not '\0' ? drawn : word[i];
        }

        return FindWord(letters[..word.Length]);
    }
}
