using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Suppressions;

/// <summary>Configuration section <c>Suppressions</c>.</summary>
internal sealed class SuppressionOptions
{
    public const string Section = "Suppressions";

    /// <summary>Whether a second person must agree before a suppression has an effect.</summary>
    public bool FourEyes { get; set; }

    /// <summary>Longest time for which a suppression may hold, in days.</summary>
    [Range(1, 3650)]
    public int MaxDays { get; set; } = 730;

    /// <summary>Pause between two looks at what has lapsed. It has no effect before that either: a look only writes it down.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMinutes(1);
}
