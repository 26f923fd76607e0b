using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Rules;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests;

/// <summary>What holds of the rules and tables that travel with the program, whoever edits them.</summary>
public sealed class ShippedDataTests
{
    private static readonly RuleSetData RuleSet = Shipped.Data.RuleSet;
    private static readonly DestinationData Places = Shipped.Data.Destinations;

    [Theory]
    [InlineData("semiconductor")]
    [InlineData("semiconductorEquipment")]
    [InlineData("electronicComponent")]
    [InlineData("uav")]
    [InlineData("machineTool")]
    [InlineData("radio")]
    [InlineData("navigation")]
    [InlineData("optics")]
    [InlineData("bodyArmor")]
    [InlineData("helmet")]
    [InlineData("computer")]
    [InlineData("testEquipment")]
    [InlineData("bearing")]
    [InlineData("propulsion")]
    [InlineData("marine")]
    [InlineData("military")]
    public void The_categories_of_the_contract_exist_with_rules_in_three_languages_and_by_code(string code)
    {
        Assert.Contains(RuleSet.Categories, c => c.Code == code);
        var rules = RuleSet.Rules.Where(r => r.Category == code).ToArray();
        Assert.All(new[] { "en", "zh", "ru" }, lang => Assert.Contains(rules, r => r.Kind == "term" && r.Lang == lang));
        Assert.Contains(rules, r => r.Kind is "hsCode");
        Assert.Contains(rules, r => r.Kind is "eccn");
    }

    public static TheoryData<string> HighPriorityCodes => [.. RuleSet.Listings.Where(l => l.List == "CHPL").Select(l => l.Code)];

    [Theory]
    [MemberData(nameof(HighPriorityCodes))]
    public void Every_high_priority_code_is_found_by_itself(string code)
    {
        var line = Ship.Goods(null, hs: code).To("KZ").Line();
        Assert.Contains(line.Listings, l => l.List == "CHPL" && l.Extent == ListingExtent.Full);
        Assert.True(line.Verdict.IsAtLeast(Verdict.Review), $"{code}: {line.Verdict}");
    }

    [Fact]
    public void There_are_fifty_high_priority_codes_and_most_name_a_category()
    {
        Assert.Equal(50, HighPriorityCodes.Count);
        Assert.InRange(HighPriorityCodes.Count(row => Ship.Goods(null, hs: row.Data).To("KZ").Line().Categories.Any(c => c.Confidence >= 0.5)), 25, 50);
    }

    [Fact]
    public void Every_row_says_where_it_comes_from()
    {
        var rows = new[]
        {
            RuleSet.Categories.Select(r => ($"category {r.Code}", r.Citation)),
            RuleSet.Rules.Select(r => ($"rule {r.Rule} {r.Lang}", r.Citation)),
            RuleSet.VagueTerms.Select(r => ($"vague {r.Ordinal}", r.Citation)),
            RuleSet.Lists.Select(r => ($"list {r.List} {r.Tier}", r.Citation)),
            RuleSet.Listings.Select(r => ($"listing {r.List} {r.Code}", r.Citation)),
            RuleSet.Controls.Select(r => ($"control {r.Regime} {r.Entry}", r.Citation)),
            RuleSet.HsHeadings.Select(r => ($"heading {r.Code}", r.Citation)),
            RuleSet.HsRetired.Select(r => ($"retired code {r.Code}", r.Citation)),
            RuleSet.HsExpectations.Select(r => ($"expectation {r.Ordinal}", r.Citation)),
            Places.Destinations.Select(r => ($"destination {r.Code}", r.Citation)),
            Places.Reasons.Select(r => ($"reason {r.Code} {r.Reason}", r.Citation)),
            Places.Overrides.Select(r => ($"override {r.Code} {r.Category}", r.Citation)),
            Places.Embargoes.Select(r => ($"embargo {r.Code} {r.Issuer}", r.Citation)),
            Places.Groups.Select(r => ($"group {r.Code} {r.CountryGroup}", r.Citation)),
            RuleSet.Units.Select(r => ($"unit {r.Unit}", r.Citation)),
            RuleSet.Parameters.Select(r => ($"parameter {r.Parameter}", r.Citation)),
            RuleSet.Thresholds.Select(r => ($"threshold {r.Paragraph}", r.Citation)),
            RuleSet.Parties.NameWords.Select(r => ($"name word {r.Word}", r.Citation)),
            RuleSet.Parties.NameSettings.Select(r => ($"name setting {r.Key}", r.Citation)),
            RuleSet.Parties.Watchlists.Select(r => ($"list of parties {r.Code}", r.Citation)),
            RuleSet.Parties.WatchlistSections.Select(r => ($"section {r.List} {r.Section}", r.Citation)),
            Shipped.Data.Policy.Settings.Select(r => ($"setting {r.Key}", r.Citation)),
            // A measure may leave the citation to the row of the place that meets it, which always has one; a bare country has none.
            Shipped.Data.Policy.Measures.Select(r => ($"measure {r.Code}", r.Citation.Length > 0 || r.Places.Any(p => p.StartsWith("country:", StringComparison.Ordinal)) || r.Places.Length == 0 ? r.Citation : "of the place")),
        };
        Assert.Empty(rows.SelectMany(r => r).Where(r => string.IsNullOrWhiteSpace(r.Item2)).Select(r => r.Item1));
    }

