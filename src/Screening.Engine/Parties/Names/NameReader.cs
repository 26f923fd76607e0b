using System.Collections.Immutable;
using System.Text;
using Screening.Engine.Text;

namespace Screening.Engine.Parties.Names;

/// <summary>
/// Reads a name: finds what its words are by the longest forms of the lexicon, writes the rest in Latin letters, and weighs each word.
/// No name comes out empty: a name of nothing but a legal form is that legal form.
/// </summary>
internal sealed class NameReader(NameLexicon lexicon)
{
    /// <summary>UTF-16 units that are read; no real name is as long.</summary>
    public const int MaxLength = 1000;

    private readonly NormalizedText _scratch = new();
    private readonly char[] _phrase = new char[MaxLength * 4];

    public PartyName Read(string text)
    {
        var words = NameWords.Split(text.Length > MaxLength ? text[..MaxLength] : text, _scratch);
        var letters = LettersOf(text);
        var forms = FindForms(lexicon.Corrections.Correct(GluedForms.Split(words, lexicon)));
        var isInverted = IsInverted(text, forms);
        if (AreInitials(forms, words))
        {
            SplitInitials(forms);
        }

        MarkLegalForms(forms, words);
        var tokens = ImmutableArray.CreateBuilder<NameToken>(words.Count);
        foreach (var form in forms)
        {
            AddToken(form, words, isInverted, tokens);
        }

        if (tokens.Count == 0)
        {
            tokens.Add(new NameToken(Unreadable(text) is { Length: > 0 } signs ? signs : Nobody, NameTokenKind.Plain, -1, lexicon.Settings.PlainWeight, 0, text.Length));
        }

        if (tokens.Count > NameWords.MaxTokens)
        {
            tokens.Count = NameWords.MaxTokens;
        }

        return new PartyName(text, letters, tokens.ToImmutable(), LooksLikePerson(tokens, isInverted));
    }

    /// <summary>All letters and digits as they were sent, but for case, accents and width; the signs of a name that has no others.</summary>
    private NameLetters LettersOf(string text)
    {
        var (key, ends) = (new StringBuilder(text.Length), new List<short>());
        foreach (var token in _scratch.Tokens)
        {
            key.Append(_scratch.Word(token));
            ends.Add((short)key.Length);
        }

        key.Append(text.AsSpan(Math.Min(text.Length, MaxLength)));
        return new NameLetters(key.Length > 0 ? key.ToString() : Unreadable(text), [.. ends]);
    }

    /// <summary>A name of signs alone still differs from other names; one of blanks is nobody's.</summary>
    private static string Unreadable(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Stands where a name has nothing at all; no other word is like it.</summary>
    private const string Nobody = "\0";

    /// <summary>A run of words that a form of the lexicon covers, or one word that none does.</summary>
    private record struct Piece(int First, int Count, LexiconForm Form, bool IsLegalForm);

    private List<Piece> FindForms(List<NameWord> words)
    {
        var pieces = new List<Piece>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            var (count, form) = LongestAt(i, words);
            if (count == 0 && pieces.Count > 0 && Continues(words, pieces[^1], i))
            {
                pieces[^1] = pieces[^1] with { Count = pieces[^1].Count + 1 };
                i++;
                continue;
            }

            pieces.Add(new Piece(i, Math.Max(count, 1), form, false));
            i += Math.Max(count, 1);
        }

        return pieces;
    }

    /// <summary>Characters of a script without spaces that no form covers make one word.</summary>
    private static bool Continues(List<NameWord> words, in Piece last, int at) =>
        last.Form.Meanings.IsDefaultOrEmpty && words[at].Start == words[at - 1].End
        && Romanization.WritesNoSpaces(words[at].Text[0]) && Romanization.WritesNoSpaces(words[at - 1].Text[0]);

    private (int Count, LexiconForm Form) LongestAt(int first, List<NameWord> words)
    {
        var (length, best, bestForm) = (0, 0, LexiconForm.Beginning);
        for (var i = first; i < words.Count && i < first + NameLexicon.LongestForm; i++)
        {
            length = Append(words[i].Text, i == first, length);
            if (length < 0 || !lexicon.TryFind(_phrase.AsSpan(0, length), out var form))
            {
                break;
            }

            (best, bestForm) = form.Meanings.IsEmpty ? (best, bestForm) : (i - first + 1, form);
        }

        return (best, bestForm);
    }

