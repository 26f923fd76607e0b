using System.Globalization;

namespace Screening.Benchmarks.Bench.Rows;

/// <summary><c>rows N FILE|- [--seed S]</c>: writes an order book.</summary>
internal static class RowsCommand
{
    private const string Usage = "Usage: rows N FILE|- [--seed S]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length is not (2 or 4) || !long.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || !TrySeed(args, out var seed))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await using var target = args[1] == "-" ? Console.OpenStandardOutput() : File.Create(args[1]);
        await new OrderBook(rows, seed).WriteToAsync(target, CancellationToken.None);
        return 0;
    }

    private static bool TrySeed(string[] args, out ulong seed)
    {
        seed = OrderBook.UsualSeed;
        return args.Length == 2 || (args[2] == "--seed" && ulong.TryParse(args[3], NumberStyles.None, CultureInfo.InvariantCulture, out seed));
    }
}