    [Fact]
    public void Every_row_says_how_far_it_was_checked()
    {
        var rows = RuleSet.Listings.Select(r => ($"listing {r.List} {r.Code}", r.Verified))
            .Concat(RuleSet.Controls.Select(r => ($"control {r.Regime} {r.Entry}", r.Verified)))
            .Concat(RuleSet.Thresholds.Select(r => ($"threshold {r.Paragraph}", r.Verified)))
            .Concat(RuleSet.HsHeadings.Select(r => ($"heading {r.Code}", r.Verified)))
            .Concat(RuleSet.HsRetired.Select(r => ($"retired code {r.Code}", r.Verified)))
            .Concat(RuleSet.HsExpectations.Select(r => ($"expectation {r.Ordinal}", r.Verified)))
            .Concat(RuleSet.Parties.Watchlists.Select(r => ($"list of parties {r.Code}", r.Verified)))
            .Concat(RuleSet.Parties.WatchlistSections.Select(r => ($"section {r.List} {r.Section}", r.Verified)))
            .Concat(Places.Countries.Select(r => ($"country {r.Code}", r.Verified)))
            .Concat(Places.Destinations.Select(r => ($"destination {r.Code}", r.Verified)))
            .Concat(Places.Reasons.Select(r => ($"reason {r.Code} {r.Reason}", r.Verified)))
            .Concat(Places.Embargoes.Select(r => ($"embargo {r.Code} {r.Issuer}", r.Verified)))
            .Concat(Places.Groups.Select(r => ($"group {r.Code} {r.CountryGroup}", r.Verified)))
            .Concat(Shipped.Data.Policy.Measures.Select(r => ($"measure {r.Code}", r.Verified)));
        Assert.DoesNotContain(rows, r => r.Item2 is not ("yes" or "single" or "no"));
    }

    [Fact]
    public void No_row_ends_before_it_begins()
    {
        DatedRecord[] rows = [.. RuleSet.Rules, .. RuleSet.Listings, .. RuleSet.Controls, .. RuleSet.Lists, .. RuleSet.Categories, .. RuleSet.HsHeadings, .. RuleSet.HsRetired, .. RuleSet.HsExpectations, .. RuleSet.Units, .. RuleSet.Parameters, .. RuleSet.Thresholds, .. RuleSet.Parties.NameWords, .. RuleSet.Parties.WatchlistSections,
            .. Places.Destinations, .. Places.Reasons, .. Places.Overrides, .. Places.Embargoes, .. Places.Groups, .. Shipped.Data.Policy.Measures];
        Assert.DoesNotContain(rows, r => r.ValidFrom > r.ValidTo);
    }

    [Fact]
    public void Every_country_has_a_risk_today()
    {
        var without = Shipped.Snapshot.Destinations.Places.Where(p => p.At(Ship.Today).Risk is null).Select(p => p.Country.Code);
        Assert.Empty(without);
    }

