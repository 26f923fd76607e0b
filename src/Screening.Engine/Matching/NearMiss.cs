namespace Screening.Engine.Matching;

/// <summary>A threshold of a control entry that was nearly met, or that could not be compared.</summary>
public sealed record NearMiss
{
    /// <summary>The paragraph, <c>9A012.a</c>.</summary>
    public required string Rule { get; init; }

    public required string Parameter { get; init; }

    /// <summary>The value with its unit; null when it was not stated.</summary>
    public required string? Have { get; init; }

    /// <summary>The threshold with its unit.</summary>
    public required string Threshold { get; init; }

    public required string Text { get; init; }
}

/// <summary>A fact that would settle the result.</summary>
public sealed record Question
{
    /// <summary><c>hsCode</c>, <c>description</c>, <c>destination</c>, or a technical parameter.</summary>
    public required string Parameter { get; init; }

    /// <summary>The unit the answer is wanted in; null when it has none.</summary>
    public required string? Unit { get; init; }

    public required string Why { get; init; }
}
