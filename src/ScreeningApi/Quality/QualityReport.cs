using System.Collections.Immutable;
using Screening.Engine;

namespace ScreeningApi.Quality;

/// <summary>How often a rule set is right on the labelled corpus, and where it is wrong.</summary>
internal sealed record QualityReport
{
    public required ScreeningVersions Versions { get; init; }
    public required double FoundFrom { get; init; }
    public required DateOnly AsOf { get; init; }
    public required LabelledCorpus Corpus { get; init; }
    public required QualityBreakdown DescriptionOnly { get; init; }
    public required QualityBreakdown WithHsCode { get; init; }

    /// <summary>What was missed with the description alone: what names the goods most plainly first, then what came least near.</summary>
    public required ImmutableArray<RowOutcome> Missed { get; init; }

    /// <summary>Ordinary goods that were found with the description alone, surest first.</summary>
    public required ImmutableArray<RowOutcome> FalselyFound { get; init; }

    public static QualityReport Of(LabelledCorpus corpus, ScreeningSnapshot snapshot, DateOnly date)
    {
        var outcomes = QualityMeter.Measure(corpus, snapshot, date, withHsCode: false);
        return new QualityReport
        {
            Versions = snapshot.Versions,
            FoundFrom = snapshot.Policy.FoundThreshold,
            AsOf = date,
            Corpus = corpus,
            DescriptionOnly = QualityBreakdown.Of(outcomes),
            WithHsCode = QualityBreakdown.Of(QualityMeter.Measure(corpus, snapshot, date, withHsCode: true)),
            Missed = [.. outcomes.Where(o => o.IsMissed).OrderBy(Plainness).ThenBy(o => o.Confidence).ThenBy(o => o.Row.Id, StringComparer.Ordinal)],
            FalselyFound = [.. outcomes.Where(o => o.IsFalselyFound).OrderByDescending(o => o.Confidence).ThenBy(o => o.Row.Id, StringComparer.Ordinal)],
        };
    }

    private static int Plainness(RowOutcome outcome) => outcome.Row.Kind switch
    {
        CorpusRowKind.Named => 0,
        CorpusRowKind.Respelled => 1,
        _ => 2,
    };
}
