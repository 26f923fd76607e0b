using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Licensing;

/// <summary>What holds of every determination, whatever the goods, the places and the dates.</summary>
[Trait("Category", "Licensing")]
public sealed class LicensePropertyTests
{
    private const string UnitedStates = "US-EAR";

    private static readonly string[] Homes = ["US", "DE", "GB", "CN", "TR", "Atlantis"];

    private static readonly LicensingDocument Document = LicenseInputs.Tables.Document;

    private static readonly HashSet<string> Citations =
        [.. LicenseTables.Sources(Document).Select(s => s.Citation), .. Document.Reasons.Select(r => r.PolicyCitation).Where(c => c.Length > 0)];

    [Fact]
    public void Goods_of_the_United_States_for_an_embargoed_place_are_never_free() => Property.Holds(
        Gen.Select(LicenseInputs.Case, LicenseInputs.EmbargoedPlace, Gen.Bool).Select((shipment, place, isDestination) => (isDestination
            ? shipment with { Destination = place }
            : shipment.With(PartyRole.EndUser, place.Sent)) with
        { Lines = [shipment.Lines[0] with { OriginCountry = Ship.Place("US") }] }),
        shipment =>
        {
            var places = shipment.Parties.Where(p => p.Role == PartyRole.EndUser).Select(p => p.Country).Append(shipment.Destination).OfType<Place>();
            var isEmbargoed = Document.PlaceFacts.Any(f => f.Fact == "embargo:US:comprehensive" && f.Source.Validity.Holds(shipment.DecisiveDate) && places.Any(p => p.Code?.Text == f.Code));
            Assert.True(!isEmbargoed || shipment.Determine().Single(d => d.Regime == UnitedStates).Requirement != LicenseRequirement.NotRequired);
        }, show: LicenseInputs.Shown);

    [Fact]
    public void No_exception_is_offered_that_a_sanction_an_end_use_rule_or_a_bar_does_not_leave() => Property.Holds(LicenseInputs.Case, shipment =>
    {
        foreach (var determination in shipment.Determine())
        {
            var offered = determination.Exceptions.Where(e => e.Outcome == ExceptionOutcome.Available).Select(e => e.Code).ToHashSet();
            foreach (var step in determination.Because)
            {
                var left = LeftBy(step, determination.Regime, shipment.DecisiveDate);
                Assert.True(left is null || offered.IsSubsetOf(left), $"{step.Rule} leaves {string.Join(", ", left ?? [])}, found {string.Join(", ", offered)}");
            }
        }
    }, show: LicenseInputs.Shown);

