using Screening.Engine.Parties;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Parties;

/// <summary>The rows about lists of restricted parties: what is refused, and what holds of those that travel with the program.</summary>
public sealed class WatchlistsDocumentTests
{
    private static readonly WatchlistRow List = new("X-1", "A list", "an issuer", "own-csv", "", 24, 48, 0.05, ["ACME"], "test");
    private static readonly WatchlistSectionRow Section = new("X-1", "A", "A part", WatchlistEffect.Review, 0.5, false, "Look.", "test", default);

    public static TheoryData<string, WatchlistRow> WrongLists => new()
    {
        { "found the code 'x-1', expected capital letters and digits in parts joined by hyphens, such as US-CSL", List with { Code = "x-1" } },
        { "found the code 'X--1', expected capital letters and digits in parts joined by hyphens, such as US-CSL", List with { Code = "X--1" } },
        { "found the code 'X 1', expected capital letters and digits in parts joined by hyphens, such as US-CSL", List with { Code = "X 1" } },
        { $"found the code '{new string('X', 33)}', expected capital letters and digits in parts joined by hyphens, such as US-CSL", List with { Code = new string('X', 33) } },
        { "found warnings after 0 and a stop after 48 hours, expected more than 0 and a stop not before the warnings", List with { WarnAfterHours = 0 } },
        { "found warnings after 24 and a stop after 23 hours, expected more than 0 and a stop not before the warnings", List with { StopAfterHours = 23 } },
        { "found that it may shrink by 1.5, expected a share from 0 to 1", List with { MaxShrink = 1.5 } },
        { "found no canaries, expected at least one name that every sound version has", List with { Canaries = [] } },
        { "found the address 'http://example.org/list', expected one that begins with https, or none", List with { Url = "http://example.org/list" } },
    };

    [Theory, MemberData(nameof(WrongLists))]
    public void A_list_that_cannot_be_used_is_refused_with_its_place(string message, WatchlistRow list) =>
        Assert.Equal([$"list {list.Code}: {message}"], Run([list], Section with { List = list.Code }));

    public static TheoryData<string, WatchlistSectionRow[]> WrongSections => new()
    {
        { "section A of X-2: found the list 'X-2', expected one of X-1", [Section, Section with { List = "X-2" }] },
        { "section A of X-1: found the weight 1.01, expected one from 0 to 1", [Section with { Weight = 1.01 }] },
        { "section A of X-1: found several rows that hold on the same day, expected one", [Section with { Validity = new(null, new(2026, 1, 1)) }, Section with { Validity = new(new(2026, 1, 1), null) }] },
        { "list X-1: found no section, expected at least one that says what being on it means", [] },
    };

    [Theory, MemberData(nameof(WrongSections))]
    public void A_section_that_cannot_be_used_is_refused_with_its_place(string message, WatchlistSectionRow[] sections) => Assert.Equal([message], Run([List], sections));

    [Fact]
    public void A_list_twice_is_refused() => Assert.Equal(["list X-1: found 2 rows, expected one"], Run([List, List], Section));

    [Fact]
    public void Rows_that_follow_one_another_are_right() =>
        Assert.Empty(Run([List], Section with { Validity = new(new(2026, 1, 1), null) }, Section with { Validity = new(null, new(2025, 12, 31)) }));

    [Fact]
    public void An_effect_that_nobody_knows_is_refused_with_its_place()
    {
        var parties = Shipped.Data.RuleSet.Parties;
        var refused = Assert.Throws<ReferenceDataException>(() => NameDocuments.WatchlistsOf(parties with { WatchlistSections = [parties.WatchlistSections[0] with { Effect = "forbidden" }] }));
        Assert.Contains("found 'forbidden', expected one of Review, LicenseRequired, Prohibited", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("US-CSL", "SDN", WatchlistEffect.Prohibited)]
    [InlineData("US-CSL", "EL", WatchlistEffect.LicenseRequired)]
    [InlineData("US-CSL", "MEU", WatchlistEffect.LicenseRequired)]
    [InlineData("US-CSL", "UVL", WatchlistEffect.Review)]
    [InlineData("UN-SC", "UN-SC", WatchlistEffect.Prohibited)]
    public void The_shipped_sections_say_what_being_listed_means_on_every_day(string list, string section, WatchlistEffect effect)
    {
        var rows = Shipped.Snapshot.WatchlistRules.Sections.Where(s => s.List == list && s.Section == section).ToArray();
        foreach (var day in new DateOnly[] { new(2020, 1, 1), new(2025, 9, 28), new(2025, 9, 29), new(2025, 11, 9), new(2025, 11, 10), new(2026, 11, 9), new(2026, 11, 10), new(2040, 1, 1) })
        {
            Assert.Equal(effect, Assert.Single(rows, s => s.Validity.Holds(day)).Effect);
        }
    }

    /// <summary>90 FR 47201, in force from 2025-09-29, suspended from 2025-11-10 to 2026-11-09.</summary>
    [Theory]
    [InlineData("2025-09-28", false)]
    [InlineData("2025-09-29", true)]
    [InlineData("2025-11-09", true)]
    [InlineData("2025-11-10", false)]
    [InlineData("2026-11-09", false)]
    [InlineData("2026-11-10", true)]
    public void What_listed_parties_own_counts_as_listed_while_the_rule_is_in_force(string day, bool counts) =>
        Assert.All(new[] { "EL", "MEU" }, section => Assert.Equal(counts, Shipped.Snapshot.WatchlistRules.Sections
            .Single(s => s.List == "US-CSL" && s.Section == section && s.Validity.Holds(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))).OwnershipRule));

    [Fact]
    public void The_shipped_lists_come_into_the_snapshot_with_sections_and_canaries()
    {
        var rules = Shipped.Snapshot.WatchlistRules;
        Assert.Equal(["EU-FSF", "UK-SL", "UN-SC", "US-CONS", "US-CSL", "US-DPL", "US-ISN", "US-ITAR", "US-SDN"], rules.Lists.Select(l => l.Code).Order(StringComparer.Ordinal));
        Assert.All(rules.Lists, l => Assert.InRange(l.Canaries.Length, 3, 5));
        Assert.Equal(Shipped.Data.RuleSet.Parties.WatchlistSections.Count, rules.Sections.Length);
    }

    /// <summary>Lists as they were published lie beside the repository on some machines.</summary>
    [Theory]
    [InlineData("US-CSL", "us_csl", "screening-list.json")]
    [InlineData("US-SDN", "ofac_sdn", "static_sdn.csv")]
    [InlineData("UN-SC", "un", "UN_consolidated.xml")]
    [InlineData("US-DPL", "dpl.txt")]
    [InlineData("US-ISN", "isn.csv")]
    [InlineData("US-ITAR", "itar_debarred.csv")]
    public void The_canaries_of_a_list_are_on_it(string list, params string[] path)
    {
        if (SharedFolder.Find(["data", "lists", .. path]) is not { } file)
        {
            Assert.Skip($"The list {list} is not beside the repository.");
            return;
        }

        var text = File.ReadAllText(file);
        Assert.All(Shipped.Snapshot.WatchlistRules.Lists.Single(l => l.Code == list).Canaries, c => Assert.Contains(c, text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Run(WatchlistRow[] lists, params WatchlistSectionRow[] sections) =>
        WatchlistsDocumentCheck.Run(new() { Lists = [.. lists], Sections = [.. sections] }).Select(d => d.ToString());
}
