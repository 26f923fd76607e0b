using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Licensing;

/// <summary>End uses in words, the value of an order, and what an entry says of exceptions, each by a table.</summary>
[Trait("Category", "Licensing")]
public sealed class LicensePartsTests
{
    private static readonly StatedFacts Stated = LicenseInputs.Tables.Stated;

    [Theory]
    [InlineData("for military use", "military")]
    [InlineData("MILITARY  USE", "military")]
    [InlineData("for the army's military-use vehicles", "military")]
    [InlineData("Für militärische Zwecke", "military")]
    [InlineData("usage militaire", "military")]
    [InlineData("uso militar", "military")]
    [InlineData("для военных нужд", "military")]
    [InlineData("军事用途", "military")]
    [InlineData("nuclear reactor", "nuclear")]
    [InlineData("ballistic missile", "missile")]
    [InlineData("chemical weapons", "chemicalBiological")]
    [InlineData("supercomputer", "supercomputer")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("non-military use", "")]
    [InlineData("not for military use", "")]
    [InlineData("paramilitaryx", "")]
    [InlineData("university research", "")]
    [InlineData("non-military, then military use after all", "military")]
    public void An_end_use_is_found_in_words(string text, string kind)
    {
        var found = Stated.KindNames(Stated.Terms.Read(text)).ToList();
        Assert.True(kind.Length == 0 ? found.Count == 0 : found.Contains(kind), string.Join(", ", found));
    }

    [Fact]
    public void Every_term_of_the_table_states_its_kind() => Assert.All(
        LicenseInputs.Tables.Document.EndUseTerms.Where(t => t.Kind != EndUseTerms.NoAnswer).SelectMany(t => t.Values.Select(v => (t.Kind, Value: v))), term =>
            Assert.Contains(term.Kind, Stated.KindNames(Stated.Terms.Read($"goods 123 {term.Value}, for Acme"))));

    [Theory]
    [InlineData("unknown", false)]
    [InlineData("To be advised.", false)]
    [InlineData("-", false)]
    [InlineData("", false)]
    [InlineData("未知", false)]
    [InlineData("unknown to us is only the colour: bakery", true)]
    [InlineData("烘焙", true)]
    public void A_text_that_stands_in_the_place_of_an_end_use_states_none(string text, bool isAnswer) => Assert.Equal(isAnswer, Stated.Terms.IsAnswer(text));

    /// <summary>2B001.b is controlled for NP1 only below a travel and an accuracy: the exporter says whether it is.</summary>
    [Theory]
    [InlineData(null, LicenseRequirement.Unknown)]
    [InlineData(0, LicenseRequirement.NotRequired)]
    [InlineData(1, LicenseRequirement.Required)]
    [InlineData(5, LicenseRequirement.Unknown)]
    public void What_decides_beside_the_paragraph_is_answered_by_a_value_of_the_line(int? answer, LicenseRequirement requirement)
    {
        var item = Ship.Goods(null, eccn: "2B001.b.2") with { OriginCountry = Ship.Place("US") };
        var line = ((answer is { } value ? item.Declaring("np1", value) : item).To("IN") with { EndUse = "moulds for toys", Origin = Ship.Place("US") }).Line();
        var license = line.Licenses.Single(l => l.Regime == "US-EAR");
        Assert.Equal((requirement, false), (license.Requirement, license.Verified));
        Assert.False(line.HasFinding("unknownParameter"));
    }

    [Fact]
    public void A_word_that_two_languages_share_is_taken_back_by_the_words_of_either() =>
        Assert.Equal(0UL, Stated.Terms.Read("a bank, no supercomputer, not military, not a supercomputer"));

