namespace Screening.Engine.Text;

/// <summary>Letters to insert, delete, change or swap with their neighbour to make one word of another (optimal string alignment).</summary>
internal static class EditDistance
{
    private const int Longest = 64;

    /// <summary>The distance, or some number above <paramref name="limit"/> when it is greater.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit || left.Length > Longest || right.Length > Longest)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> above = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Cell(left, right, (i, j), before, above, row);
            }

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[right.Length];
    }

    private static int Cell(ReadOnlySpan<char> left, ReadOnlySpan<char> right, (int I, int J) at, Span<int> before, Span<int> above, Span<int> row)
    {
        var (i, j) = at;
        var cost = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
        var isSwapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwapped ? Math.Min(cost, before[j - 2] + 1) : cost;
    }
}
