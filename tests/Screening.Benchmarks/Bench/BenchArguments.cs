using System.Globalization;

namespace Screening.Benchmarks.Bench;

/// <summary>What is to be measured, and which stored figures the run is to be compared with.</summary>
/// <param name="Mode">Null for all.</param>
/// <param name="Amount">Rows or seconds, as the mode takes them; 0 for as many as usual.</param>
/// <param name="Before">File with the figures of an earlier run.</param>
/// <param name="After">File with the figures to compare, instead of a run.</param>
internal sealed record BenchArguments(string? Mode, long Amount, string? Before, string? After)
{
    private const string Compare = "--compare";

    /// <summary>Null where they are not understood.</summary>
    public static BenchArguments? Read(string[] args, IEnumerable<string> modes)
    {
        var at = Array.IndexOf(args, Compare) is var found and >= 0 ? found : args.Length;
        var amount = 0L;
        var isRun = args[..at] is [] || (args[..at] is [var mode, .. { Length: <= 1 } rest] && modes.Contains(mode) && (rest is [] || IsAmount(rest[0], out amount)));
        return !isRun ? null : args[at..] switch
        {
            [] => new BenchArguments(args.FirstOrDefault(), amount, null, null),
            [_, var before] => new BenchArguments(at == 0 ? null : args[0], amount, before, null),
            [_, var before, var after] when at == 0 => new BenchArguments(null, 0, before, after),
            _ => null,
        };
    }

    private static bool IsAmount(string text, out long amount) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount > 0;
}
