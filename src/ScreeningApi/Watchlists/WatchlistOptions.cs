using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Watchlists;

/// <summary>Configuration section <c>Watchlists</c>.</summary>
internal sealed class WatchlistOptions
{
    public const string Section = "Watchlists";

    /// <summary>Whether this installation downloads lists by itself. Off: they are imported by command or upload.</summary>
    public bool Download { get; set; }

    /// <summary>Pause between two downloads of a list.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "30.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(6);

    /// <summary>The same for single lists, by code.</summary>
    public Dictionary<string, TimeSpan> EveryOf { get; set; } = [];

    /// <summary>Where single lists are had, by code, where that is not where their publisher gives them: a mirror.</summary>
    public Dictionary<string, string> Url { get; set; } = [];

    /// <summary>Pause between two looks at what is due, and before another try of what failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one try of a download may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Tries after the first.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Pause before the first of them; it doubles, and is spread so that not all come at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of a list, uncompressed.</summary>
    [Range(1L, 1L << 32)]
    public long MaxBytes { get; set; } = 256L << 20;

    /// <summary>Hosts that an import over HTTP may name in its URL.</summary>
    public string[] UrlHosts { get; set; } = [];

    /// <summary>Codes of lists that must be there.</summary>
    public string[] Required { get; set; } = [];

    /// <summary>Age from which nothing is screened against a list, by its code: it goes before what the rules say. It warns at half of it, or where the rules say if that is sooner.</summary>
    public Dictionary<string, TimeSpan> MaxAge { get; set; } = [];

    /// <summary>Longest time for which a tenant may go on with a stale list.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxOverride { get; set; } = TimeSpan.FromHours(72);

    /// <summary>Share of its entries that a tenant's own list may lose without somebody releasing it.</summary>
    [Range(0.0, 1.0)]
    public double OwnMaxShrink { get; set; } = 0.25;
}
