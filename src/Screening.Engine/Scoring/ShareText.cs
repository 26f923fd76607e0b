using System.Globalization;

namespace Screening.Engine.Scoring;

/// <summary>
/// Shares between 0 and 1 in words. Nearly all that are shown are whole hundredths or ten-thousandths: those are written once and kept,
/// because formatting a number costs as much as finding all terms of a description.
/// </summary>
internal sealed class ShareText(int parts, string format)
{
    private readonly string?[] _known = new string?[parts + 1];

    /// <summary>"0.85".</summary>
    public static ShareText Hundredths { get; } = new(100, "0.00");

    /// <summary>"0.8575", "0.9".</summary>
    public static ShareText TenThousandths { get; } = new(10_000, "0.####");

    public string Of(double share)
    {
        var number = Math.Round(share * parts);
        return number >= 0 && number <= parts && number / parts == share
            ? _known[(int)number] ??= Write(share)
            : Write(share);
    }

    private string Write(double share) => share.ToString(format, CultureInfo.InvariantCulture);
}
