namespace ScreeningApi.Quality;

/// <summary>How often the active rules are right on the service's own labelled corpus.</summary>
public sealed record QualityResponse
{
    /// <summary>The version of the rule set that was measured.</summary>
    public required string RuleSet { get; init; }

    /// <summary>The version of the policy, which says from which confidence on a category counts as found.</summary>
    public required string Policy { get; init; }

    public required string Engine { get; init; }

    /// <summary>The date whose rules were measured.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>In (0, 1]: a category counts as found from this confidence on.</summary>
    public required double FoundFrom { get; init; }

    public required CorpusItem Corpus { get; init; }

    /// <summary>The rules saw the description alone.</summary>
    public required QualityBreakdown DescriptionOnly { get; init; }

    /// <summary>The rules saw the description and, where the row has one, the HS code.</summary>
    public required QualityBreakdown WithHsCode { get; init; }

    /// <summary>The worst of what was missed by the description alone, as many as were asked for.</summary>
    public required IReadOnlyList<QualityMiss> Missed { get; init; }

    /// <summary>The worst of what was falsely found by the description alone, as many as were asked for.</summary>
    public required IReadOnlyList<QualityMiss> FalselyFound { get; init; }

    internal static QualityResponse Of(QualityReport report, int misses) => new()
    {
        RuleSet = report.Versions.RuleSet, Policy = report.Versions.Policy, Engine = report.Versions.Engine, AsOf = report.AsOf, FoundFrom = report.FoundFrom,
        Corpus = new CorpusItem { Rows = report.Corpus.Rows.Length, Checksum = report.Corpus.Checksum },
        DescriptionOnly = report.DescriptionOnly, WithHsCode = report.WithHsCode,
        Missed = [.. report.Missed.Take(misses).Select(QualityMiss.Of)], FalselyFound = [.. report.FalselyFound.Take(misses).Select(QualityMiss.Of)],
    };
}

/// <summary>The labelled corpus that travels with the program.</summary>
public sealed record CorpusItem
{
    public required int Rows { get; init; }

    /// <summary>SHA-256 over its files in the order of their names, in hexadecimal.</summary>
    public required string Checksum { get; init; }
}

/// <summary>A row of the corpus that the rules are wrong about.</summary>
public sealed record QualityMiss
{
    public required string Id { get; init; }

    /// <summary>ISO 639-1, with a script where that matters: zh-Hant.</summary>
    public required string Language { get; init; }

    /// <summary>named, model, respelled or lookalike.</summary>
    public required string Kind { get; init; }

    /// <summary>The category that the goods belong to; none for a look-alike.</summary>
    public required string Expected { get; init; }

    /// <summary>The categories that were found.</summary>
    public required IReadOnlyList<string> Found { get; init; }

    /// <summary>In the expected category; for a look-alike in the surest one.</summary>
    public required double Confidence { get; init; }

    public required string Description { get; init; }

    internal static QualityMiss Of(RowOutcome outcome) => new()
    {
        Id = outcome.Row.Id, Language = outcome.Row.Language, Kind = outcome.Row.KindName, Expected = outcome.Row.Category, Found = outcome.Found,
        Confidence = outcome.Confidence, Description = outcome.Row.Description,
    };
}
