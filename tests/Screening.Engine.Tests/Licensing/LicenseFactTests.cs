using System.Collections.Immutable;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Licensing;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Licensing;

/// <summary>What follows when the facts are others: fewer, less sure, or those of another day.</summary>
[Trait("Category", "Licensing")]
public sealed class LicenseFactTests
{
    private static readonly LicensingDocument Document = LicenseInputs.Tables.Document;

    /// <summary>All on one day: what holds on another is put together for each day and each change of the facts.</summary>
    private static readonly Gen<Shipment> Today = LicenseInputs.Case.Select(c => c with { DecisiveDate = Ship.Today });

    /// <summary>The tables, each with the rows that the choice names marked as checked by nobody.</summary>
    private static readonly ImmutableArray<Func<LicensingDocument, Func<int, bool>, LicensingDocument>> Doubting =
    [
        (d, chosen) => d with { Entries = Doubt(d.Entries, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { PartialReasons = Doubt(d.PartialReasons, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { EntryExceptions = Doubt(d.EntryExceptions, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Reasons = Doubt(d.Reasons, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { PlaceFacts = Doubt(d.PlaceFacts, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Chart = Doubt(d.Chart, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Sanctions = Doubt(d.Sanctions, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { EndUses = Doubt(d.EndUses, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Bars = Doubt(d.Bars, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Exceptions = Doubt(d.Exceptions, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { Conditions = Doubt(d.Conditions, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { ItemLists = Doubt(d.ItemLists, chosen, r => r with { Source = Unchecked(r.Source) }) },
        (d, chosen) => d with { ExchangeRates = Doubt(d.ExchangeRates, chosen, r => r with { Source = Unchecked(r.Source) }) },
    ];

    [Fact]
    public void Facts_that_nobody_checked_free_nothing() => Property.Holds(
        Gen.Select(Gen.Int[0, Doubting.Length - 1].HashSet[1, 3], Gen.Int[1, 4], Today.Array[40]), given =>
    {
        var (tables, every, cases) = given;
        var doubted = LicenseInputs.Compile(tables.Aggregate(Document, (d, table) => Doubting[table](d, i => (i * 7919 % 97) % every == 0)));
        foreach (var shipment in cases)
        {
            Assert.All(shipment.Determine().Zip(shipment.Determine(doubted)), pair => Assert.True(
                pair.Second.Requirement != LicenseRequirement.NotRequired || pair.First.Requirement == LicenseRequirement.NotRequired, $"{pair.First.Regime}: {pair.First.Requirement}, then free: {LicenseInputs.Shown(shipment)}"));
            Assert.All(shipment.Determine().Zip(shipment.Determine(doubted)), pair => Assert.True(
                pair.Second.Requirement != LicenseRequirement.ExceptionAvailable || pair.First.Requirement != LicenseRequirement.Required, $"{pair.First.Regime}: required, then an exception: {LicenseInputs.Shown(shipment)}"));
        }
    }, cases: 12, show: g => string.Join(", ", g.Item1));

    [Fact]
    public void Nothing_is_free_by_an_entry_a_reason_or_a_row_of_the_chart_that_nobody_checked()
    {
        var (entries, reasons, chart) = (LicenseInputs.Compile(Doubting[0](Document, _ => true)), LicenseInputs.Compile(Doubting[3](Document, _ => true)), LicenseInputs.Compile(Doubting[5](Document, _ => true)));
        Property.Holds(Today, shipment =>
        {
            var determination = shipment.Determine()[0];
            if (determination.Requirement == LicenseRequirement.NotRequired && determination.Because.Any(s => s.Code == "classification"))
            {
                Assert.Equal(LicenseRequirement.Unknown, shipment.Determine(entries)[0].Requirement);

                // Unless it is the paragraph that settles it.
                Assert.All([shipment.Determine(reasons)[0], shipment.Determine(chart)[0]], found => Assert.True(found.Requirement == LicenseRequirement.Unknown || found.Because.All(s => s.Code != "countryChartBlank")));
            }
        }, show: LicenseInputs.Shown);
    }

    [Fact]
    public void Without_what_loosens_no_answer_is_looser()
    {
        ImmutableArray<LicenseTables> stricter =
        [
            LicenseInputs.Compile(WithoutExceptions(Document, _ => false)),
            LicenseInputs.Compile(Document with { ExchangeRates = [] }),
            LicenseInputs.Compile(Document with { PlaceFacts = [.. Document.PlaceFacts.Select(f => f.Fact.StartsWith("gea:", StringComparison.Ordinal) ? f with { Holds = false } : f)] }),
        ];
        var withoutParts = LicenseInputs.Compile(Document with { PartialReasons = [] });
        Property.Holds(Today, shipment =>
        {
            var before = shipment.Determine();
            foreach (var tables in stricter)
            {
                Assert.All(before.Zip(shipment.Determine(tables)), pair => Assert.True(pair.First.Strictness() <= pair.Second.Strictness(), $"{pair.First.Regime}: {pair.First.Requirement}, then {pair.Second.Requirement}"));
            }

            Assert.All(before.Zip(shipment.Determine(withoutParts)), pair => Assert.True(pair.Second.Requirement != LicenseRequirement.NotRequired || pair.First.Requirement == LicenseRequirement.NotRequired, pair.First.Regime));
        }, show: LicenseInputs.Shown);
    }

    [Fact]
    public void The_facts_of_a_day_are_those_that_held_then() => Property.Holds(Gen.Select(LicenseInputs.Date, LicenseInputs.Case.Array[40]), given =>
    {
        var (date, cases) = given;
        var then = LicenseInputs.Compile(On(Document, date));
        foreach (var shipment in cases.Select(c => c with { DecisiveDate = date }))
        {
            Assert.Equal(Ship.Json(shipment.Determine()), Ship.Json(shipment.Determine(then)));
        }
    }, cases: 8, show: g => $"{g.Item1:O}");

    [Fact]
    public void The_answer_is_the_same_from_other_tables_made_of_the_same_rows_and_on_any_thread()
    {
        var cases = LicenseInputs.Case.Array[200].Generate(new PCG(1, 7), null, out _);
        var expected = cases.Select(c => Ship.Json(c.Determine())).ToList();
        var fresh = LicenseInputs.Compile(Document);
        var found = new string[cases.Length];
        Parallel.For(0, cases.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => found[i] = Ship.Json(cases[i].Determine(fresh)));
        Assert.Equal(expected, found);
    }

    /// <summary>The rows that hold on a date, with what they say of exceptions that are not there yet or no more.</summary>
    private static LicensingDocument On(LicensingDocument all, DateOnly date)
    {
        bool Holds(Provenance source) => source.Validity.Holds(date);
        return WithoutExceptions(all, e => Holds(e.Source)) with
        {
            Entries = [.. all.Entries.Where(r => Holds(r.Source))],
            PartialReasons = [.. all.PartialReasons.Where(r => Holds(r.Source))],
            EntryExceptions = [.. all.EntryExceptions.Where(r => Holds(r.Source))],
            Reasons = [.. all.Reasons.Where(r => Holds(r.Source))],

            // A name of a fact has to be known, even when no place has it on the day.
            PlaceFacts = [.. all.PlaceFacts.Where(r => Holds(r.Source)), .. all.PlaceFacts.Where(r => !Holds(r.Source)).Select(r => r with { Code = "AQ" })],
            Chart = [.. all.Chart.Where(r => Holds(r.Source))],
            Sanctions = [.. WithoutExceptions(all, e => Holds(e.Source)).Sanctions.Where(r => Holds(r.Source))],
            EndUses = [.. WithoutExceptions(all, e => Holds(e.Source)).EndUses.Where(r => Holds(r.Source))],
            Bars = [.. WithoutExceptions(all, e => Holds(e.Source)).Bars.Where(r => Holds(r.Source))],
            ExchangeRates = [.. all.ExchangeRates.Where(r => Holds(r.Source))],
            ItemLists = [.. all.ItemLists.Where(r => Holds(r.Source))],
        };
    }

    private static LicensingDocument WithoutExceptions(LicensingDocument all, Func<ExceptionRow, bool> remains)
    {
        var exceptions = all.Exceptions.Where(remains).ToImmutableArray();
        ImmutableArray<string> Left(string regime, ImmutableArray<string> codes) => [.. codes.Where(c => exceptions.Any(e => e.Regime == regime && e.Code == c))];
        return all with
        {
            Exceptions = exceptions,
            Sanctions = [.. all.Sanctions.Select(s => s with { ExceptionsLeft = Left(s.Regime, s.ExceptionsLeft) })],
            EndUses = [.. all.EndUses.Select(s => s with { ExceptionsLeft = Left(s.Regime, s.ExceptionsLeft) })],
            Bars = [.. all.Bars.Select(s => s with { ExceptionsLeft = Left(s.Regime, s.ExceptionsLeft) })],
        };
    }

    private static ImmutableArray<T> Doubt<T>(ImmutableArray<T> rows, Func<int, bool> chosen, Func<T, T> doubted) => [.. rows.Select((r, i) => chosen(i) ? doubted(r) : r)];

    private static Provenance Unchecked(Provenance source) => source with { Verified = "no" };
}
