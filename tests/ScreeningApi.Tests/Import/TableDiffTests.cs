using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>What becomes of rows when a text is laid over them.</summary>
public sealed class TableDiffTests
{
    private const string List = "UK-3E";

    private static readonly ListingRecord Known = Texts.Goods(List, "8471");

    [Fact]
    public void Two_copies_that_agree_make_a_row_verified_and_both_are_named()
    {
        var (rows, change) = Lay([Known], Said("8471"));
        Assert.Equal((1, 1), (change.Confirmed, change.NewlyVerified));
        Assert.Equal(("yes", "the official text; agrees with another copy", "2026-10-01"), (rows[0].Verified, rows[0].Source, rows[0].AsOf));
        Assert.Equal(Known.ValidFrom, rows[0].ValidFrom);
    }

    [Fact]
    public void The_same_copy_on_another_day_is_no_second_one()
    {
        var (rows, change) = Lay([Known with { Source = ImportSteps.Source }], Said("8471"));
        Assert.Equal(0, change.NewlyVerified);
        Assert.Equal(("single", ImportSteps.Source, "2026-10-01"), (rows[0].Verified, rows[0].Source, rows[0].AsOf));
    }

    [Fact]
    public void A_row_that_nobody_had_checked_is_no_copy() =>
        Assert.Equal(("single", ImportSteps.Source), Of(Lay([Known with { Verified = "no" }], Said("8471")).Rows[0]));

    [Fact]
    public void The_same_text_laid_over_twice_changes_nothing_the_second_time()
    {
        var once = Lay([Known, Texts.Goods(List, "9999")], Said("8471"), Said("8472"));
        var twice = Lay(once.Rows, Said("8471"), Said("8472"));
        Assert.True(once.Change.IsAny);
        Assert.False(twice.Change.IsAny);
        Assert.Equal(once.Rows.OrderBy(r => r.Code), twice.Rows.OrderBy(r => r.Code));
    }

    [Fact]
    public void A_fact_that_began_on_the_day_of_the_text_is_corrected_in_place()
    {
        var (rows, _) = Lay([Known with { ValidFrom = Texts.AsOf }], Said("8471", isPartial: true));
        Assert.Equal((true, Texts.AsOf, DateOnly.MaxValue), (rows[0].Partial, rows[0].ValidFrom, rows[0].ValidTo));
        Assert.Single(rows);
    }

    [Fact]
    public void A_fact_that_would_begin_and_end_on_one_day_never_held() =>
        Assert.DoesNotContain(Lay([Known with { ValidFrom = Texts.AsOf }], Said("8472")).Rows, r => r.Code == "8471");

    [Fact]
    public void Rows_that_do_not_hold_on_the_day_are_left_alone()
    {
        ListingRecord[] others = [Known with { ValidTo = new(2020, 1, 1) }, Known with { ValidFrom = new(2030, 1, 1) }];
        var (rows, change) = Lay(others, Said("8472"));
        Assert.Empty(change.Keys(RowChangeKind.Ended));
        Assert.All(others, other => Assert.Contains(other, rows));
    }

    [Fact]
    public void A_fact_that_comes_back_begins_after_the_days_it_had_and_ends_before_those_to_come()
    {
        ListingRecord[] others = [Known with { ValidFrom = new(2020, 1, 1), ValidTo = new(2020, 12, 31) }, Known with { ValidFrom = new(2030, 1, 1) }];
        var (rows, _) = Lay(others, new SaidRow<ListingRecord>($"{List} 8471", "", _ => Known with { ValidFrom = new(2020, 1, 1) }));
        Assert.Contains(rows, r => (r.ValidFrom, r.ValidTo) == (Texts.AsOf, new DateOnly(2029, 12, 31)));
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void A_key_that_comes_twice_is_a_gap()
    {
        var reading = new TextReading<ListingRecord>();
        reading.Said.AddRange([Said("8471"), Said("8471", isPartial: true)]);
        var (rows, _) = TableDiff<ListingRecord>.Of(Table, [], reading, ImportSteps.Terms());
        Assert.False(Assert.Single(rows).Partial);
        Assert.Contains("a second time", Assert.Single(reading.Notices).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 9, false)]
    [InlineData(10, 8, true)]
    [InlineData(9, 8, true)]
    [InlineData(100, 90, false)]
    public void More_than_a_tenth_gone_is_too_much(int published, int said, bool isTooMuch)
    {
        string Code(int i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"84{i:00}");
        var change = Lay([.. Enumerable.Range(0, published).Select(i => Texts.Goods(List, Code(i)))], [.. Enumerable.Range(0, said).Select(i => Said(Code(i)))]).Change;
        Assert.Equal(isTooMuch, change.LosesTooMuch);
    }

    [Fact]
    public void A_table_without_a_past_is_changed_in_place()
    {
        var heading = Texts.Shipped.RuleSet.HsHeadings[0];
        var table = ReferenceTables.All.OfType<ReferenceTable<HsHeadingRecord>>().Single();
        var reading = new TextReading<HsHeadingRecord>();
        reading.Said.Add(new SaidRow<HsHeadingRecord>(heading.Code, "", known => known! with { Subheadings = ["99"] }));
        var rows = TableDiff<HsHeadingRecord>.Of(table, [heading], reading, ImportSteps.Terms()).Rows;
        Assert.Equal((heading.ValidFrom, "99"), (Assert.Single(rows).ValidFrom, rows[0].Subheadings.Single()));
    }

    private static ReferenceTable<ListingRecord> Table => ReferenceTables.Listings("listings", [List]);

    private static (IReadOnlyList<ListingRecord> Rows, TableChange Change) Lay(IReadOnlyList<ListingRecord> published, params SaidRow<ListingRecord>[] said)
    {
        var reading = new TextReading<ListingRecord>();
        reading.Said.AddRange(said);
        return TableDiff<ListingRecord>.Of(Table, published, reading, ImportSteps.Terms());
    }

    private static SaidRow<ListingRecord> Said(string code, bool isPartial = false) =>
        new($"{List} {code}", "line 1", known => (known ?? Texts.Goods(List, code)) with { Partial = isPartial });

    private static (string, string) Of(ListingRecord row) => (row.Verified, row.Source);
}
