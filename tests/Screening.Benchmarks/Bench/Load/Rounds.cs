namespace Screening.Benchmarks.Bench.Load;

/// <summary>Several measurements of each of two servers in turns, so that whatever disturbs the machine hits both.</summary>
internal static class Rounds
{
    private const int Count = 3;

    public static async Task<(T[] Limit, T[] Ours)> TakeAsync<T>(Func<Task<T>> limit, Func<Task<T>> ours)
    {
        var (limits, all) = (new T[Count], new T[Count]);
        for (var i = 0; i < Count; i++)
        {
            limits[i] = await limit();
            all[i] = await ours();
        }

        return (limits, all);
    }

    public static double Median<T>(IEnumerable<T> values, Func<T, double> of)
    {
        var sorted = values.Select(of).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
