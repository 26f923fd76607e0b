namespace ScreeningApi.Quality;

/// <summary>A share of a sample, and what it says about more of the same.</summary>
public sealed record Proportion
{
    /// <summary>Quantile of the normal distribution for 95 % confidence.</summary>
    private const double Z = 1.959963984540054;

    private const int Digits = 4;

    /// <summary>In [0, 1].</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>
    /// With Wilson's interval, which stays inside [0, 1] and keeps its width near the ends, where the usual one shrinks to nothing.
    /// Null of an empty sample: nothing can be said.
    /// </summary>
    internal static Proportion? Of(int part, int whole)
    {
        if (whole == 0)
        {
            return null;
        }

        var share = (double)part / whole;
        var middle = share + Z * Z / (2 * whole);
        var reach = Z * Math.Sqrt(share * (1 - share) / whole + Z * Z / (4.0 * whole * whole));
        var scale = 1 + Z * Z / whole;
        return new Proportion
        {
            Value = Math.Round(share, Digits),
            Low = Math.Round(Math.Max(0, (middle - reach) / scale), Digits),
            High = Math.Round(Math.Min(1, (middle + reach) / scale), Digits),
        };
    }
}
