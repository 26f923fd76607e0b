using Screening.Engine.Items;
using ScreeningApi.Quality;
using ScreeningApi.Reference;

namespace ScreeningApi.Tests.Quality;

/// <summary>Rule sets of two categories and a few words, and a corpus that fits them.</summary>
internal static class SmallRules
{
    private static readonly ReferenceData Shipped = ReferenceFolder.Read(ReferenceFolder.Shipped);

    public static LabelledCorpus Corpus { get; } = new()
    {
        Checksum = "",
        Rows = [Row("uav", "blue widget"), Row("uav", "red widget"), Row("uav", "gadget", "8806.23"), Row("radio", "buzzer"), Row(CorpusRow.NoCategory, "toy widget"), Row(CorpusRow.NoCategory, "paper")],
    };

    /// <summary>Rules that know these words, by category.</summary>
    public static ReferenceData Of(string version, params (string Category, string[] Words)[] terms) => Shipped with
    {
        RuleSet = Shipped.RuleSet with
        {
            Version = version,
            Categories = [.. Shipped.RuleSet.Categories.Where(c => c.Code is "uav" or "radio")],
            Rules = [.. terms.Select(t => Rule(t.Category, t.Words))],
            Makers = [],
            Families = [],
            Lists = [],
            Listings = [],
            Controls = [],
            Licensing = new LicensingData(),
            Parties = new PartiesData(),
            Parameters = [],
            Thresholds = [],
            HsExpectations = [],
        },
    };

    private static RuleRecord Rule(string category, string[] words) => new()
    {
        Rule = $"{category}.words", Category = category, Kind = "term", Lang = "en", Strength = 0.9, Values = words, Citation = "test",
    };

    private static CorpusRow Row(string category, string description, string? code = null) => new(
        description, "en", category == CorpusRow.NoCategory ? CorpusRowKind.Lookalike : CorpusRowKind.Named, category,
        HsCode.TryParse(code, out var hs, out _) ? hs : null, description);
}
