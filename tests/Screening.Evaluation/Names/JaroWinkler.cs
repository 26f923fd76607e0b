namespace Screening.Evaluation.Names;

/// <summary>What ours is compared with: the similarity of Jaro and Winkler, of whole names and of their words.</summary>
internal static class JaroWinkler
{
    public static double Whole(string left, string right) => Between(left.ToLowerInvariant(), right.ToLowerInvariant());

    /// <summary>Every word of the shorter name with the likest of the other, averaged.</summary>
    public static double ByWords(string left, string right)
    {
        var (one, other) = (Words(left), Words(right));
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return shorter.Length == 0 ? 0 : shorter.Average(w => longer.Max(o => Between(w, o)));
    }

    public static double Between(string left, string right)
    {
        var jaro = Jaro(left, right);
        const int Longest = 4;
        const double Scale = 0.1;
        var prefix = Math.Min(left.AsSpan().CommonPrefixLength(right), Longest);
        return jaro + (prefix * Scale * (1 - jaro));
    }

    private static double Jaro(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }

        var reach = Math.Max((Math.Max(left.Length, right.Length) / 2) - 1, 0);
        Span<bool> takenLeft = stackalloc bool[left.Length], takenRight = stackalloc bool[right.Length];
        var common = 0;
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(right.Length, i + reach + 1) && !takenLeft[i]; j++)
            {
                if (!takenRight[j] && left[i] == right[j])
                {
                    (takenLeft[i], takenRight[j]) = (true, true);
                    common++;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        var (swapped, at) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            if (takenLeft[i])
            {
                while (!takenRight[at])
                {
                    at++;
                }

                swapped += left[i] == right[at++] ? 0 : 1;
            }
        }

        return (((double)common / left.Length) + ((double)common / right.Length) + ((common - (swapped / 2.0)) / common)) / 3;
    }

    private static string[] Words(string name) => name.ToLowerInvariant().Split([' ', ',', '.', '-', '\'', '(', ')', '/', '&'], StringSplitOptions.RemoveEmptyEntries);
}
