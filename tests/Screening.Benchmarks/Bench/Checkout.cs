namespace Screening.Benchmarks.Bench;

/// <summary>The checkout that the benchmark was built from.</summary>
internal static class Checkout
{
    private static readonly string Root = FindRoot();

    /// <summary>The service as the image has it, compiled ahead of time, where it was published for the benchmark; else built as this program was.</summary>
    public static string Service { get; } = FindService();

    /// <summary>The text that finds what must never be in a database.</summary>
    public static string Invariants => File.ReadAllText(Path.Combine(Root, "db", "checks", "invariants.sql"));

    public static string Document(string name) => Path.Combine(Root, "docs", name);

    public static string Artifact(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "bench"));
        return Path.Combine(folder.FullName, name);
    }

    private static string FindService()
    {
        if (Path.Combine(Root, "artifacts", "bench", "service", "ScreeningApi.dll") is var published && File.Exists(published))
        {
            return published;
        }

        // .../tests/Screening.Benchmarks/bin/Release/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, "src", "ScreeningApi", "bin", framework.Parent!.Name, framework.Name, "ScreeningApi.dll");
        return File.Exists(path) ? path : throw new BenchFault($"Found no {path}: build the solution first.");
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "ScreeningApi.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new BenchFault("The benchmark runs outside a checkout.");
    }
}
