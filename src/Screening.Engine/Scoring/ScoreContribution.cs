namespace Screening.Engine.Scoring;

/// <summary>What a contribution comes from, in the order in which they are added.</summary>
public enum ScoreFactor
{
    /// <summary>How concerning the item is times how concerning where it goes.</summary>
    Item,

    /// <summary>Who is involved.</summary>
    Party,

    /// <summary>A red flag.</summary>
    Flag,

    /// <summary>The law sets a lower bound.</summary>
    Floor,
}

/// <summary>A part of a line's score. The parts of a line sum exactly to its score.</summary>
public sealed record ScoreContribution
{
    public required ScoreFactor Factor { get; init; }

    /// <summary>A category, a list, a control entry, a flag or a finding.</summary>
    public required string Reason { get; init; }

    /// <summary>0.1 to 100.0, with one decimal.</summary>
    public required decimal Points { get; init; }

    /// <summary>The reason in words, with the numbers that went into it.</summary>
    public required string Text { get; init; }

    public required string Citation { get; init; }
}

/// <summary>Something the screening has to say about a line.</summary>
public sealed record Finding
{
    /// <summary>Stable reason code, such as <c>endUserEmbargoed</c>.</summary>
    public required string Code { get; init; }

    public required FindingSeverity Severity { get; init; }

    public required string Text { get; init; }

    public required string Citation { get; init; }
}

/// <summary>The verdict that a finding leads to, or <c>info</c> when it only explains.</summary>
public enum FindingSeverity
{
    Prohibited,
    LicenseRequired,
    Review,
    Incomplete,
    Info,
}
