using System.Globalization;
using System.Text.Json;

namespace Screening.Benchmarks.Bench;

/// <summary>What was measured: a line each as soon as it is known, and all of it as JSON.</summary>
internal sealed class Figures
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private readonly Dictionary<string, object> _all = new(StringComparer.Ordinal);

    public double this[string name] => (double)_all[name];

    public void Fact(string name, string value)
    {
        _all[name] = value;
        Console.WriteLine($"{name}={value}");
    }

    public void Add(string name, double value) => Write(name, value, "");

    /// <summary>With how much of the limit it is: what a part that it cannot do without reaches alone.</summary>
    /// <param name="least">What it must reach whatever the limit is; 0 when nothing is asked of it.</param>
    public void AddBeside(string name, double value, string limit, double leastShare, double least = 0)
    {
        var ratio = value / this[limit];
        var absolute = least > 0 ? " " + Verdict($">={Text(least)}", value >= least) : "";
        Write(name, value, $"{absolute} ratio={Text(ratio)} limit={limit} {Verdict($">={Text(leastShare)}", ratio >= leastShare)}");
        _all[name + ".ratio"] = Round(ratio);
    }

    /// <summary>A time, with how many times that of the limit it is.</summary>
    public void AddAtMostTimes(string name, double value, string limit, double mostTimes)
    {
        var times = value / this[limit];
        Write(name, value, $" times={Text(times)} limit={limit} {Verdict($"<={Text(mostTimes)}", times <= mostTimes)}");
        _all[name + ".times"] = Round(times);
    }

    public void AddAtMost(string name, double value, double goal) => Write(name, value, " " + Verdict($"<={Text(goal)}", value <= goal));

    public void AddAtLeast(string name, double value, double goal) => Write(name, value, " " + Verdict($">={Text(goal)}", value >= goal));

    public string ToJson() => JsonSerializer.Serialize(_all, Format) + "\n";

    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, ToJson());
        Console.WriteLine($"written to {path}");
    }

    private void Write(string name, double value, string beside)
    {
        _all[name] = Round(value);
        Console.WriteLine($"{name}={Text(value)}{beside}");
    }

    private static string Verdict(string goal, bool isMet) => $"goal{goal} {(isMet ? "met" : "MISSED")}";

    private static double Round(double value) => Math.Abs(value) switch { >= 1000 => Math.Round(value), >= 1 => Math.Round(value, 2), _ => Math.Round(value, 4) };

    private static string Text(double value) => Round(value).ToString(CultureInfo.InvariantCulture);
}
