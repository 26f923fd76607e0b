using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Alerts;

/// <summary>Configuration section <c>Alerts</c>.</summary>
internal sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>Whether this process looks for alerts. Several may, and share the work.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Days before the publication of a list from which on parties of stored screenings are looked for in what it changed.</summary>
    [Range(1, 3650)]
    public int LookBack { get; set; } = 90;

    /// <summary>
    /// How long after its publication a version may not be known to every process: parties screened in this time are looked for as well, and
    /// the search begins when it is over.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Settle { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause between two looks for work.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time after which what a process has taken is taken by another. Each step renews it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Parties matched in one step.</summary>
    [Range(1, 10_000)]
    public int StepParties { get; set; } = 500;
}
