using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using ScreeningApi.Reference;

namespace Screening.Engine.Tests.Licensing;

/// <summary>Rows that cannot be understood stop the load, and the message says where, what was found and what was expected.</summary>
[Trait("Category", "Licensing")]
public sealed class LicenseTablesTests
{
    private static readonly LicensingDocument Shipped = LicenseInputs.Tables.Document;

    private static readonly Provenance Source = new("own", "2026-11-23", "yes", default);

    /// <summary>What is wrong, the change that makes it so, and the place and words of the message.</summary>
    private static readonly ImmutableArray<(string Name, Func<LicensingDocument, LicensingDocument> Break, string Where, string Message)> Faults =
    [
        ("a reason without a row", d => d with { Reasons = [.. d.Reasons.Where(r => r.Reason != "NS2")] }, "entry US-EAR 2B001", "'NS2', which stands in no row of license_reasons"),
        ("a column that the chart does not have", d => d with { Reasons = d.Reasons.Add(new("US-EAR", "ZZ1", "", "chart:ZZ1", "", "", Source)) }, "reason ZZ1", "'chart:ZZ1', expected chart: and one of"),
        ("a country without a row of the chart", d => d with { Chart = [.. d.Chart.Where(c => c.Code != "TR")] }, "country chart TR", "expected one for every country"),
        ("a country with two rows of the chart", d => d with { Chart = d.Chart.Add(d.Chart.First(c => c.Code == "TR")) }, "country chart TR", "several rows that hold on the same day"),
        ("a scope that is none", d => WithEntry(d, e => e with { Scopes = ["NS2:some"] }), "entry US-EAR 2B001", "'NS2:some', expected a reason and all, part or except"),
        ("a number for a scope", d => WithEntry(d, e => e with { Scopes = ["NS2:1"] }), "entry US-EAR 2B001", "'NS2:1'"),
        ("an entry that holds twice on a day", d => d with { Entries = d.Entries.Add(d.Entries.First(e => e is { Regime: "US-EAR", Entry: "2B001" })) }, "entry US-EAR 2B001", "several rows that hold on the same day"),
        ("a part of a reason that the entry does not have", d => d with { PartialReasons = d.PartialReasons.Add(new("US-EAR", "2B001", "CB1", [".a"], [], "", "", Source)) }, "control reason US-EAR 2B001 CB1", "does not have"),
        ("what an unknown entry says of exceptions", d => d with { EntryExceptions = d.EntryExceptions.Add(new("US-EAR", "9E888", [], 0, "no", "", [], Source)) }, "control exception US-EAR 9E888", "an entry that the control list does not have"),
        ("an unknown condition", d => WithException(d, e => e with { Conditions = ["groupB", "fullMoon"] }), "exception US-EAR LVS", "the condition 'fullMoon'"),
        ("an unknown kind of condition", d => WithCondition(d, c => c with { Kind = "weather" }), "condition US-EAR groupB", "kind 'weather', expected one of place, item"),
        ("a number for a kind of condition", d => WithCondition(d, c => c with { Kind = "0" }), "condition US-EAR groupB", "kind '0'"),
        ("an unknown test of an entry", d => WithCondition(d, c => c with { Kind = "entry", Test = "lvs" }), "condition US-EAR groupB", "'lvs', expected gbs, sta:a5"),
        ("an unknown test of a value", d => WithCondition(d, c => c with { Kind = "value", Test = "gbs" }), "condition US-EAR groupB", "'gbs', expected lvs"),
        ("an unknown circumstance", d => WithCondition(d, c => c with { Kind = "stated", Test = "sunshine" }), "condition US-EAR groupB", "the circumstance 'sunshine', expected one of"),
        ("an opposite that is no circumstance", d => d with { Circumstances = d.Circumstances.Add(new("sunshine", "rain", "It shines.", "own")) }, "circumstance sunshine", "the opposite 'rain'"),
        ("an exception left that does not exist", d => WithSanction(d, s => s with { ExceptionsLeft = ["TMP", "ZZZ"] }), "US-EAR CU", "the exception 'ZZZ', expected one of the table of exceptions"),
        ("an unknown effect", d => WithSanction(d, s => s with { Effect = "maybe" }), "sanction US-EAR CU", "effect 'maybe', expected required, open or clause"),
        ("two effects", d => WithSanction(d, s => s with { Effect = "required,open" }), "sanction US-EAR CU", "effect 'required,open'"),
        ("an unknown regime", d => WithSanction(d, s => s with { Regime = "XX" }), "XX CU", "the regime 'XX', expected one of US-EAR"),
        ("a regime whose law is not known", d => d with { Regimes = d.Regimes.Add(new("XX", "", "world", "XX", Source)) }, "regime XX", "whose law this program does not know"),
        ("an unknown country", d => WithSanction(d, s => s with { Places = "country:QQ" }), "sanction US-EAR CU", "country:QQ, expected a code"),
        ("a group that no country is in", d => WithSanction(d, s => s with { Places = "group:D:55" }), "sanction US-EAR CU", "group:D:55, which no country has"),
        ("a part of an expression on places that is none", d => WithSanction(d, s => s with { Places = "world & planet:MARS" }), "sanction US-EAR CU", "'planet:MARS' in the places"),
        ("a part of an expression on items that is none", d => WithSanction(d, s => s with { Items = "controlled | colour:red" }), "sanction US-EAR CU", "'colour:red' in the items"),
        ("what is spared and cannot be read", d => WithSanction(d, s => s with { Spares = "entry" }), "sanction US-EAR CU", "'entry' in the items"),
        ("a place to fill that nobody knows", d => WithSanction(d, s => s with { Text = "Not for {planet}." }), "sanction US-EAR CU", "'{planet}' in a sentence"),
        ("a kind of end use that nobody can state", d => d with { EndUses = d.EndUses.Add(d.EndUses[0] with { Code = "NEW", Kinds = ["militray"] }) }, "NEW", "the kind of end use 'militray', expected one of"),
        ("a step that nothing takes", d => d with { Steps = d.Steps.Add(new("*", "dance", "It dances.", "", "", Source)) }, "step * dance", "found a step that nothing takes, expected one of jurisdiction"),
        ("a step without a sentence", d => d with { Steps = [.. d.Steps.Where(s => s.Code != "noLicense")] }, "step UK-SECL noLicense", "found no sentence"),
        ("a step whose sentence holds on some days only", d => d with { Steps = [.. d.Steps.Select(s => s.Code == "noLicense" ? s with { Source = Source with { Validity = new Validity(new(2020, 1, 1), null) } } : s)] }, "step EU-DU noLicense", "holds on every date"),
    ];

