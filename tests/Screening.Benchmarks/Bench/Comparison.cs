using System.Text.Json;

namespace Screening.Benchmarks.Bench;

/// <summary>A share of a limit that fell, so that whoever reads it knows by how much.</summary>
internal sealed record FallenRatio(string Name, double Before, double After);

/// <summary>
/// Every figure that ends in <c>.ratio</c>, beside the same of an earlier run. Ratios to a limit that was measured in the same run hold
/// from one machine to the next, which rates and times do not.
/// </summary>
internal sealed record Comparison(IReadOnlyList<string> Compared, IReadOnlyList<FallenRatio> Fallen)
{
    private const string Ending = ".ratio";
    private const double MostFall = 0.15;

    /// <summary>Of two stored files. Throws <see cref="BenchFault"/> where they have no ratio in common: nothing compared is not nothing found.</summary>
    public static Comparison Of(string before, string after)
    {
        var (earlier, now) = (Ratios(before), Ratios(after));
        string[] names = [.. earlier.Keys.Intersect(now.Keys).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? throw new BenchFault("The two runs have no ratio in common, expected some to compare.")
            : new Comparison(names, [.. names.Select(n => new FallenRatio(n, earlier[n], now[n])).Where(r => r.After < r.Before * (1 - MostFall))]);
    }

    private static Dictionary<string, double> Ratios(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.EnumerateObject().Where(p => p.Name.EndsWith(Ending, StringComparison.Ordinal)).ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new BenchFault($"The figures of a run cannot be read: {unreadable.Message}");
        }
    }
}