    private int Append(string word, bool isFirst, int length)
    {
        if (length + word.Length + 1 > _phrase.Length)
        {
            return -1;
        }

        if (!isFirst)
        {
            _phrase[length++] = ' ';
        }

        word.CopyTo(_phrase.AsSpan(length));
        return length + word.Length;
    }

    /// <summary>Letters that a form covers, and that are initials, are a piece each.</summary>
    private static void SplitInitials(List<Piece> pieces)
    {
        var first = pieces[0];
        pieces.RemoveAt(0);
        pieces.InsertRange(0, Enumerable.Range(first.First, first.Count).Select(i => new Piece(i, 1, LexiconForm.Beginning, false)));
    }

    /// <summary>
    /// Legal forms stand at the end of a name or at its beginning; in the middle only forms of three letters or more are taken for one
    /// (as, co and sa are also words and parts of names).
    /// </summary>
    private static void MarkLegalForms(List<Piece> pieces, List<NameWord> words)
    {
        for (var i = pieces.Count - 1; i >= 0 && IsLegal(pieces[i]); i--)
        {
            pieces[i] = pieces[i] with { IsLegalForm = true };
        }

        for (var i = 0; i < pieces.Count && IsLegal(pieces[i]); i++)
        {
            pieces[i] = pieces[i] with { IsLegalForm = true };
        }

        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            pieces[i] = IsLegal(piece) && (piece.Count > 1 || words[piece.First].IsDotted || words[piece.First].Text.Length > 2) ? piece with { IsLegalForm = true } : piece;
        }
    }

    /// <summary>Two or three letters with dots before a name that says nothing of trade: A.S. Makarenko, and not a legal form that people write first.</summary>
    private static bool AreInitials(List<Piece> pieces, List<NameWord> words)
    {
        if (pieces.Count < 2 || pieces[0].Form.Meanings.IsDefaultOrEmpty)
        {
            return false;
        }

        var (piece, first) = (pieces[0], words[pieces[0].First]);
        var letters = piece.Count == 1 ? (first.IsDotted ? first.Text.Length : 0) : Enumerable.Range(piece.First, piece.Count).All(i => words[i].Text.Length == 1) ? piece.Count : 0;
        return letters is > 1 and <= MostInitials
            && pieces.Skip(1).All(p => p.Form.Meanings.IsDefaultOrEmpty || p.Form.Find(NameWordKind.GivenName) >= 0 || p.Form.Find(NameWordKind.Surname) >= 0);
    }

    private static bool IsLegal(in Piece piece) => piece.Form.Find(NameWordKind.LegalForm) >= 0;

    private void AddToken(in Piece piece, List<NameWord> words, bool isInverted, ImmutableArray<NameToken>.Builder tokens)
    {
        var (start, end) = (words[piece.First].Start, words[piece.First + piece.Count - 1].End);
        var (kind, word) = MeaningOf(piece, isInverted);
        if (word >= 0)
        {
            var key = Romanization.Of(string.Concat(Enumerable.Range(piece.First, piece.Count).Select(i => words[i].Text)));
            tokens.Add(new NameToken(key, KindOf(kind), word, WeightOf(piece, words, lexicon.Words[word]), start, end - start) { IsCorrected = words[piece.First].IsCorrected });
            return;
        }

        var text = piece.Count == 1 ? words[piece.First].Text : string.Concat(Enumerable.Range(piece.First, piece.Count).Select(i => words[i].Text));
        var romanized = Romanization.Of(text);
        if (words[piece.First] is { IsDotted: true, Text.Length: > 1 and <= MostInitials } dotted)
        {
            AddInitials(dotted, tokens);
        }
        else if (romanized.Length > 0 && lexicon.LegalParts.Contains(text))
        {
            tokens.Add(new NameToken(romanized, NameTokenKind.LegalForm, -1, lexicon.Settings.LegalPartWeight, start, end - start));
        }
        else if (romanized.Length > 0)
        {
            tokens.Add(Plain(romanized, start, end - start) with { HasNoVowels = Romanization.LeavesVowelsOut(text[0]), IsHan = Romanization.IsHan(text[0]) });
        }
    }

    /// <summary>A word that only looks like a misspelled word of trade may be a name all the same: it counts half as one.</summary>
    private double WeightOf(in Piece piece, List<NameWord> words, NameWordRow row)
    {
        var isDoubtful = row.Kind != NameWordKind.LegalForm && words[piece.First].IsCorrected;
        return Math.Max(isDoubtful ? (row.Weight + lexicon.Settings.PlainWeight) / 2 : row.Weight, MinWeight);
    }

    /// <summary>Every word counts for something, so that a name of legal forms alone is still a name.</summary>
    private const double MinWeight = 0.01;

    /// <summary>J.C. and A.S.: each letter stands for a name, as J. C. does.</summary>
    private void AddInitials(in NameWord dotted, ImmutableArray<NameToken>.Builder tokens)
    {
        for (var i = 0; i < dotted.Text.Length; i++)
        {
            if (Romanization.Of(dotted.Text.AsSpan(i, 1)) is { Length: > 0 } letter)
            {
                tokens.Add(Plain(letter[..1], dotted.Start + (2 * i), 1));
            }
        }
    }

    private const int MostInitials = 3;

    private NameToken Plain(string key, int start, int length)
    {
        var settings = lexicon.Settings;
        var number = NumberText.Of(key);
        return number is not null ? new NameToken(number, NameTokenKind.Number, -1, settings.NumberWeight, start, length)
            : key.Length == 1 ? new NameToken(key, NameTokenKind.Initial, -1, settings.InitialWeight, start, length)
            : new NameToken(key, NameTokenKind.Plain, -1, WeightOf(key.Length), start, length);
    }

    /// <summary>Short words distinguish less; from five letters on all count the same.</summary>
    private double WeightOf(int letters)
    {
        const int Short = 2, Full = 5;
        var share = Math.Clamp((letters - Short) / (double)(Full - Short), 0, 1);
        return lexicon.Settings.ShortWeight + (share * (lexicon.Settings.PlainWeight - lexicon.Settings.ShortWeight));
    }

    private static (NameWordKind Kind, int Word) MeaningOf(in Piece piece, bool isInverted)
    {
        if (piece.Form.Meanings.IsDefaultOrEmpty)
        {
            return default((NameWordKind, int)) with { Item2 = -1 };
        }

        if (piece.IsLegalForm)
        {
            return (NameWordKind.LegalForm, piece.Form.Find(NameWordKind.LegalForm));
        }

        foreach (var kind in isInverted ? PersonFirst : CompanyFirst)
        {
            if (piece.Form.Find(kind) is >= 0 and var word)
            {
                return (kind, word);
            }
        }

        return default((NameWordKind, int)) with { Item2 = -1 };
    }

    private static readonly NameWordKind[] PersonFirst = [NameWordKind.Title, NameWordKind.GivenName, NameWordKind.Surname, NameWordKind.Particle, NameWordKind.Place, NameWordKind.Trade];
    private static readonly NameWordKind[] CompanyFirst = [NameWordKind.Trade, NameWordKind.Place, NameWordKind.GivenName, NameWordKind.Surname, NameWordKind.Title, NameWordKind.Particle];

    private static NameTokenKind KindOf(NameWordKind kind) => kind switch
    {
        NameWordKind.LegalForm => NameTokenKind.LegalForm,
        NameWordKind.Trade => NameTokenKind.Trade,
        NameWordKind.Particle => NameTokenKind.Particle,
        NameWordKind.Title => NameTokenKind.Title,
        NameWordKind.GivenName => NameTokenKind.GivenName,
        NameWordKind.Surname => NameTokenKind.Surname,
        _ => NameTokenKind.Place,
    };

    /// <summary>"AL-TIKRITI, Saddam Hussein": one comma, and nothing behind it that is a legal form or a word of trade.</summary>
    private static bool IsInverted(string text, List<Piece> pieces)
    {
        var comma = text.AsSpan().IndexOfAny(',', '،', '，');
        if (comma <= 0 || text.AsSpan(comma + 1).IndexOfAny(',', '،', '，') >= 0)
        {
            return false;
        }

        foreach (var piece in pieces)
        {
            if (!piece.Form.Meanings.IsDefaultOrEmpty && (IsLegal(piece) && piece.Form.Meanings.Length == 1 || piece.Form.Find(NameWordKind.Trade) >= 0 && piece.Form.Meanings.Length == 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool LooksLikePerson(ImmutableArray<NameToken>.Builder tokens, bool isInverted)
    {
        var hasGivenName = false;
        foreach (var token in tokens)
        {
            if (token.Kind is NameTokenKind.LegalForm or NameTokenKind.Trade or NameTokenKind.Number)
            {
                return false;
            }

            hasGivenName |= token.Kind is NameTokenKind.GivenName or NameTokenKind.Surname;
        }

        return isInverted || (hasGivenName && tokens.Count > 1);
    }
}
