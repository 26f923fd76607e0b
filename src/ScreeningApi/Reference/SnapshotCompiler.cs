using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Destinations;
using Screening.Engine.Licensing;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Rules;
using Screening.Engine.Rules.Thresholds;
using Screening.Engine.Scoring;
using Screening.Engine.Text;

namespace ScreeningApi.Reference;

/// <summary>The reference data cannot be used: all findings, each with its place.</summary>
public sealed class ReferenceDataException(IEnumerable<RuleSetDiagnostic> diagnostics)
    : Exception("The reference data cannot be used:" + string.Concat(diagnostics.Select(d => $"\n  {d}")));

/// <summary>Turns records into the engine's documents and compiles them.</summary>
internal static class SnapshotCompiler
{
    /// <summary>Throws <see cref="ReferenceDataException"/> with every finding.</summary>
    public static ScreeningSnapshot Compile(ReferenceData data)
    {
        // As long as all the rest together, and independent of it: this thread does the rest meanwhile.
        var compiling = Task.Run(() => (Rules: RuleSetCompiler.Compile(DocumentOf(data.RuleSet), out var findings, (first, second) => Parallel.Invoke(first, second)), Findings: findings));
        var destinations = DestinationRiskTable.Compile(DocumentOf(data.Destinations), out var destinationFindings);
        var policy = ScoringPolicy.Compile(DocumentOf(data.Policy), out var policyFindings);
        var licenses = LicenseTables.Compile(LicensingDocuments.Of(data.RuleSet, data.Destinations), out var licenseFindings);
        var (names, watchlists) = (NameDocuments.NamesOf(data.RuleSet.Parties), NameDocuments.WatchlistsOf(data.RuleSet.Parties));
        var lexicon = LexiconOf(names, out var nameFindings);
        var (rules, ruleFindings) = compiling.GetAwaiter().GetResult();
        RuleSetDiagnostic[] partyFindings = [.. NamesDocumentCheck.Run(names), .. nameFindings, .. WatchlistsDocumentCheck.Run(watchlists)];
        return rules is not null && destinations is not null && policy is not null && licenses is not null && partyFindings.Length == 0
            ? new ScreeningSnapshot(rules, destinations, policy) { Licenses = licenses, Names = lexicon, WatchlistRules = watchlists }
            : throw new ReferenceDataException([.. ruleFindings, .. destinationFindings, .. policyFindings, .. licenseFindings, .. partyFindings]);
    }

    /// <summary>Null without a finding for rule sets from before there were words of names.</summary>
    private static NameLexicon? LexiconOf(NamesDocument names, out ImmutableArray<RuleSetDiagnostic> findings)
    {
        findings = [];
        return names.Settings.IsEmpty && names.Words.IsEmpty ? null : NameLexicon.Compile(names, out findings);
    }

    internal static RuleSetDocument DocumentOf(RuleSetData data) => new()
    {
        Version = data.Version,
        Categories = [.. data.Categories.Select(c => new CategoryRow(c.Code, c.Name, c.Sensitivity, c.Description, c.Citation, Validity(c)))],
        Rules = [.. data.Rules.Select(r => new RuleRow(
            r.Rule, r.Category, Parse<RuleKind>(r.Kind, $"rule {r.Rule}"), r.Lang, r.Strength, [.. r.Values],
            r.Scope.Length == 0 ? ExclusionScope.Phrase : Parse<ExclusionScope>(r.Scope, $"rule {r.Rule}"), [.. r.Targets], r.Note, r.Citation, Validity(r)))],
        Lists = [.. data.Lists.Select(l => new ListRow(l.List, l.Tier, l.Name, l.Regime, l.Weight, l.Citation, Validity(l)))],
        Listings = [.. data.Listings.Select(l => new ListingRow(l.List, l.Tier, l.Code, l.Partial, l.Description, l.Citation, l.Verified, Validity(l)))],
        Controls = [.. data.Controls.Where(c => c.Entry != "EAR99").Select(c => new ControlRow(
            c.Regime, c.Entry, c.Heading, [.. c.Reasons], [.. c.EntireEntryReasons], c.Series, Details(c.Details), c.Citation, c.Verified, Validity(c)))],
        VagueTerms = [.. data.VagueTerms.SelectMany(v => v.Values)],
        Makers = [.. data.Makers.Select(m => new MakerRow(m.Maker, [.. m.Names], [.. m.Categories.Select(c => MakerCategory(m.Maker, c))], m.Note, m.Citation, m.Verified, Validity(m)))],
        Families = [.. data.Families.Select(f => new FamilyRow(f.Maker, f.Family, f.Category, [.. f.Models], f.Strength, f.Alone, f.Note, f.Citation, f.Verified, Validity(f)))],
        Words = WordsOf(data),
        Units = [.. data.Units.Select(u => new UnitRow(u.Unit, u.Singular, [.. u.Spellings], u.Dimension, u.Factor, u.BaseOffset, u.Citation, Validity(u)))],
        Parameters = [.. data.Parameters.Select(p => new ParameterRow(
            p.Parameter, p.Name, Parse<ParameterKind>(p.Kind, $"parameter {p.Parameter}"), p.Dimension, p.Unit, p.IsDefault, p.IsBare,
            [.. p.Categories], [.. p.Cues], [.. p.Values], [.. p.Levels], p.Citation, Validity(p)))],
        Thresholds = [.. data.Thresholds.Select(t => new ThresholdRow(
            t.Paragraph, [.. t.Regimes], t.Category, t.Conditions, t.Margin, t.Asks, t.Strength, t.Text, t.Citation, t.Verified, Validity(t)))],
        Hs = HsOf(data),
    };

