using System.Collections.Immutable;
using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>How much a word counts when it is not written as the vocabulary has it.</summary>
/// <param name="Factor">In (0, 1]: what remains of a term's strength.</param>
/// <param name="MinLetters">Shorter words are not looked at in this way.</param>
public sealed record SpellingRow(Spelling Spelling, double Factor, int MinLetters, string Note, string Citation);

/// <summary>A character that is drawn like a letter of another script.</summary>
/// <param name="Latin">The Latin letter; of two letters each is tried; empty when there is none.</param>
/// <param name="Cyrillic">The Cyrillic letter; empty when there is none.</param>
public sealed record LookAlikeRow(char Character, string Latin, string Cyrillic, string Citation);

/// <summary>A traditional or Japanese character and its simplified form: the same word, whichever is written.</summary>
public sealed record HanVariantRow(char Variant, char Simplified);

/// <summary>Endings (or beginnings) that words of a language take.</summary>
/// <param name="IsPrefix">True for what stands before the word, such as the Arabic article.</param>
/// <param name="Becomes">What stands in its place in the plain word; mostly nothing.</param>
/// <param name="MinStem">Letters that must be left.</param>
public sealed record InflectionRow(string Language, bool IsPrefix, ImmutableArray<string> Endings, string Becomes, int MinStem, string Citation);

/// <summary>Words that are one or two letters away from a word of the vocabulary and mean something else: prone, loser.</summary>
public sealed record OrdinaryWordsRow(string Language, ImmutableArray<string> Words, string Citation);

/// <summary>What helps to recognise a word that is not in the vocabulary as it stands.</summary>
public sealed record WordRulesDocument
{
    public static WordRulesDocument Empty { get; } = new();

    public ImmutableArray<SpellingRow> Spellings { get; init; } = [];
    public ImmutableArray<LookAlikeRow> LookAlikes { get; init; } = [];
    public ImmutableArray<HanVariantRow> HanVariants { get; init; } = [];
    public ImmutableArray<InflectionRow> Inflections { get; init; } = [];
    public ImmutableArray<OrdinaryWordsRow> OrdinaryWords { get; init; } = [];
}

/// <summary>The same, compiled: tables that are read once a character or once a word.</summary>
internal sealed class WordRules
{
    private const int BasicPlane = char.MaxValue + 1;

    private readonly SpellingRow?[] _spellings = new SpellingRow?[Enum.GetValues<Spelling>().Length];
    private readonly HashSet<ulong> _ordinary = [];
    private readonly char[] _simplified = new char[BasicPlane];

    public static WordRules None { get; } = new(WordRulesDocument.Empty);

    public WordRules(WordRulesDocument document)
    {
        foreach (var row in document.Spellings)
        {
            _spellings[(int)row.Spelling] = row;
        }

        foreach (var row in document.LookAlikes)
        {
            Latin[row.Character] = row.Latin.Length > 0 ? row.Latin[0] : '\0';
            OtherLatin[row.Character] = row.Latin.Length > 0 ? row.Latin[^1] : '\0';
            Cyrillic[row.Character] = row.Cyrillic.Length > 0 ? row.Cyrillic[0] : '\0';
        }

        foreach (var row in document.HanVariants)
        {
            _simplified[row.Variant] = row.Simplified;
        }

        Inflections = new InflectionTable(document.Inflections);
        AddOrdinary(document.OrdinaryWords);
    }

    /// <summary>By character: the Latin letter it is drawn like, or nothing.</summary>
    public char[] Latin { get; } = new char[BasicPlane];

    public char[] OtherLatin { get; } = new char[BasicPlane];

    public char[] Cyrillic { get; } = new char[BasicPlane];

    public InflectionTable Inflections { get; }

    /// <summary>What remains of a term's strength; nothing is taken from a spelling that no row speaks of.</summary>
    public double FactorOf(Spelling spelling) => _spellings[(int)spelling]?.Factor ?? 1;

    public string NoteOf(Spelling spelling) => _spellings[(int)spelling]?.Note ?? "";

    /// <summary>The simplified form of a character; the character itself where there is no other.</summary>
    public char Simplified(char c) => _simplified[c] is var simplified and not '\0' ? simplified : c;

    /// <summary>Whether words of this many letters may be read in this way; never without a row that says so.</summary>
    public bool Allows(Spelling spelling, int letters) => _spellings[(int)spelling] is { } row && letters >= row.MinLetters;

    public int MinLetters(Spelling spelling) => _spellings[(int)spelling]?.MinLetters ?? int.MaxValue;

    /// <summary>Whether the word means something else, so that it is no typing error.</summary>
    public bool IsOrdinary(in Token token) => _ordinary.Contains(token.StemHash) || _ordinary.Contains(token.WordHash);

    private void AddOrdinary(ImmutableArray<OrdinaryWordsRow> rows)
    {
        var text = new NormalizedText();
        foreach (var word in rows.SelectMany(r => r.Words))
        {
            TextNormalizer.Normalize(word, text);
            foreach (var token in text.Tokens)
            {
                _ordinary.Add(token.StemHash);
                _ordinary.Add(token.WordHash);
            }
        }
    }
}
