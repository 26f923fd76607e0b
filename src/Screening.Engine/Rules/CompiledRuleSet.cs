using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Rules;

/// <summary>A rule set ready to be matched against: immutable, shared by all requests.</summary>
public sealed class CompiledRuleSet
{
    public string Version { get; }

    /// <summary>In order of their codes; a category's number is its place here.</summary>
    public ImmutableArray<CategoryRow> Categories { get; }

    /// <summary>The rules as written; a rule in two languages stands here twice.</summary>
    public ImmutableArray<RuleRow> RuleRows { get; }

    /// <summary>What is known about the control lists, by regime and entry.</summary>
    public ImmutableArray<ControlRow> ControlEntries { get; }

    /// <summary>The HS codes that exist, and how they are read.</summary>
    public HsNomenclature Nomenclature => Hs.Nomenclature;

    internal CompiledHs Hs { get; init; } = CompiledHs.Empty;
    internal CompiledRule[] Rules { get; }
    internal PhraseUse[] Phrases { get; }
    internal WordRules Words { get; }
    internal CompiledCatalogue Catalogue { get; init; } = null!;
    internal TermIndex Terms { get; }
    internal CodePrefixIndex<int> HsRules { get; }
    internal CodePrefixIndex<int> EccnRules { get; }
    internal CodePrefixIndex<CompiledListing> Listings { get; }
    internal FrozenDictionary<string, ControlRow[]> Controls { get; }
    internal CompiledParameters Parameters { get; init; } = null!;

    internal CompiledRuleSet(RuleSetDocument document, ImmutableArray<CategoryRow> categories, CompiledRule[] rules, CompiledVocabulary vocabulary, CompiledListing[] listings)
    {
        Version = document.Version;
        Categories = categories;
        ControlEntries = document.Controls;
        RuleRows = document.Rules;
        Rules = rules;
        Phrases = vocabulary.Phrases;
        Words = vocabulary.Words;
        Terms = vocabulary.Index;
        HsRules = CodesOf(document, RuleKind.HsCode);
        EccnRules = CodesOf(document, RuleKind.Eccn);
        Listings = new CodePrefixIndex<CompiledListing>(listings.Select(l => KeyValuePair.Create(l.Row.Code, l)));
        Controls = document.Controls.GroupBy(c => c.Entry).ToFrozenDictionary(g => g.Key, g => g.OrderBy(c => c.Regime, StringComparer.Ordinal).ToArray());
    }

    private static CodePrefixIndex<int> CodesOf(RuleSetDocument document, RuleKind kind) =>
        new(document.Rules.Index().Where(r => r.Item.Kind == kind).SelectMany(r => r.Item.Values.Select(v => KeyValuePair.Create(v, r.Index))));
}

/// <summary>A rule after compilation.</summary>
/// <param name="Targets">For an exclusion, one bit for each category it weakens.</param>
internal sealed record CompiledRule(RuleRow Row, int Category, ulong Targets);

/// <summary>A code on a list, with the tier's weight.</summary>
internal sealed record CompiledListing(ListingRow Row, ListRow List);

/// <summary>All phrases of a rule set, and what each is used for.</summary>
internal sealed record CompiledVocabulary(TermIndex Index, PhraseUse[] Phrases, WordRules Words);

/// <summary>
/// A further part of a value whose parts must all be found. Common words are parts of dozens of values each, and most texts hold the first
/// part of none of them: all there is to know stands in the phrase's number, below zero, so that such a hit costs no look-up.
/// </summary>
internal static class LaterPart
{
    private const int PartBits = 2;

    public static int Number(int alternative, int part) => ~((alternative << PartBits) | part);

    public static bool Is(int phrase) => phrase < 0;

    /// <summary>Number of the value it is a part of.</summary>
    public static int AlternativeOf(int phrase) => ~phrase >> PartBits;

    /// <summary>Which part of the value, from 1.</summary>
    public static int PartOf(int phrase) => ~phrase & ((1 << PartBits) - 1);
}

/// <summary>What a phrase stands for; further parts of a value are none of these, but a <see cref="LaterPart"/>.</summary>
/// <param name="Rule">Number of the rule, <see cref="Vague"/>, or a maker.</param>
/// <param name="Alternative">Number of the value it is a part of, unique in the rule set.</param>
/// <param name="Part">Which part of the value, from 0.</param>
/// <param name="Parts">How many parts must all be found.</param>
/// <param name="Words">For a name of a maker: hash of its words as they are written, for names have no endings.</param>
internal readonly record struct PhraseUse(int Rule, int Alternative, int Part, int Parts, ulong Words = 0)
{
    public const int Vague = -1;
    private const int FirstMaker = -2;

    /// <summary>A name of a maker; one that is also a word or an abbreviation counts only beside a model.</summary>
    public static PhraseUse OfMaker(int maker, bool isAmbiguous, ulong words) => new(FirstMaker - maker, -1, isAmbiguous ? 1 : 0, 1, words);

    /// <summary>Number of the maker, or -1 when the phrase names none.</summary>
    public int Maker => Rule <= FirstMaker ? FirstMaker - Rule : -1;

    public bool IsAmbiguousMaker => Rule <= FirstMaker && Part == 1;
}
