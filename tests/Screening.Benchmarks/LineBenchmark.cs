using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Screening.Engine;
using Screening.Engine.Items;
using Screening.Engine.Text;

namespace Screening.Benchmarks;

/// <summary>
/// Cost of one line with all shipped rules loaded, score and reasons included, beside its lower limit (normalising the text, which
/// nothing can do without). What other ways of finding terms cost stands in <see cref="TermBenchmark"/>.
/// </summary>
[Config(typeof(FewIterations)), GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class LineBenchmark
{
    private const string OrdinaryText = Descriptions.Ordinary;
    private const string FindingText = Descriptions.Finding;

    private readonly NormalizedText _normalized = new();
    private Shipment _ordinary = null!;
    private Shipment _finding = null!;

    [GlobalSetup]
    public void Load()
    {
        _ordinary = ShipmentOf(OrdinaryText, "6109.10");
        _finding = ShipmentOf(FindingText, "8806.23");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("ordinary")]
    public int Ordinary_limit_normalise_only()
    {
        TextNormalizer.Normalize(OrdinaryText, _normalized);
        return _normalized.Tokens.Length;
    }

    [Benchmark, BenchmarkCategory("ordinary")]
    public ScreeningResult Ordinary_screened() => ScreeningEngine.Screen(_ordinary, Loaded.Snapshot);

    [Benchmark(Baseline = true), BenchmarkCategory("finding")]
    public int Finding_limit_normalise_only()
    {
        TextNormalizer.Normalize(FindingText, _normalized);
        return _normalized.Tokens.Length;
    }

    [Benchmark, BenchmarkCategory("finding")]
    public ScreeningResult Finding_screened() => ScreeningEngine.Screen(_finding, Loaded.Snapshot);

    private static Shipment ShipmentOf(string text, string code) => new()
    {
        DecisiveDate = new DateOnly(2026, 11, 23),
        Destination = Loaded.Snapshot.Destinations.Countries.Resolve("AE"),
        Lines = [new LineItem { LineNo = 1, Description = text, HsCode = HsCode.TryParse(code, out var hs, out _) ? hs : null }],
    };
}
