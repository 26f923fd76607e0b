namespace Screening.Engine.Scoring;

/// <summary>What a line's screening comes to, from gravest to least. There is no "clear".</summary>
public enum Verdict
{
    /// <summary>A rule of law settles it: the shipment must not go.</summary>
    Prohibited,

    /// <summary>A license is needed and no exception is left.</summary>
    LicenseRequired,

    /// <summary>A person must look at it before it goes.</summary>
    Review,

    /// <summary>A needed source was absent or stale.</summary>
    NotScreened,

    /// <summary>Facts are missing that could change the verdict: the questions name them.</summary>
    Incomplete,

    /// <summary>The checks named in the coverage found nothing.</summary>
    NoFinding,
}

/// <summary>The score in words: low below 25, medium below 50, high below 75, else critical.</summary>
public enum RiskLevel
{
    Low,
    Medium,
    High,
    Critical,
}