    [Fact]
    public void Words_that_take_an_end_use_back_do_so_only_right_before_it()
    {
        var terms = EndUseTerms.Compile([new EndUseTermRow("military", "en", ["military use", "军事"], ["non", "not for", "非"])], _ => 1);
        Assert.Equal([0UL, 0, 1, 1, 0, 1, 0, 1], new[] { "non-military use", "Not for: military use", "not for sale. military use", "non military use, military use", "nonmilitary use", "military\tUSE", "非军事", "军事" }.Select(terms.Read));
    }

    [Fact]
    public void Any_character_can_be_read() => Property.Holds(Texts.Any, text => Stated.Terms.Read(text) == Stated.Terms.Read(text + "  "), cases: 2_000);

    /// <summary>As long as a field can be, full of words that are looked at and taken back; and every character that becomes several.</summary>
    [Fact]
    public void A_long_text_is_read_to_its_end()
    {
        var taken = string.Concat(Enumerable.Repeat("non-military use ", 20_000));
        Assert.Equal(0UL, Stated.Terms.Read(taken));
        Assert.Contains("military", Stated.KindNames(Stated.Terms.Read(taken + ", military use")));
        var characters = string.Concat(Enumerable.Range(0, char.MaxValue).Select(c => (char)c));
        Assert.Contains("nuclear", Stated.KindNames(Stated.Terms.Read(characters + " nuclear reactor")));
    }

