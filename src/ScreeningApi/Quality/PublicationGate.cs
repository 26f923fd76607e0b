using System.Globalization;
using Screening.Engine;

namespace ScreeningApi.Quality;

/// <summary>A new version finds less than the published one: which categories, by how much, and how to publish it all the same.</summary>
public sealed class PublicationRefusedException(string message) : InvalidOperationException(message);

/// <summary>
/// Measures a new version beside the published one, on the same corpus, with the same engine, on the same day. What a rule set has
/// once found must not be lost unnoticed: an exporter relies on it.
/// </summary>
internal sealed class PublicationGate(LabelledCorpus corpus, QualityOptions options)
{
    /// <summary>So that a share which is exactly at its limit is not refused for a rounding error.</summary>
    private const double Slack = 1e-9;

    /// <summary>Returns the note to be kept with the new version, empty when it is no worse. Throws <see cref="PublicationRefusedException"/>.</summary>
    public string Check(ScreeningSnapshot next, ScreeningSnapshot current, DateOnly date)
    {
        var losses = new List<string>();
        foreach (var withHsCode in new[] { false, true })
        {
            var before = QualityBreakdown.Of(QualityMeter.Measure(corpus, current, date, withHsCode));
            var after = QualityBreakdown.Of(QualityMeter.Measure(corpus, next, date, withHsCode));
            losses.AddRange(Losses(before, after).Select(l => $"{l} ({(withHsCode ? "with HS code" : "description only")})"));
        }

        if (losses.Count == 0)
        {
            return "";
        }

        var (from, to) = (Name(current), Name(next));
        return options.Force
            ? string.Create(CultureInfo.InvariantCulture, $"Published by force on {date:O}, although worse than {from} on the labelled corpus: {string.Join("; ", losses)}")
            : throw new PublicationRefusedException(
                $"{to} was not published: it is worse than {from}, which is published, on the labelled corpus ({corpus.Rows.Length} rows):{string.Concat(losses.Select(l => $"\n  {l}"))}\n"
                + $"Mend it, or publish it all the same with 'migrate --force' or {QualityOptions.Section}__Force=true; its note will say so.");
    }

    private IEnumerable<string> Losses(QualityBreakdown before, QualityBreakdown after)
    {
        if (Loss(before.Totals, after.Totals) > options.RecallLoss + Slack)
        {
            yield return "recall of all categories " + Recalls(before.Totals, after.Totals);
        }

        foreach (var (was, now) in before.Categories.Zip(after.Categories).Where(c => Loss(c.First, c.Second) > options.CategoryRecallLoss + Slack))
        {
            yield return $"recall of {was.Name} {Recalls(was, now)}";
        }

        if (Rise(before.Totals, after.Totals) > options.FalsePositiveRise + Slack)
        {
            yield return $"false positives {before.Totals.FalselyFound} -> {after.Totals.FalselyFound} of {after.Totals.Lookalikes} look-alikes";
        }
    }

    private static double Loss(QualityFigures before, QualityFigures after) => Share(before.Found - after.Found, after.Rows);

    private static double Rise(QualityFigures before, QualityFigures after) => Share(after.FalselyFound - before.FalselyFound, after.Lookalikes);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Recalls(QualityFigures before, QualityFigures after) => string.Create(
        CultureInfo.InvariantCulture, $"{Share(before.Found, before.Rows):0.000} -> {Share(after.Found, after.Rows):0.000}: {before.Found} -> {after.Found} of {after.Rows} rows");

    private static string Name(ScreeningSnapshot snapshot) => $"rule set {snapshot.Rules.Version} with policy {snapshot.Policy.Version}";
}
