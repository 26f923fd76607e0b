using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>15 CFR 774 Supp. 1.</summary>
public sealed class ControlListTests
{
    private static readonly string[] OfText = ["0A983", "2B001", "3A001"];

    [Fact]
    public void Entries_begin_where_a_paragraph_opens_with_their_number_and_not_where_one_is_named()
    {
        var table = ImportSteps.Ecfr(Texts.WithControls(OfText), 774).Tables[0];
        Assert.Equal(4, table.Read);
        Assert.Equal(["3A899"], table.Keys(RowChangeKind.Added));
        Assert.Empty(table.Keys(RowChangeKind.Ended));
    }

    [Fact]
    public void Controls_are_read_with_their_columns_and_scopes()
    {
        var row = Row("2B001");
        Assert.Equal(["NS2", "NP1", "AT1"], row.Reasons);
        Assert.Equal(["NS2", "AT1"], row.EntireEntryReasons);
        Assert.Equal("NS2:all|NP1:part|AT1:all", Detail(row, "reasons_scope"));
        Assert.Equal(("N/A", "N/A", ""), (Detail(row, "lvs_limit"), Detail(row, "gbs"), Detail(row, "sta_note")));
    }

    [Fact]
    public void Limits_that_differ_by_paragraph_and_special_conditions_are_said_so()
    {
        var row = Row("3A001");
        Assert.Equal(("USD 1500/3000/5000 (partial)", "partial", "STA limits"), (Detail(row, "lvs_limit"), Detail(row, "gbs"), Detail(row, "sta_note")));
        Assert.Equal("NS1:part|NS2:all|MT1:part|RS@WORLD:part|AT1:all|RS@AE+D1,D4,D5-A5,A6:part", Detail(row, "reasons_scope"));
    }

    [Fact]
    public void A_license_for_all_destinations_may_stand_in_a_sentence() =>
        Assert.Equal(["CC@WORLD"], Row("0A983").EntireEntryReasons);

    [Fact]
    public void Words_of_ours_and_what_the_text_does_not_have_stay()
    {
        var (before, after) = (Texts.Shipped.RuleSet.Controls.Single(c => c is { Regime: "US-EAR", Entry: "3A001" }), Row("3A001"));
        Assert.Equal((before.Heading, Detail(before, "thresholds"), Detail(before, "related_hs6")), (after.Heading, Detail(after, "thresholds"), Detail(after, "related_hs6")));
    }

    [Fact]
    public void A_new_entry_takes_the_heading_of_the_text_and_the_category_of_its_kin()
    {
        var row = Row("3A899");
        Assert.Equal("Widgets that are new on the list, as follows", row.Heading);
        Assert.Equal(("3 electronics", "A equipment and components", "USD 3000", "yes"), (Detail(row, "category"), Detail(row, "product_group"), Detail(row, "lvs_limit"), Detail(row, "gbs")));
        Assert.Equal(["AT1", "UN@746.1(b)", "SS@see_entry"], row.Reasons);
        Assert.Equal("AT1:except|UN@746.1(b):all", Detail(row, "reasons_scope"));
        Assert.Equal((Texts.AsOf, "15 CFR 774 Supp. 1, 3A899"), (row.ValidFrom, row.Citation));
    }

    [Fact]
    public void A_rule_in_words_is_left_to_a_person_and_named()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithControls(OfText), 774);
        Assert.Empty(outcome.Gaps());
        Assert.Equal(
            ["RS has a rule in words ('To or within the destinations that a section names, excluding others.'): kept as RS@AE+D1,D4,D5-A5,A6", "SS has a rule in words ('As the section on shortages says.'): SS@see_entry"],
            outcome.Notices.Select(n => n.Text).Where(t => t.Contains("rule in words", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_entry_without_rows_for_its_paragraphs_gets_them_and_others_keep_theirs()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithControls(OfText), 774);
        Assert.Equal(["3A899 AT1"], outcome.Tables.Single(t => t.Table == "licensing/control_reasons").Keys(RowChangeKind.Added).Where(k => k.StartsWith("3A8", StringComparison.Ordinal)));
        var reason = outcome.Data.RuleSet.Licensing.ControlReasons.Single(r => r.Entry == "3A899");
        Assert.Equal((".y", "", "single"), (reason.Except.Single(), reason.Decides, reason.Verified));
        Assert.All(outcome.Tables.Skip(1), table => Assert.Empty(table.Keys(RowChangeKind.Ended)));
        Assert.All(outcome.Tables.Skip(1), table => Assert.Empty(table.Keys(RowChangeKind.Changed)));
        Assert.Contains(outcome.Notices, n => n.Text.StartsWith("MT1 names the paragraphs '.a.1.a|.a.5.a'; the published rows", StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_that_is_gone_ends_and_a_row_that_is_no_entry_stays()
    {
        var outcome = ImportSteps.Ecfr(Texts.WithControls([.. OfText, "9A012", "EAR99"]), 774);
        Assert.Equal(["9A012"], outcome.Tables[0].Keys(RowChangeKind.Ended));
        Assert.Equal(new DateOnly(2026, 9, 30), outcome.Data.RuleSet.Controls.Single(c => c is { Regime: "US-EAR", Entry: "9A012" }).ValidTo);
    }

    [Fact]
    public void Limits_by_paragraph_become_rows_where_there_are_none_and_one_for_all_paragraphs_does_not()
    {
        var before = Texts.WithControls(OfText);
        before = before with { RuleSet = before.RuleSet with { Licensing = before.RuleSet.Licensing with { ControlExceptions = [] } } };
        var rows = ImportSteps.Ecfr(before, 774).Data.RuleSet.Licensing.ControlExceptions;
        Assert.All(rows, row => Assert.Equal("3A001", row.Entry));
        Assert.Equal((5000m, "yes", "a5a6"), Values(rows.Single(r => r.Paragraphs.Contains(".b.4"))));
        Assert.Equal((null, "no", "a5"), Values(rows.Single(r => r.Paragraphs.Contains(".b.2"))));
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(r => r.Ordinal));
    }

    private static (decimal?, string, string) Values(ControlExceptionRecord row) => (row.LvsUsd, row.Gbs, row.Sta);

    private static ControlRecord Row(string entry) => ImportSteps.Ecfr(Texts.WithControls(OfText), 774).Data.RuleSet.Controls.Single(c => c.Regime == "US-EAR" && c.Entry == entry);

    private static string Detail(ControlRecord row, string column) => RecordCells.Text(row, column);
}