    [Fact]
    public void A_smaller_value_never_takes_an_exception_away() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Value, LicenseInputs.Value), given =>
    {
        var (shipment, one, other) = given;
        var (low, high) = one.Amount < other.Amount ? (one.Amount, other.Amount) : (other.Amount, one.Amount);
        NeverLooser(Worth(shipment, low, one.Currency), Worth(shipment, high, one.Currency));

        // For one place only: of several the strictest speaks, and which it is depends on the value.
        var alone = shipment with { Parties = [] };
        foreach (var (smaller, greater) in Worth(alone, low, one.Currency).Zip(Worth(alone, high, one.Currency)))
        {
            Assert.All(greater.Exceptions.Zip(smaller.Exceptions), pair => Assert.True(Rank(pair.First) <= Rank(pair.Second), pair.First.Code));
        }
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} {g.Item2} {g.Item3}");

    [Fact]
    public void Every_step_and_every_exception_rests_on_a_row_of_the_data() => Property.Holds(LicenseInputs.Case, shipment =>
    {
        foreach (var determination in shipment.Determine())
        {
            Assert.NotEmpty(determination.Because);
            Assert.All(determination.Because, s => Assert.True(s.Text.Length > 0 && Citations.Contains(s.Citation), $"{s.Code} {s.Rule}: {s.Citation}"));
            Assert.All(determination.Because, s => LeftBy(s, determination.Regime, shipment.DecisiveDate));
            Assert.All(determination.Exceptions, e => Assert.Contains(Document.Exceptions, r => r.Regime == determination.Regime && r.Code == e.Code && r.Name == e.Name && r.Source.Citation == e.Citation && r.Source.Validity.Holds(shipment.DecisiveDate)));
            Assert.All(determination.Exceptions.SelectMany(e => e.Conditions), c => Assert.True(c.Text.Length > 0 && Document.Conditions.Any(r => r.Condition == c.Condition), c.Condition));
            Assert.All(determination.Questions, q => Assert.True(q.Parameter.Length > 0 && q.Why.Length > 0, $"'{q.Parameter}' {q.Why}"));
            Assert.Equal(determination.Requirement == LicenseRequirement.ExceptionAvailable, determination.Requirement != LicenseRequirement.Unknown && determination.Exceptions.Any(e => e.Outcome == ExceptionOutcome.Available));
        }
    }, show: LicenseInputs.Shown);

    [Fact]
    public void The_answer_for_a_line_is_the_same_whatever_else_stands_in_the_shipment() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Line.Array[1, 3], Gen.Int[0, 3]), given =>
    {
        var (shipment, others, at) = given;
        var lines = others.ToList();
        lines.Insert(Math.Min(at, others.Length), shipment.Lines[0]);
        var together = (shipment with { Lines = [.. lines.Select((l, i) => l with { LineNo = i + 1 })] }).Screen();
        Assert.Equal(Ship.Json(shipment.Line().Licenses), Ship.Json(together.Lines[Math.Min(at, others.Length)].Licenses));
    }, cases: 200, show: g => LicenseInputs.Shown(g.Item1));

    [Fact]
    public void The_order_of_the_parties_changes_nothing() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Party.Array[2, 5]), given =>
    {
        var (shipment, parties) = given;
        Assert.Equal(Ship.Json((shipment with { Parties = [.. parties] }).Determine()), Ship.Json((shipment with { Parties = [.. parties.Reverse()] }).Determine()));
    }, cases: 300, show: g => $"{LicenseInputs.Shown(g.Item1)} + {string.Join(", ", g.Item2.Select(p => $"{p.Role} {p.Country?.Sent}"))}");

    [Fact]
    public void Another_party_never_loosens() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Party), given =>
    {
        var (shipment, party) = given;

        // Nothing was said of where the goods leave from, and then it was: that is an answer, and may loosen.
        if (party.Role != PartyRole.Exporter || shipment.Origin is not null || shipment.Parties.Any(p => p is { Role: PartyRole.Exporter, Country: not null }))
        {
            NeverLooser(shipment.Determine(), (shipment with { Parties = shipment.Parties.Add(party) }).Determine());
        }
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} + {g.Item2.Role} {g.Item2.Name} {g.Item2.Country?.Sent}");

    /// <summary>The goods leave from one of them, and nobody said from which.</summary>
    [Fact]
    public void Another_exporter_never_loosens() => Property.Holds(Gen.Select(LicenseInputs.Case, Gen.OneOf(Homes), Gen.OneOf(Homes)), given =>
    {
        var (shipment, one, other) = given;
        var first = (shipment with { Origin = null, Parties = [.. shipment.Parties.Where(p => p.Role != PartyRole.Exporter)] }).With(PartyRole.Exporter, one);
        NeverLooser(first.Determine(), first.With(PartyRole.Exporter, other).Determine());
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} exporters {g.Item2}, {g.Item3}");

    [Fact]
    public void An_end_use_of_concern_never_loosens() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Concern, Gen.OneOf([.. Document.EndUseTerms.Select(t => t.Kind)])), given =>
    {
        var (shipment, words, kind) = given;
        var before = shipment.Determine();
        NeverLooser(before, (shipment with { Circumstances = shipment.Circumstances.Add(kind) }).Determine());
        if (shipment.EndUse is { } stated && stated.Trim().Length > 0)
        {
            NeverLooser(before, (shipment with { EndUse = $"{words}; {stated}" }).Determine());
        }
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} + {g.Item2} / {g.Item3}");

    [Fact]
    public void A_classification_that_was_concluded_settles_nothing() => Property.Holds(Gen.Select(LicenseInputs.Case, LicenseInputs.Declared.Array[1, 3]), given =>
    {
        var (shipment, inferred) = given;
        var line = shipment.Lines[0];
        var consignment = Consignment.Of(shipment, LicenseInputs.Tables);
        var item = new LicensedItem { Declared = line.Eccn, Inferred = [], HsDigits = line.HsCode?.Digits, Listings = [], Origin = line.OriginCountry, Value = line.Value };
        var without = LicenseLaw.Determine(item, consignment, LicenseInputs.Tables);
        var with = LicenseLaw.Determine(item with { Inferred = [.. inferred] }, consignment, LicenseInputs.Tables);
        NeverLooser(without, with);
        Assert.All(without.Zip(with), pair => Assert.True(pair.Second.Requirement == pair.First.Requirement || pair.Second.Requirement == LicenseRequirement.Unknown, pair.Second.Regime));

        // Goods outside of a regime stay outside, whatever they are.
        Assert.All(without.Zip(with), pair => Assert.True(line.Eccn is not null || pair.First.Requirement == pair.Second.Requirement, pair.Second.Regime));
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} inferred {string.Join(", ", g.Item2)}");

    [Fact]
    public void Where_the_paragraph_is_missing_no_license_is_needed_only_if_none_is_for_any_paragraph() => Property.Holds(
        Gen.Select(LicenseInputs.Case, LicenseInputs.Declared), given =>
    {
        var (shipment, deeper) = given;
        var whole = Declaring(shipment, Ship.Entry(deeper.Entry)).Determine();
        var part = Declaring(shipment, deeper).Determine();
        Assert.All(whole.Zip(part), pair => Assert.True(
            pair.First.Requirement != LicenseRequirement.NotRequired || pair.Second.Requirement is LicenseRequirement.NotRequired or LicenseRequirement.Unknown, $"{pair.First.Regime}: {pair.Second.Requirement}"));
        Assert.All(whole.Concat(part), d => Assert.True(d.Requirement != LicenseRequirement.NotRequired || d.Because.All(s => s.Code is not ("reasonOpen" or "sanctionOpen" or "endUseOpen" or "placeOpen" or "unknownEntry" or "classificationMissing")), d.Regime));
    }, show: g => $"{LicenseInputs.Shown(g.Item1)} as {g.Item2}");

    private static Shipment Declaring(Shipment shipment, Eccn eccn) => shipment with { Lines = [shipment.Lines[0] with { Eccn = eccn }] };

    private static ImmutableArray<LicenseDetermination> Worth(Shipment shipment, decimal amount, string? currency) =>
        (shipment with { Lines = [shipment.Lines[0] with { Value = new Money(amount, currency) }] }).Determine();

    private static void NeverLooser(ImmutableArray<LicenseDetermination> before, ImmutableArray<LicenseDetermination> after) =>
        Assert.All(before.Zip(after), pair => Assert.True(pair.First.Strictness() <= pair.Second.Strictness(), $"{pair.First.Regime}: {pair.First.Requirement}, then {pair.Second.Requirement}"));

    private static int Rank(LicenseExceptionTrial trial) => trial.Outcome switch { ExceptionOutcome.Available => 2, ExceptionOutcome.Unknown => 1, _ => 0 };

    /// <summary>What the rows behind a step leave of the exceptions; null for a step that bars none.</summary>
    private static ImmutableHashSet<string>? LeftBy(LicenseStep step, string regime, DateOnly date)
    {
        var rows = step.Code switch
        {
            "sanction" => Document.Sanctions.Where(s => s.Regime == regime && s.Code == step.Rule && s.Source.Validity.Holds(date)).Select(s => s.ExceptionsLeft),
            "endUse" => Document.EndUses.Where(s => s.Regime == regime && s.Code == step.Rule && s.Source.Validity.Holds(date)).Select(s => s.ExceptionsLeft),
            "sanctionOpen" => Document.Sanctions.Where(s => s.Regime == regime && s.Code == step.Rule && s.Source.Validity.Holds(date)).Select(s => s.ExceptionsLeft),
            "exceptionsBarred" => Document.Bars.Where(s => s.Regime == regime && s.Code == step.Rule && s.Source.Validity.Holds(date)).Select(s => s.ExceptionsLeft),
            _ => null,
        };
        if (rows is null)
        {
            return null;
        }

        Assert.NotEmpty(rows);
        return [.. rows.SelectMany(r => r)];
    }
}