    [Fact]
    public void A_partial_listing_alone_never_prohibits()
    {
        var wrong = new List<string>();
        foreach (var code in RuleSet.Listings.Where(l => l.Partial && l.Code.Length % 2 == 0).Select(l => l.Code).Distinct())
        {
            var line = Ship.Goods(null, hs: code).To("RU").Line();
            if (line.Verdict == Verdict.Prohibited && !line.Listings.Any(l => l.Extent == ListingExtent.Full))
            {
                wrong.Add(code);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_listing_that_nobody_checked_never_prohibits()
    {
        var codes = RuleSet.Listings.Where(l => l.Verified == "no" && l.Code.Length % 2 == 0).Select(l => l.Code).Distinct();
        var wrong = codes.Select(code => (code, Line: Ship.Goods(null, hs: code).To("RU").Line()))
            .Where(c => c.Line.Verdict == Verdict.Prohibited && c.Line.Listings.Where(l => l.Extent == ListingExtent.Full).All(l => l.Verified == "no"));
        Assert.Empty(wrong.Select(w => w.code));
    }

    [Fact]
    public void Every_embargoed_place_prohibits_or_reviews_whatever_goes_there()
    {
        foreach (var place in Places.Destinations.Where(d => d.Tier == 0 && d.Code is not ("RU" or "BY")))
        {
            var line = Ship.Goods("cotton shirts").To(place.Code).Line();
            Assert.True(line.Verdict.IsAtLeast(Verdict.Review), $"{place.Code}: {line.Verdict}");
            Assert.True(line.Destination.Embargoed);
        }
    }

    [Fact]
    public void Every_override_names_a_category_and_raises_the_risk()
    {
        Assert.All(Places.Overrides, o =>
        {
            Assert.Contains(RuleSet.Categories, c => c.Code == o.Category);
            Assert.True(o.Risk > Places.Destinations.Single(d => d.Code == o.Code).Risk, $"{o.Code} {o.Category}");
        });
    }

    [Fact]
    public void Every_rule_for_a_control_entry_has_entries_to_fire_on()
    {
        var entries = RuleSet.Controls.Select(c => c.Entry).ToHashSet(StringComparer.Ordinal);
        var dead = RuleSet.Rules.Where(r => r.Kind == "eccn").SelectMany(r => r.Values.Select(v => (r.Rule, Value: v)))
            .Where(v => !entries.Any(e => e.StartsWith(v.Value, StringComparison.Ordinal) || v.Value.StartsWith(e, StringComparison.Ordinal)));
        Assert.Empty(dead);
    }

    [Fact]
    public void Every_code_rule_fires_on_its_code()
    {
        foreach (var rule in Shipped.Snapshot.Rules.RuleRows.Where(r => r.Kind is RuleKind.HsCode or RuleKind.Eccn))
        {
            foreach (var value in rule.Values)
            {
                var line = rule.Kind == RuleKind.HsCode ? Ship.Goods(null, hs: value.PadRight(value.Length + value.Length % 2, '0')) : Declared(value);
                var evidence = EvidenceCollector.Collect(line, Shipped.Snapshot.Rules, Ship.Today, MatchingScratch.OfThisThread, out _);
                Assert.Contains(evidence ?? [], e => e.Evidence.Rule == rule.Rule);
            }
        }

        static LineItem Declared(string value) => Ship.Goods(null, eccn: value.Length >= 5 ? value : value + "001"[(value.Length - 2)..]);
    }

    /// <summary>Every file that the tables of the reference data's own page name has as many rows as they say.</summary>
    [Fact]
    public void The_page_of_the_reference_data_gives_the_rows_of_every_file()
    {
        var folder = Path.Combine(Repository.Root, "db", "reference");
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "README.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var file = new[] { Path.Combine(folder, cells[1]), Path.Combine(folder, "licensing", cells[1]) }.FirstOrDefault(File.Exists);
            if (file is not null && int.TryParse(cells[2], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture, out var rows))
            {
                Assert.Equal((cells[1], RowsOf(file)), (cells[1], rows));
                compared++;
            }
        }

        var all = Directory.EnumerateFiles(Path.Combine(folder, "licensing"), "*.csv").Sum(RowsOf);
        Assert.Contains(FormattableString.Invariant($"| licensing/ | {all:N0} |"), File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"exchange rates | {all:N0} |"), File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
        Assert.True(compared > 25);

        static int RowsOf(string path) => ReferenceFile.Read(path, r => r.Ordinal).Count;
    }

    /// <summary>What the documents say of the data is what the data is.</summary>
    [Fact]
    public void The_documents_give_the_numbers_of_the_data()
    {
        var terms = RuleSet.Rules.Where(r => r.Kind is "term" or "exclude").Sum(r => r.Values.Length);
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains(FormattableString.Invariant($"| {RuleSet.Rules.Count:N0} with {terms:N0} terms |"), readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"| {RuleSet.Makers.Count:N0}; {RuleSet.Families.Count:N0} with {RuleSet.Families.Sum(f => f.Models.Length):N0} patterns |"), readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"| {RuleSet.HsHeadings.Count:N0} headings; {RuleSet.HsRetired.Count} |"), readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"| Control entries: US Commerce Control List, EU Annex I | {RuleSet.Controls.Count:N0} |"), readme, StringComparison.Ordinal);
        var words = RuleSet.Parties.NameWords;
        Assert.Contains(FormattableString.Invariant($"| {words.Count:N0} with {words.Sum(w => w.Forms.Length):N0} forms |"), readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"| {RuleSet.Parties.Watchlists.Count}; {RuleSet.Parties.WatchlistSections.Count} | row by row |"), readme, StringComparison.Ordinal);
        var method = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scoring-method.md"));
        foreach (var spelling in RuleSet.Spellings.Where(s => s.Factor < 1))
        {
            Assert.Matches(FormattableString.Invariant($@"\| `{spelling.Spelling}`[^\n]*\| {spelling.Factor} \|"), method);
        }
    }
}