    private static HsDocument HsOf(RuleSetData data) => new()
    {
        Headings = [.. data.HsHeadings.Select(h => new HsHeadingRow(h.Code, [.. h.Subheadings], h.Citation, Validity(h)))],
        Retired = [.. data.HsRetired.Select(r => new HsRetiredRow(r.Code, [.. r.Successors], r.Note, r.Citation, r.Verified, Validity(r)))],
        Expectations = [.. data.HsExpectations.Select(e => new HsExpectationRow(
            e.Category, Parse<ExpectationKind>(e.Kind, $"expectation for {e.Category}"), [.. e.Codes], e.Goods, e.Citation, e.Verified, Validity(e)))],
    };

    private static WordRulesDocument WordsOf(RuleSetData data) => new()
    {
        Spellings = [.. data.Spellings.Select(s => new SpellingRow(Parse<Spelling>(s.Spelling, $"spelling {s.Spelling}"), s.Factor, s.MinLetters, s.Note, s.Citation))],
        LookAlikes = [.. data.LookAlikes.Select(l => new LookAlikeRow(Characters(l.Character, 1, "look-alike")[0], l.Latin, l.Cyrillic, l.Citation))],
        HanVariants = [.. data.HanVariants.SelectMany(h => h.Pairs).Select(p => Characters(p, 2, "Han variant")).Select(p => new HanVariantRow(p[0], p[1]))],
        Inflections = [.. data.Inflections.Select(i => new InflectionRow(i.Lang, i.IsPrefix, [.. i.Endings], i.Becomes, i.MinStem, i.Citation))],
        OrdinaryWords = [.. data.OrdinaryWords.Select(o => new OrdinaryWordsRow(o.Lang, [.. o.Words], o.Citation))],
    };

    private static string Characters(string text, int count, string what) => text.Length == count ? text
        : throw new ReferenceDataException([new RuleSetDiagnostic($"{what} '{text}'", $"found {text.Length} characters, expected {count} of the basic plane")]);

    /// <summary><c>semiconductor:0.6</c>.</summary>
    private static MakerCategory MakerCategory(string maker, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && double.TryParse(text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var strength)
            ? new MakerCategory(text[..colon], strength)
            : throw new ReferenceDataException([new RuleSetDiagnostic($"maker {maker}", $"found '{text}', expected a category and a strength such as semiconductor:0.6")]);
    }

    internal static DestinationDocument DocumentOf(DestinationData data) => new()
    {
        Version = data.Version,
        Countries = [.. data.Countries.Select(c => new CountryRow(c.Code, c.Iso3, c.Name, [.. c.Aliases], c.Parent))],
        Destinations = [.. data.Destinations.Select(d => new DestinationRow(d.Code, d.Name, d.Tier, d.Risk, d.Citation, d.Verified, Validity(d)))],
        Reasons = [.. data.Reasons.Select(r => new DestinationReasonRow(r.Code, r.Reason, r.Text, r.Citation, r.Verified, Validity(r)))],
        Overrides = [.. data.Overrides.Select(o => new DestinationOverrideRow(o.Code, o.Category, o.Risk, o.Reason, o.Text, o.Citation, Validity(o)))],
        Embargoes = [.. data.Embargoes.Select(e => new EmbargoRow(e.Code, e.Name, e.Issuer, e.Kind, e.Note, e.Citation, e.Verified, Validity(e)))],
        Groups = [.. data.Groups.Select(g => new CountryGroupRow(g.Code, g.CountryGroup, g.Citation, g.Verified, Validity(g)))],
    };

    internal static PolicyDocument DocumentOf(PolicyData data) => new()
    {
        Version = data.Version,
        Settings = [.. data.Settings.Select(s => new SettingRow(s.Key, s.Value, s.Description, s.Citation))],
        Measures = [.. data.Measures.Select(m => new MeasureRow(
            m.Code, Parse<MeasureEffect>(m.Effect, $"measure {m.Code}"), [.. m.Roles], [.. m.Places], [.. m.Items], m.Circumstance, m.Floor, m.Weight, m.Text,
            m.Citation, m.Verified, Validity(m)))],
    };

    internal static Validity Validity(DatedRecord row) => new(
        row.ValidFrom == DateOnly.MinValue ? null : row.ValidFrom, row.ValidTo == DateOnly.MaxValue ? null : row.ValidTo);

    private static ImmutableSortedDictionary<string, string> Details(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal static T Parse<T>(string text, string where) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) ? value
            : throw new ReferenceDataException([new RuleSetDiagnostic(where, $"found '{text}', expected one of {string.Join(", ", Enum.GetNames<T>())}")]);
}
