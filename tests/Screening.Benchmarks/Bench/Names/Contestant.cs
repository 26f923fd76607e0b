namespace Screening.Benchmarks.Bench.Names;

/// <summary>A way to look names up.</summary>
internal abstract class Contestant
{
    /// <summary>Answers that each gives at most.</summary>
    protected const int Limit = 10;

    public abstract string Name { get; }

    /// <summary>What it looks at, in words.</summary>
    public abstract string Way { get; }

    /// <summary>Answers that count, strictest first; the first at which it finds what is wanted is taken, else the last.</summary>
    public abstract IReadOnlyList<double> Scores { get; }

    /// <summary>Entries that may be meant; an entry may come more than once.</summary>
    public abstract void Find(string name, List<(int Entry, double Score)> found);
}