    [Theory]
    [InlineData("3A001.a.2", "5000", "USD", "holds")]
    [InlineData("3A001.a.2", "5000.01", "USD", "fails")]
    [InlineData("3A001.a.2", "0", "USD", "holds")]
    [InlineData("3A001.a.2", "4251.33", "EUR", "holds")]
    [InlineData("3A001.a.2", "4251.34", "EUR", "fails")]
    [InlineData("3A001.a.2", "700000", "JPY", "holds")]
    [InlineData("3A001.a.2", "800000", "JPY", "fails")]
    [InlineData("3A001.a.2", "100", "RUB", "unknown")]
    [InlineData("3A001.a.2", "100", "AED", "unknown")]
    [InlineData("3A001.a.2", "100", null, "unknown")]
    [InlineData("3A001.a.2", null, null, "unknown")]
    [InlineData("3A001.a.2", "79228162514264337593543950335", "GBP", "fails")]
    [InlineData("3A001.b.8", "1", "USD", "fails")]
    [InlineData("3A001.c", "1500", "USD", "holds")]
    [InlineData("3A001.c", "1500.01", "USD", "fails")]
    public void The_value_of_an_order_is_within_the_limit_or_not(string eccn, string? amount, string? currency, string outcome)
    {
        var goods = (Ship.Goods(null, eccn: eccn) with
        {
            OriginCountry = Ship.Place("US"),
            Value = amount is null ? null : new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency),
        }).To("BR") with
        { EndUse = "research" };
        var lvs = goods.Determine()[0].Exceptions.Single(e => e.Code == "LVS");
        Assert.Equal(outcome, lvs.Conditions.Single(c => c.Condition == "lvsValue").Outcome.ToString(), ignoreCase: true);
    }

    [Fact]
    public void The_rate_is_the_one_of_the_day()
    {
        var goods = Ship.Goods(null, eccn: "3A001.a.2") with { OriginCountry = Ship.Place("US"), Value = new Money(4_500, "EUR") };
        Assert.Equal(ConditionOutcome.Fails, On(Ship.Today));
        Assert.Equal(ConditionOutcome.Holds, On(new DateOnly(2024, 7, 1)));
        Assert.Equal(ConditionOutcome.Unknown, On(new DateOnly(2019, 7, 1)));

        ConditionOutcome On(DateOnly date) => (goods.To("BR") with { DecisiveDate = date }).Determine()[0].Exceptions.Single(e => e.Code == "LVS").Conditions.Single(c => c.Condition == "lvsValue").Outcome;
    }

    /// <summary>An entry that says one thing of its paragraphs .a.1, another of .a, nothing of .b, and the rest for the whole.</summary>
    [Theory]
    [InlineData("gbs", ".a.1", "holds")]
    [InlineData("gbs", ".a.1.x", "holds")]
    [InlineData("gbs", ".a.2", "fails")]
    [InlineData("gbs", ".a", "unknown")]
    [InlineData("gbs", ".b", "unknown")]
    [InlineData("gbs", ".c", "fails")]
    [InlineData("gbs", "", "unknown")]
    [InlineData("sta:a5", ".a.1", "holds")]
    [InlineData("sta:a6", ".a.1", "holds")]
    [InlineData("sta:a5", ".a.2", "holds")]
    [InlineData("sta:a6", ".a.2", "fails")]
    [InlineData("sta:a5", ".c", "fails")]
    [InlineData("allows:TSR", ".a.1", "holds")]
    [InlineData("allows:APP", ".a.1", "fails")]
    [InlineData("allows:APP", ".a.2", "unknown")]
    [InlineData("allows:ENC", ".a.2", "fails")]
    [InlineData("allows:APP", ".c", "fails")]
    [InlineData("gbs", ".d", "unknown")]
    public void What_an_entry_says_of_exceptions_is_read_for_the_paragraph(string test, string declared, string outcome)
    {
        var trail = new FactTrail();
        Assert.True(EntryTest.IsKnown(test));
        Assert.Equal(outcome, EntryTest.Try(Made(declared), test, ref trail).ToString(), ignoreCase: true);
    }

    [Theory]
    [InlineData(".a.1", 3000, "holds", "3000")]
    [InlineData(".a.1", 3001, "fails", "3000")]
    [InlineData(".a", 500, "holds", "500 to 3000")]
    [InlineData(".a", 3000, "unknown", "500 to 3000")]
    [InlineData(".a", 3001, "fails", "500 to 3000")]
    [InlineData(".b", 1, "unknown", "")]
    [InlineData(".c", 0, "fails", "0")]
    [InlineData(".d", 0, "unknown", "")]
    [InlineData(".a.1", null, "unknown", "3000")]
    [InlineData(".c", null, "fails", "0")]
    public void A_limit_is_read_for_the_paragraph(string declared, int? amount, string outcome, string limits)
    {
        var trail = new FactTrail();
        Assert.Equal(outcome, EntryTest.WithinLimit(Made(declared), amount, ref trail, out var found).ToString(), ignoreCase: true);
        Assert.Equal(limits, found.Lowest is null ? "" : found.Lowest == found.Highest ? $"{found.Lowest}" : $"{found.Lowest} to {found.Highest}");
    }

    [Theory]
    [InlineData("lvs")]
    [InlineData("sta:a7")]
    [InlineData("allow:TSR")]
    [InlineData("")]
    public void A_test_of_an_entry_that_nobody_knows_is_refused(string test) => Assert.False(EntryTest.IsKnown(test));

    private static ClassifiedItem Made(string declared)
    {
        var source = new Provenance("own", "", "yes", default);
        var row = new ControlledEntryRow("US-EAR", "9A900", "", [], "USD 3000 (partial)", "partial", ["TSR", "APP"], true, "", false, [], source);
        ImmutableArray<EntryExceptionRow> rows =
        [
            new("US-EAR", "9A900", [".a.1"], 3000, "yes", "a5a6", ["TSR"], source),
            new("US-EAR", "9A900", [".a"], 500, "no", "a5", [], source),
            new("US-EAR", "9A900", [".b"], null, "", "", [], source),
            new("US-EAR", "9A900", [".d"], 9000, "yes", "a5a6", ["APP"], source with { Verified = "no" }),
            new("US-EAR", "9A900", [], 0, "no", "none", ["none"], source),
        ];
        return new ClassifiedItem(default(LicensedItem) with { Inferred = [], Listings = [] }, "9A900", declared, new ControlledEntry(row, [], rows), LicenseInputs.Tables.On(Ship.Today));
    }
}
