using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Screening.Engine;
using Screening.Engine.Items;
using Screening.Engine.Text;
using ScreeningApi.Reference;

namespace Screening.Benchmarks;

/// <summary>
/// Cost of one line with all shipped rules loaded, beside its lower limit (normalising the text, which nothing can do without) and
/// beside what one would write first (looking for every term in the text, one by one).
/// </summary>
[MemoryDiagnoser, SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 5), GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class LineBenchmark
{
    private const string OrdinaryText = "Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 cartons";
    private const string FindingText = "Quadcopter, thermal camera, payload 10 kg, range 30 km, with carrying case";

    private readonly NormalizedText _normalized = new();
    private ScreeningSnapshot _snapshot = null!;
    private Shipment _ordinary = null!;
    private Shipment _finding = null!;
    private string[] _terms = null!;

    [GlobalSetup]
    public void Load()
    {
        _snapshot = SnapshotCompiler.Compile(ReferenceFolder.Read(ReferenceFolder.Shipped));
        _ordinary = ShipmentOf(OrdinaryText, "6109.10");
        _finding = ShipmentOf(FindingText, "8806.23");
        _terms = [.. _snapshot.Rules.RuleRows.Where(r => r.Kind is Engine.Rules.RuleKind.Term).SelectMany(r => r.Values)];
    }

    [Benchmark(Baseline = true), BenchmarkCategory("ordinary")]
    public int Ordinary_limit_normalise_only()
    {
        TextNormalizer.Normalize(OrdinaryText, _normalized);
        return _normalized.Tokens.Length;
    }

    [Benchmark, BenchmarkCategory("ordinary")]
    public ScreeningResult Ordinary_screened() => ScreeningEngine.Screen(_ordinary, _snapshot);

    [Benchmark, BenchmarkCategory("ordinary")]
    public int Ordinary_alternative_contains_each_term() => CountTerms(OrdinaryText);

    [Benchmark(Baseline = true), BenchmarkCategory("finding")]
    public int Finding_limit_normalise_only()
    {
        TextNormalizer.Normalize(FindingText, _normalized);
        return _normalized.Tokens.Length;
    }

    [Benchmark, BenchmarkCategory("finding")]
    public ScreeningResult Finding_screened() => ScreeningEngine.Screen(_finding, _snapshot);

    [Benchmark, BenchmarkCategory("finding")]
    public int Finding_alternative_contains_each_term() => CountTerms(FindingText);

    private int CountTerms(string text)
    {
        var found = 0;
        foreach (var term in _terms)
        {
            found += text.Contains(term, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return found;
    }

    private Shipment ShipmentOf(string text, string code) => new()
    {
        DecisiveDate = new DateOnly(2026, 11, 23),
        Destination = _snapshot.Destinations.Countries.Resolve("AE"),
        Lines = [new LineItem { LineNo = 1, Description = text, HsCode = HsCode.TryParse(code, out var hs, out _) ? hs : null }],
    };
}
