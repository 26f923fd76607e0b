using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Suppressions;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

public sealed class SuppressionSetTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static readonly WatchlistEntry Entry = new()
    {
        Id = "7", Section = "A", Kind = EntryKind.Entity, Names = [new("Marlin Trading", WatchlistNameKind.Primary), new("Marlin", WatchlistNameKind.Weak)],
        Addresses = [new("1 Quay Road", "AE")], Identifiers = [new("Register", "AB-12345", null)], Programs = ["P1", "P2"], ListedOn = new DateOnly(2020, 1, 2), Owners = [new("Owner", null, 0.3)],
    };

    private static readonly Suppression Decided = new()
    {
        Id = Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), PartyKey = PartyKey.Of("Marlin Trading LLC"), List = "X-1", EntryId = "7", EntryDigest = EntryContent.DigestOf(Entry),
        Effect = WatchlistEffect.Prohibited, ReasonCode = "differentParty", Reason = "another register number", Author = "key", ExpiresOn = Today,
    };

    private static readonly PartyQuery Party = new() { Name = "Marlin Trading LLC", Country = "DE" };
    private static readonly SuppressionFacts Facts = new() { Date = Today, Destination = "DE", Consignees = ["Marlin Trading LLC"], Items = [new(["uav"], "880623")] };

    public static TheoryData<string, PartyQuery, bool> Parties => new()
    {
        { "as sent", Party, true },
        { "in other case and punctuation", Party with { Name = "MARLIN  trading, L.L.C." }, true },
        { "with another country where none was decided on", Party with { Country = null }, true },
        { "another name", Party with { Name = "Marlin Trading 2 LLC" }, false },
        { "one letter less", Party with { Name = "Marlin Tradin LLC" }, false },
        { "with a number that is not the entry's", Party with { Identifiers = ["ZZ 99999"] }, true },
        { "with the entry's own number", Party with { Identifiers = ["ab 12345"] }, false },
    };

    [Theory, MemberData(nameof(Parties))]
    public void A_suppression_holds_for_the_party_it_was_decided_for(string what, PartyQuery party, bool holds) =>
        Assert.True(Find(Decided, party, Entry, Facts) is not null == holds, what);

    [Fact]
    public void A_country_or_an_address_that_was_decided_on_must_be_sent_again()
    {
        var decided = Decided with { Country = "DE", AddressKey = PartyKey.Of("Hafenstr. 1") };
        Assert.NotNull(Find(decided, Party with { Address = "hafenstr 1" }, Entry, Facts));
        Assert.All(
            [Party with { Address = "Hafenstr. 2" }, Party, Party with { Address = "Hafenstr. 1", Country = "RU" }, Party with { Address = "Hafenstr. 1", Country = null }],
            party => Assert.Equal(SuppressionLapse.PartyChanged, Look(decided, party, Entry, Facts)!.Lapse));
    }

    public static TheoryData<string, WatchlistEntry> Changes => new()
    {
        { "a name more", Entry with { Names = Entry.Names.Add(new("Marlin FZE", WatchlistNameKind.Strong)) } },
        { "a name of another kind", Entry with { Names = Entry.Names.SetItem(1, new("Marlin", WatchlistNameKind.Strong)) } },
        { "another section", Entry with { Section = "B" } },
        { "another kind", Entry with { Kind = EntryKind.Vessel } },
        { "another address", Entry with { Addresses = [new("2 Quay Road", "AE")] } },
        { "no address", Entry with { Addresses = [] } },
        { "a nationality", Entry with { Nationalities = ["AE"] } },
        { "another number", Entry with { Identifiers = [new("Register", "AB-12346", null)] } },
        { "a date of birth", Entry with { BirthDates = ["1960"] } },
        { "another program", Entry with { Programs = ["P1"] } },
        { "words that move from one field to the next", Entry with { Programs = ["P1P", "2"] } },
        { "a remark", Entry with { Remarks = "see also 8" } },
        { "a license requirement", Entry with { LicenseRequirement = "all items" } },
        { "a license policy", Entry with { LicensePolicy = "all items" } },
        { "a notice", Entry with { Notice = "90 FR 1" } },
        { "an address in the web", Entry with { Url = "https://example.org" } },
        { "a day of listing", Entry with { ListedOn = new DateOnly(2020, 1, 3) } },
        { "a last day", Entry with { ExpiresOn = new DateOnly(2030, 1, 3) } },
        { "another share of an owner", Entry with { Owners = [new("Owner", null, 0.4)] } },
    };

    [Theory, MemberData(nameof(Changes))]
    public void It_lapses_with_any_change_of_the_entry(string what, WatchlistEntry changed) =>
        Assert.True(Look(Decided, Party, changed, Facts) is { Lapse: SuppressionLapse.EntryChanged }, what);

    [Fact]
    public void The_order_of_names_and_programs_is_no_change() =>
        Assert.NotNull(Find(Decided, Party, Entry with { Names = [.. Entry.Names.Reverse()], Programs = ["P2", "P1"] }, Facts));

    [Fact]
    public void It_holds_on_its_last_day_and_not_on_the_next()
    {
        Assert.NotNull(Find(Decided, Party, Entry, Facts));
        Assert.Equal(SuppressionLapse.Expired, Look(Decided, Party, Entry, Facts with { Date = Today.AddDays(1) })!.Lapse);
    }

    [Theory]
    [InlineData(WatchlistEffect.Prohibited, true)]
    [InlineData(WatchlistEffect.LicenseRequired, false)]
    [InlineData(null, false)]
    public void It_lapses_when_the_part_of_the_list_comes_to_mean_something_else(WatchlistEffect? effect, bool holds) =>
        Assert.Equal(holds ? null : SuppressionLapse.RuleChanged, new SuppressionSet([Decided], Sections(effect)).Look(Party, "X-1", Entry, Facts)!.Lapse);

    [Fact]
    public void An_entry_that_is_gone_is_a_lapse_of_its_own() => Assert.Equal(SuppressionLapse.EntryRemoved, SuppressionSet.LapseOf(Decided, null, null, Today));

    public static TheoryData<string, SuppressionScope, bool> Scopes => new()
    {
        { "everything", SuppressionScope.All, true },
        { "the category of every line", new() { Categories = ["uav", "drone"] }, true },
        { "another category", new() { Categories = ["chips"] }, false },
        { "the HS code of every line", new() { HsPrefixes = ["8806"] }, true },
        { "another HS code", new() { HsPrefixes = ["8807"] }, false },
        { "the destination", new() { Destinations = ["DE"] }, true },
        { "another destination", new() { Destinations = ["AT"] }, false },
        { "the consignee", new() { Consignees = ["MARLIN TRADING LLC"] }, true },
        { "another consignee", new() { Consignees = ["Somebody"] }, false },
        { "one member that fits and one that does not", new() { Destinations = ["DE"], Categories = ["chips"] }, false },
    };

    [Theory, MemberData(nameof(Scopes))]
    public void A_scope_fits_when_all_of_it_does(string what, SuppressionScope scope, bool fits)
    {
        Assert.True(Find(Decided with { Scope = scope }, Party, Entry, Facts) is not null == fits, what);
        // Where nothing is known of the shipment only a suppression for everything holds.
        Assert.Equal(scope.IsAll, Find(Decided with { Scope = scope }, Party, Entry, new SuppressionFacts { Date = Today }) is not null);
    }

    [Fact]
    public void Every_line_must_be_in_scope_and_every_consignee()
    {
        var (byCategory, byCode, byConsignee) = (new SuppressionScope { Categories = ["uav"] }, new SuppressionScope { HsPrefixes = ["88"] }, new SuppressionScope { Consignees = ["Marlin Trading LLC"] });
        Assert.True(byCategory.Fits(Facts));
        Assert.False(byCategory.Fits(Facts with { Items = [.. Facts.Items, new(["uav", "chips"], "880623")] }));
        Assert.False(byCategory.Fits(Facts with { Items = [.. Facts.Items, new([], "880623")] }));
        Assert.False(byCode.Fits(Facts with { Items = [.. Facts.Items, new(["uav"], null)] }));
        Assert.False(byConsignee.Fits(Facts with { Consignees = ["Marlin Trading LLC", "Another"] }));
    }

    [Fact]
    public void Of_several_suppressions_one_that_holds_is_found() =>
        Assert.Equal(Today.AddDays(5), new SuppressionSet([Decided with { EntryDigest = "old", ExpiresOn = Today.AddDays(9) }, Decided with { ExpiresOn = Today.AddDays(5) }], Sections(WatchlistEffect.Prohibited))
            .Find(Party, "X-1", Entry, Facts)!.ExpiresOn);

    [Fact]
    public void Of_another_list_or_entry_nothing_was_decided()
    {
        var set = new SuppressionSet([Decided], Sections(WatchlistEffect.Prohibited));
        Assert.Null(set.Look(Party, "X-2", Entry, Facts));
        Assert.Null(set.Look(Party, "X-1", Entry with { Id = "8" }, Facts));
        Assert.Null(SuppressionSet.Empty.Look(Party, "X-1", Entry, Facts));
    }

    /// <summary>Whatever is in the set, what it leaves out was decided for that very party and entry, in force and in scope.</summary>
    [Fact]
    public void Nothing_is_left_out_but_what_was_decided() => Property.Holds(
        Gen.Select(Gen.Select(One("Marlin Trading LLC", "Other"), One("7", "8"), Gen.Int[-2, 2], One("", "x"), One("DE", "AT", null)).Array[0, 5], One("marlin trading llc", "OTHER", "third")),
        input =>
        {
            var (decided, name) = input;
            var set = new SuppressionSet(decided.Select(d => Decided with
            {
                PartyKey = PartyKey.Of(d.Item1),
                EntryId = d.Item2,
                ExpiresOn = Today.AddDays(d.Item3),
                EntryDigest = Decided.EntryDigest + d.Item4,
                Country = d.Item5,
            }), Sections(WatchlistEffect.Prohibited));
            var expected = decided.Any(d => PartyKey.Of(d.Item1) == PartyKey.Of(name) && d is { Item2: "7", Item3: >= 0, Item4: "", Item5: "DE" or null });
            Assert.Equal(expected, set.Find(Party with { Name = name }, "X-1", Entry, Facts) is not null);
        });

    [Fact]
    public void A_filter_keeps_what_it_left_out_and_what_it_did_not_any_more()
    {
        var list = Watchlist.Build("X-1", "1", [], Shipped.Snapshot.Names!);
        var filter = new SuppressionFilter(new SuppressionSet([Decided, Decided with { EntryId = "8" }], Sections(WatchlistEffect.Prohibited)), Party, Facts);
        Assert.True(filter.IsExcluded(list, Entry));
        Assert.False(filter.IsExcluded(list, Entry with { Id = "8" }));
        Assert.False(filter.IsExcluded(list, Entry with { Id = "9" }));
        Assert.Equal("another register number", Assert.Single(filter.Suppressed).Suppression.Reason);
        Assert.Equal(("8", SuppressionLapse.EntryChanged), (Assert.Single(filter.Lapsed).Entry.Id, filter.Lapsed[0].Decision.Lapse));
    }

    [Theory]
    [InlineData("A.B.C. Company", "abc company", true)]
    [InlineData("Al-Faris", "al faris", true)]
    [InlineData("Álvarez", "Alvarez", true)]
    [InlineData("Trust 200 5", "Trust 2005", false)]
    [InlineData("Trust 2005", "Trust 2006", false)]
    [InlineData("!!!", "???", false)]
    public void A_name_spelt_again_is_the_same_party(string one, string other, bool same) => Assert.Equal(same, PartyKey.Of(one) == PartyKey.Of(other));

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Suppression? Find(Suppression suppression, PartyQuery party, WatchlistEntry entry, SuppressionFacts facts) =>
        new SuppressionSet([suppression], Sections(WatchlistEffect.Prohibited)).Find(party, "X-1", entry, facts);

    private static SuppressionDecision? Look(Suppression suppression, PartyQuery party, WatchlistEntry entry, SuppressionFacts facts) =>
        new SuppressionSet([suppression], Sections(WatchlistEffect.Prohibited)).Look(party, "X-1", entry, facts);

    private static SectionTable Sections(WatchlistEffect? effect) =>
        new(effect is { } known ? [new WatchlistSectionRow("X-1", "A", "A part", known, 1, true, "", "test", default(Validity))] : []);
}
