using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Parties.Names;

/// <summary>The words of the data, compiled: which words of a name are legal forms, words of trade, particles, common names or places.</summary>
public sealed class NameLexicon
{
    /// <summary>Words of a form that are looked up together; a longer form is a fault of the data.</summary>
    internal const int LongestForm = 12;

    private readonly Dictionary<string, LexiconForm>.AlternateLookup<ReadOnlySpan<char>> _forms;

    private NameLexicon(NameSettings settings, Dictionary<string, LexiconForm> forms, NamesDocument document)
    {
        Settings = settings;
        Document = document;
        _forms = forms.GetAlternateLookup<ReadOnlySpan<char>>();
        Corrections = new LexiconCorrections(forms, Words);
        LegalParts = LegalPartsOf(forms);
    }

    /// <summary>Words that stand in the long legal forms and mean nothing else: liability, obshchestvo.</summary>
    internal FrozenSet<string> LegalParts { get; }

    /// <summary>Typing errors in legal forms and words of trade.</summary>
    internal LexiconCorrections Corrections { get; }

    internal NameSettings Settings { get; }

    /// <summary>What it was compiled of.</summary>
    public NamesDocument Document { get; }

    internal ImmutableArray<NameWordRow> Words => Document.Words;

    /// <summary>From this score on a match is a hit, unless the caller says otherwise.</summary>
    public double Threshold => Settings.Threshold;

    /// <summary>Below this score nothing is returned, unless the caller says otherwise.</summary>
    public double Cutoff => Settings.Cutoff;

    /// <summary>From this score on a hit has the effect of its list; below it somebody must look.</summary>
    public double Confirmed => Settings.Confirmed;

    /// <summary>Share, 0 to 1, from which on what listed parties own counts as listed.</summary>
    public double OwnershipThreshold => Settings.OwnershipThreshold;

    /// <param name="phrase">Folded words, one space between them.</param>
    internal bool TryFind(ReadOnlySpan<char> phrase, out LexiconForm form) => _forms.TryGetValue(phrase, out form);

    /// <summary>Null, and at least one diagnostic, when the document cannot be used.</summary>
    public static NameLexicon? Compile(NamesDocument document, out ImmutableArray<RuleSetDiagnostic> diagnostics)
    {
        var found = ImmutableArray.CreateBuilder<RuleSetDiagnostic>();
        var settings = NameSettings.Compile(document.Settings, found);
        var forms = new Dictionary<string, LexiconForm>(StringComparer.Ordinal);
        var words = new NormalizedText();
        foreach (var (index, row) in document.Words.Index())
        {
            foreach (var form in row.Forms)
            {
                Add(form, (index, row), forms, words, found);
            }
        }

        diagnostics = found.ToImmutable();
        return settings is not null && diagnostics.IsEmpty ? new NameLexicon(settings, forms, document) : null;
    }

    private static FrozenSet<string> LegalPartsOf(Dictionary<string, LexiconForm> forms) => forms
        .Where(f => f.Key.Contains(' ') && f.Value.Find(NameWordKind.LegalForm) >= 0).SelectMany(f => f.Key.Split(' '))
        .Where(w => w.Length >= ShortestLegalPart && !(forms.TryGetValue(w, out var alone) && !alone.Meanings.IsEmpty)).ToFrozenSet(StringComparer.Ordinal);

    private const int ShortestLegalPart = 5;

    private static void Add(string form, (int Index, NameWordRow Row) word, Dictionary<string, LexiconForm> forms, NormalizedText words, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var phrase in NameWords.PhrasesOf(form, words))
        {
            if (phrase.Length == 0 || phrase.Count(c => c == ' ') >= LongestForm)
            {
                found.Add(new($"name word {word.Row.Word}", $"found the form '{form}', expected 1 to {LongestForm} words"));
                return;
            }

            forms[phrase] = forms.TryGetValue(phrase, out var known) ? known.With(word.Row.Kind, word.Index) : LexiconForm.Of(word.Row.Kind, word.Index);
            for (var end = phrase.LastIndexOf(' '); end > 0; end = phrase.LastIndexOf(' ', end - 1))
            {
                // The beginnings of a form are there too, so that a search stops where no form goes on.
                forms.TryAdd(phrase[..end], LexiconForm.Beginning);
            }
        }
    }
}

/// <summary>The words that a form may be: at most one of each kind, the first that the data name.</summary>
internal readonly record struct LexiconForm(ImmutableArray<(NameWordKind Kind, int Word)> Meanings)
{
    /// <summary>No form by itself, but one begins with it.</summary>
    public static LexiconForm Beginning { get; } = new([]);

    public static LexiconForm Of(NameWordKind kind, int word) => new([(kind, word)]);

    public LexiconForm With(NameWordKind kind, int word) => Find(kind) >= 0 ? this : new(Meanings.Add((kind, word)));

    /// <summary>The word of this kind; -1 when there is none.</summary>
    public int Find(NameWordKind kind)
    {
        foreach (var (known, word) in Meanings)
        {
            if (known == kind)
            {
                return word;
            }
        }

        return -1;
    }
}
