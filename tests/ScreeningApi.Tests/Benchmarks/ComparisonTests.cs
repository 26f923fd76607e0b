using Screening.Benchmarks.Bench;

namespace ScreeningApi.Tests.Benchmarks;

/// <summary>A run that is compared with an earlier one must notice what fell.</summary>
public sealed class ComparisonTests
{
    private const string Before = """{ "machine.cores": "2", "a.perSecond": 5000, "a.ratio": 0.8, "b.ratio": 2, "elsewhere.ratio": 0.5 }""";

    [Theory]
    [InlineData("""{ "a.perSecond": 10, "a.ratio": 0.69, "b.ratio": 3 }""", "")]
    [InlineData("""{ "a.perSecond": 9000, "a.ratio": 0.67, "b.ratio": 2 }""", "a.ratio")]
    [InlineData("""{ "a.ratio": 0.1, "b.ratio": 1.5, "new.ratio": 0.1 }""", "a.ratio b.ratio")]
    public void Every_ratio_that_fell_by_more_than_15_percent_is_named(string after, string fallen) =>
        Assert.Equal(fallen, string.Join(' ', Comparison.Of(Before, after).Fallen.Select(r => r.Name)));

    [Fact]
    public void Only_what_both_runs_measured_is_compared() => Assert.Equal(["a.ratio"], Comparison.Of(Before, """{ "a.ratio": 1 }""").Compared);

    [Theory]
    [InlineData("""{ "a.perSecond": 5000 }""")]
    [InlineData("")]
    [InlineData("[]")]
    public void Nothing_in_common_does_not_pass_for_nothing_fallen(string after) => Assert.Throws<BenchFault>(() => Comparison.Of(Before, after));

    [Theory]
    [InlineData("", null, 0, null, null)]
    [InlineData("load", "load", 0, null, null)]
    [InlineData("load 2", "load", 2, null, null)]
    [InlineData("--compare A", null, 0, "A", null)]
    [InlineData("load 2 --compare A", "load", 2, "A", null)]
    [InlineData("--compare A B", null, 0, "A", "B")]
    public void Arguments_are_understood(string line, string? mode, long amount, string? before, string? after) =>
        Assert.Equal(new BenchArguments(mode, amount, before, after), Read(line));

    [Theory]
    [InlineData("what")]
    [InlineData("5")]
    [InlineData("load 0")]
    [InlineData("load 2 3")]
    [InlineData("load --compare")]
    [InlineData("load --compare A B")]
    public void Others_are_refused(string line) => Assert.Null(Read(line));

    private static BenchArguments? Read(string line) => BenchArguments.Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), ["load", "batch"]);
}
