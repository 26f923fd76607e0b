using System.Collections.Immutable;
using Screening.Engine;
using Screening.Engine.Items;

namespace ScreeningApi.Quality;

/// <summary>What the rules made of a row.</summary>
/// <param name="Confidence">In the row's own category; for a look-alike in the surest one.</param>
/// <param name="Found">The categories that count as found, surest first.</param>
internal sealed record RowOutcome(CorpusRow Row, double Confidence, ImmutableArray<string> Found)
{
    public bool IsFound => Found.Contains(Row.Category);

    public bool IsMissed => !Row.IsLookalike && !IsFound;

    public bool IsFalselyFound => Row.IsLookalike && !Found.IsEmpty;
}

/// <summary>Screens every row of a corpus by the same entry point as every other caller.</summary>
internal static class QualityMeter
{
    /// <summary>Categories do not depend on where the goods go: an unknown place will do.</summary>
    private static readonly Place Anywhere = new("", null);

    public static ImmutableArray<RowOutcome> Measure(LabelledCorpus corpus, ScreeningSnapshot snapshot, DateOnly date, bool withHsCode) =>
        [.. corpus.Rows.Select(row => Measure(row, snapshot, date, withHsCode))];

    private static RowOutcome Measure(CorpusRow row, ScreeningSnapshot snapshot, DateOnly date, bool withHsCode)
    {
        var line = new LineItem { LineNo = 1, Description = row.Description, HsCode = withHsCode ? row.HsCode : null };
        var categories = ScreeningEngine.Screen(new Shipment { DecisiveDate = date, Destination = Anywhere, Lines = [line] }, snapshot).Lines[0].Categories;
        return new RowOutcome(
            row,
            categories.Where(c => row.IsLookalike || c.Code == row.Category).Select(c => c.Confidence).DefaultIfEmpty(0).Max(),
            [.. categories.Where(c => c.Confidence >= snapshot.Policy.FoundThreshold).Select(c => c.Code)]);
    }
}
