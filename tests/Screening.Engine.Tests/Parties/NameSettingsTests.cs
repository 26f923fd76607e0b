using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Parties;
using Screening.Engine.Parties.Names;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Every weight of the comparison of names does something, and none is taken that cannot be used.</summary>
public sealed class NameSettingsTests
{
    private static readonly NamesDocument Document = Shipped.Snapshot.Names!.Document;

    /// <summary>Pairs that together touch every weight.</summary>
    private static readonly (string Left, string Right)[] Pairs =
    [
        ("Harrowgate Optics", "Harowgate Optics"), ("Harrowgate Optics", "Karrowgate Optics"), ("Harrowgate Optics", "Harrowgate Chandlery"), ("Harrowgate Optics Ltd", "Harrowgate Optics OOO"),
        ("Mohammed Makarenko", "Muhammad Makarenko"), ("Ivan Makarenko", "Ivan Shakhtar"), ("Ivan Petrovich Makarenko", "Ivan Makarenko"), ("KIM, Mun Chol", "KIM, Tong-chol"),
        ("North Wind Vessels", "Northwind Vessels"), ("North Wynd Vessels", "Northwind Vessels"), ("Modem Industries", "Modern Industries"), ("J. Makarenko", "John Makarenko"),
        ("Zarmandia Kolv", "Zarmandia Kolvedran"), ("CPMIEC", "China Precision Machinery Import Export Corporation"), ("Zarmandia Trust 2005", "Zarmandia Trust 2006"), ("Emerald", "Emerald Kolvedran Pallasite"),
        ("Emerald", "Emeraid Kolvedran"), ("Zarmandia Kolvedran Trading", "Kolvedran Zarmandia Trading"), ("Zu Fo Optics", "Zu Fa Optics"), ("Obshchestvo Zarmandia otvetstvennostyu", "Zarmandia"), ("华为", "Huawey"),
        ("حسن نصر الله", "Hassan Nasrallah"), ("מקרנקו", "Makarenko"), ("Muammar Qadhafi", "Moammar Gaddafi"), ("Harrowgate", "Harrowgate"), ("Harrowgate Zarmandia", "Harrowgate Zarmandia Pallasite"),
    ];

    private static readonly WatchlistEntry Told = Lists.Entry("1", "Harrowgate Pallasite Optics", aliases: "Zarmandia Kolvedran") with
    {
        Addresses = [new WatchlistAddress("12 Mill Lane, Oxford", "GB")],
        BirthDates = ["1960"],
        Identifiers = [new EntryIdentifier("IMO", "9123456", null)],
    };

    private static readonly WatchlistEntry Weak = Lists.Entry("2", "Bellweather Chandlery") with { Names = [new("Bellweather Chandlery", WatchlistNameKind.Primary), new("Quartzmoor Delmarsh", WatchlistNameKind.Weak)] };

    /// <summary>Names of which some are near the threshold and the cutoff.</summary>
    private static readonly PartyQuery[] Queries =
    [
        new() { Name = "Harrowgate Pallasite" }, new() { Name = "Harrowgate Optics" }, new() { Name = "Harowgate Palasite Optics" }, new() { Name = "Quartzmoor Delmarsh" }, new() { Name = "Zarmandia Optics" },
        new() { Name = "Zarmandia Kolvedram" }, new() { Name = "Harrowgate Pallasite", Country = "GB" }, new() { Name = "Harrowgate Pallasite", Address = "Oxford, Mill Lane 12" },
        new() { Name = "Harrowgate Pallasite", BirthDate = "1960-05-01" }, new() { Name = "Harrowgate Pallasite", Identifiers = ["912-3456"] }, new() { Name = "Nobody At All", Identifiers = ["9123456"] },
    ];

    private static readonly Lazy<string[]> AsShipped = new(() => Answers(Document.Settings));

    /// <summary>How much ownership counts is not a matter of names: the tests of owners turn it.</summary>
    public static TheoryData<string> Keys => [.. NameSettings.Keys.Where(k => k != "ownership.threshold")];

    /// <summary>The margins say how many names are compared exactly: sound answers do not depend on them.</summary>
    public static TheoryData<string> Weights => [.. NameSettings.Keys.Where(k => k is not ("candidates.margin" or "candidates.marginAlone" or "ownership.threshold"))];

    [Theory, MemberData(nameof(Weights))]
    public void Every_setting_has_an_effect(string key)
    {
        double[] others = [0, 0.01, 0.3, 0.6, 0.9, 1, 3];
        Assert.Contains(others, value => !AsShipped.Value.SequenceEqual(Answers(With(key, value))));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_missing_setting_is_said_with_its_place(string key) =>
        Assert.Equal([$"name setting {key}: found none, expected one"], Faults([.. Document.Settings.Where(s => s.Key != key)]));

    [Theory]
    [InlineData("threshold", -0.01, "found -0.01, expected 0 to ")]
    [InlineData("threshold", 101, "found 101, expected 0 to ")]
    [InlineData("weight.plain", double.NaN, "found NaN, expected 0 to ")]
    [InlineData("calibration.steepness", double.PositiveInfinity, "expected 0 to ")]
    public void A_setting_out_of_range_is_said_with_its_place_and_value(string key, double value, string expected)
    {
        var fault = Assert.Single(Faults(With(key, value)));
        Assert.StartsWith($"name setting {key}: ", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_nobody_knows_is_refused_with_those_that_there_are()
    {
        var fault = Assert.Single(Faults(Document.Settings.Add(new NameSettingRow("weight.plane", 1, "", "test"))));
        Assert.StartsWith("name setting weight.plane: found no setting of this name, expected one of threshold, ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_said_at_once() => Assert.Equal(2, Faults([.. With("threshold", -1).Where(s => s.Key != "cutoff")]).Length);

    private static ImmutableArray<NameSettingRow> With(string key, double value) => [.. Document.Settings.Select(s => s.Key == key ? s with { Value = value } : s)];

    private static string[] Faults(ImmutableArray<NameSettingRow> settings)
    {
        var found = ImmutableArray.CreateBuilder<RuleSetDiagnostic>();
        Assert.Null(NameSettings.Compile(settings, found));
        return [.. found.Select(d => d.ToString())];
    }

    private static string[] Answers(ImmutableArray<NameSettingRow> settings)
    {
        var names = NameLexicon.Compile(Document with { Settings = settings }, out var diagnostics)!;
        Assert.Empty(diagnostics);
        var (comparer, list, matcher) = (new NameComparer(names), Watchlist.Build(Lists.Code, "1", [Told, Weak], names), new PartyMatcher(names));
        var options = new MatchOptions { Threshold = names.Threshold, Cutoff = names.Cutoff };
        var listed = Lists.One;
        var own = new WatchlistSet([new ScreenedWatchlist(Watchlist.Build(Lists.Code, "1", listed.Lists[0].List.Entries, names), WatchlistState.Fresh, "")], [], Lists.Sections);
        var shipment = Ship.Goods("cotton shirts", hs: "6205.20").To("DE").With(PartyRole.Consignee, null, "Northwind Vesels");
        return
        [
            .. Pairs.Select(p => Ship.Json(comparer.Compare(p.Left, p.Right))),
            .. Queries.Select(q => Ship.Json(matcher.Match(q, [list], options).Select(m => (m.Entry.Id, m.Name.Text, m.Score, m.Strength, m.IsHit).ToString()))),
            Ship.Json(ScreeningEngine.Screen(shipment, Shipped.Snapshot with { Names = names, Watchlists = own })),
        ];
    }
}
