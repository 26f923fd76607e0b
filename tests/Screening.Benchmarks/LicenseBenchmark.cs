using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Screening.Engine.Items;
using Screening.Engine.Licensing;

namespace Screening.Benchmarks;

/// <summary>
/// Cost of one determination of one line under one regime, every step, exception and question included, beside its lower limit (an
/// answer that was made before, which is only looked up) and beside what one writes first: a walk over the rows, without exceptions.
/// The goods leave from the regime's own ground, so that each has all of its questions to answer.
/// </summary>
[Config(typeof(FewIterations)), GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams), CategoriesColumn]
public class LicenseBenchmark
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly string[] Regimes = ["US-EAR", "EU-DU", "UK-SECL"];
    private static readonly string[] Homes = ["US", "DE", "GB"];

    private readonly LicenseTables _tables = Loaded.Snapshot.Licenses;
    private readonly Dictionary<string, LicenseDetermination> _answers = [];
    private LicenseCaseOfOne _plain = null!, _worst = null!, _embargo = null!, _unclassified = null!;

    [Params("US-EAR", "EU-DU", "UK-SECL")]
    public string Regime { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var at = Array.IndexOf(Regimes, Regime);
        _plain = Make("2B001.b.2", "TR", at);
        _worst = Make("3A001.a.2", "BR", at);
        _embargo = Make("EAR99", "CU", at);
        _unclassified = Make(null, "AE", at);
    }

    [Benchmark(Baseline = true), BenchmarkCategory("plain")]
    public LicenseDetermination Plain_limit_looked_up() => _answers[_plain.Name];

    [Benchmark, BenchmarkCategory("plain")]
    public LicenseDetermination Plain_determined() => _plain.Determine(_tables);

    [Benchmark, BenchmarkCategory("plain")]
    public int Plain_rows_walked() => RowWalk.Steps(_tables.Document, Regime, _plain, Day);

    [Benchmark(Baseline = true), BenchmarkCategory("worst")]
    public LicenseDetermination Worst_limit_looked_up() => _answers[_worst.Name];

    [Benchmark, BenchmarkCategory("worst")]
    public LicenseDetermination Worst_determined() => _worst.Determine(_tables);

    [Benchmark, BenchmarkCategory("worst")]
    public int Worst_rows_walked() => RowWalk.Steps(_tables.Document, Regime, _worst, Day);

    [Benchmark(Baseline = true), BenchmarkCategory("embargo")]
    public LicenseDetermination Embargo_limit_looked_up() => _answers[_embargo.Name];

    [Benchmark, BenchmarkCategory("embargo")]
    public LicenseDetermination Embargo_determined() => _embargo.Determine(_tables);

    [Benchmark, BenchmarkCategory("embargo")]
    public int Embargo_rows_walked() => RowWalk.Steps(_tables.Document, Regime, _embargo, Day);

    [Benchmark(Baseline = true), BenchmarkCategory("unclassified")]
    public LicenseDetermination Unclassified_limit_looked_up() => _answers[_unclassified.Name];

    [Benchmark, BenchmarkCategory("unclassified")]
    public LicenseDetermination Unclassified_determined() => _unclassified.Determine(_tables);

    [Benchmark, BenchmarkCategory("unclassified")]
    public int Unclassified_rows_walked() => RowWalk.Steps(_tables.Document, Regime, _unclassified, Day);

    private LicenseCaseOfOne Make(string? eccn, string destination, int regime)
    {
        var countries = Loaded.Snapshot.Destinations.Countries;
        var made = new LicenseCaseOfOne(
            $"{eccn} {destination}", destination, regime,
            new LicensedItem
            {
                Declared = Eccn.TryParse(eccn, out var entry, out _) ? entry : null, Inferred = [], HsDigits = "847149", Listings = [],
                Origin = countries.Resolve("US"), Value = new Money(4_000, "EUR"),
            },
            Consignment.Of(new Shipment { DecisiveDate = Day, Origin = countries.Resolve(Homes[regime]), Destination = countries.Resolve(destination), Lines = [] }, _tables));
        _answers[made.Name] = made.Determine(_tables);
        return made;
    }
}

/// <summary>An item on its way to one place, under one regime.</summary>
internal sealed record LicenseCaseOfOne(string Name, string Destination, int Regime, LicensedItem Item, Consignment Consignment)
{
    public LicenseDetermination Determine(LicenseTables tables) => LicenseLaw.Determine(Item, Consignment, tables, Regime);
}

/// <summary>What one writes first: every table is searched row by row. Leaves out exceptions, end uses and the sentences.</summary>
internal static class RowWalk
{
    public static int Steps(LicensingDocument document, string regime, LicenseCaseOfOne goods, DateOnly day)
    {
        var steps = document.Sanctions.Count(s => s.Regime == regime && s.Source.Validity.Holds(day) && s.Places.Split('|', StringSplitOptions.TrimEntries).Contains($"country:{goods.Destination}"));
        var list = document.Regimes.Single(r => r.Regime == regime).ControlList;
        if (goods.Item.Declared is not { } declared || document.Entries.FirstOrDefault(e => e.Regime == list && e.Entry == declared.Entry && e.Source.Validity.Holds(day)) is not { } entry)
        {
            return steps;
        }

        var chart = document.Chart.FirstOrDefault(c => c.Code == goods.Destination && c.Source.Validity.Holds(day));
        foreach (var scope in entry.Scopes)
        {
            var token = scope[..scope.LastIndexOf(':')];
            var reason = document.Reasons.FirstOrDefault(r => r.Regime == list && r.Reason == token && r.Source.Validity.Holds(day));
            var parts = document.PartialReasons.Where(p => p.Regime == list && p.Entry == entry.Entry && p.Reason == token && p.Source.Validity.Holds(day)).ToList();
            var covers = parts.Count == 0 || parts.Any(p => p.Paragraphs.IsEmpty || p.Paragraphs.Any(x => declared.Paragraphs.StartsWith(x, StringComparison.Ordinal)));
            steps += covers && reason is not null && chart is not null && chart.Columns.Contains(reason.Test.Replace("chart:", "", StringComparison.Ordinal)) ? 1 : 0;
        }

        return steps + 1;
    }
}