    public static TheoryData<string> Names => [.. Faults.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_stops_the_load_with_its_place(string name)
    {
        var (_, broken, where, message) = Faults.Single(f => f.Name == name);
        Assert.Null(LicenseTables.Compile(broken(Shipped), out var diagnostics));
        Assert.Contains(diagnostics, d => d.Where.Contains(where, StringComparison.Ordinal) && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_is_said_and_not_the_first_alone()
    {
        Assert.Null(LicenseTables.Compile(Faults.Where(f => f.Name.StartsWith("an unknown country", StringComparison.Ordinal) || f.Name.StartsWith("a country without", StringComparison.Ordinal)).Aggregate(Shipped, (d, f) => f.Break(d)), out var diagnostics));
        Assert.Equal(2, diagnostics.Select(d => d.Where).Distinct().Count());
    }

    [Fact]
    public void A_condition_that_did_not_hold_on_the_day_leaves_its_exception_open()
    {
        var later = LicenseInputs.Compile(Shipped with { Conditions = [.. Shipped.Conditions.Select(c => c.Condition == "groupB" ? c with { Source = c.Source with { Validity = new Validity(Ship.Today.AddDays(1), null) } } : c)] });
        var goods = (Ship.Goods(null, eccn: "3A001.a.2") with { OriginCountry = Ship.Place("US"), Value = new(100, "USD") }).To("BR") with { EndUse = "research" };
        Assert.Equal(ExceptionOutcome.Available, Lvs(goods, LicenseInputs.Tables));
        Assert.Equal(ExceptionOutcome.Unknown, Lvs(goods, later));
        Assert.Equal(ExceptionOutcome.Available, Lvs(goods with { DecisiveDate = Ship.Today.AddDays(1) }, later));

        static ExceptionOutcome Lvs(Shipment shipment, LicenseTables tables) => shipment.Determine(tables)[0].Exceptions.Single(e => e.Code == "LVS").Outcome;
    }

    private static LicensingDocument WithEntry(LicensingDocument d, Func<ControlledEntryRow, ControlledEntryRow> change) =>
        d with { Entries = [.. d.Entries.Select(e => e is { Regime: "US-EAR", Entry: "2B001" } ? change(e) : e)] };

    private static LicensingDocument WithException(LicensingDocument d, Func<ExceptionRow, ExceptionRow> change) =>
        d with { Exceptions = [.. d.Exceptions.Select(e => e.Code == "LVS" ? change(e) : e)] };

    private static LicensingDocument WithCondition(LicensingDocument d, Func<ExceptionConditionRow, ExceptionConditionRow> change) =>
        d with { Conditions = [.. d.Conditions.Select(c => c is { Regime: "US-EAR", Condition: "groupB" } ? change(c) : c)] };

    private static LicensingDocument WithSanction(LicensingDocument d, Func<SanctionRow, SanctionRow> change) =>
        d with { Sanctions = [.. d.Sanctions.Select(s => s is { Regime: "US-EAR", Code: "CU" } ? change(s) : s)] };

    /// <summary>Batches hold to the versions of the day they came.</summary>
    [Fact]
    public void Rules_and_a_policy_from_before_the_license_tables_are_used_and_determine_nothing()
    {
        var data = Support.Shipped.Data;
        var older = SnapshotCompiler.Compile(data with
        {
            RuleSet = data.RuleSet with { Licensing = new() },
            Policy = data.Policy with { Settings = [.. data.Policy.Settings.Where(s => !s.Key.StartsWith("licenseFloor.", StringComparison.Ordinal))] },
        });
        var line = Assert.Single(ScreeningEngine.Screen(Ship.Goods("machining centre", eccn: "2B001").To("IN"), older).Lines);
        Assert.Empty(line.Licenses);
    }
}
