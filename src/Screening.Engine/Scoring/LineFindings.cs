using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Destinations;
using Screening.Engine.Matching;

namespace Screening.Engine.Scoring;

/// <summary>What a line's screening has to say besides its score, gravest first.</summary>
internal static class LineFindings
{
    private const string OwnRule = "screening method";

    public static ImmutableArray<Finding> Of(ItemFacts item, Route route, List<MeasureHit> hits, ImmutableArray<Question> questions)
    {
        if (hits.Count == 0 && item.Weakened.IsEmpty && item.Parameters.Remarks.IsEmpty && !IsUnknownEntry(item) && !CodeFindings.Any(item) && route.AreAllKnown)
        {
            return [];
        }

        var findings = new List<Finding>();
        findings.AddRange(hits.OrderByDescending(h => h.Effect).DistinctBy(h => h.Code).Select(h => new Finding { Code = h.Code, Severity = SeverityOf(h.Effect), Text = h.Text, Citation = h.Citation }));
        findings.AddRange(route.Stops.Where(s => s.Facts?.Risk is null).Select(UnknownPlace));
        if (IsUnknownEntry(item))
        {
            findings.Add(Make("unknownControlEntry", FindingSeverity.Review, $"No control list that is loaded has the declared entry {item.Line.Eccn}: check the classification."));
        }

        findings.AddRange(item.Parameters.Remarks.Select(r => Make(r.Code, FindingSeverity.Info, r.Text)));
        CodeFindings.Add(item, questions.Any(q => q.Parameter == "hsCode"), findings);
        findings.AddRange(item.Weakened.Select(e => Make("termDiscounted", FindingSeverity.Info, string.Create(CultureInfo.InvariantCulture,
            $"'{e.Text}' counts {(e.Weight > 0 ? $"only {e.Weight:0.00}" : "nothing")} because of '{e.WeakenedBy!.Text}': {e.WeakenedBy.Note}"))));
        return [.. findings.DistinctBy(f => (f.Code, f.Text)).OrderBy(f => f.Severity).ThenBy(f => f.Code, StringComparer.Ordinal).ThenBy(f => f.Text, StringComparer.Ordinal)];
    }

    /// <summary>A declared entry that no loaded list has could be anything: somebody must look.</summary>
    public static bool IsUnknownEntry(ItemFacts item) => item.Line.Eccn is { IsEar99: false } && item.Controls.IsEmpty;

    private static Finding UnknownPlace(RouteStop stop) => Make(
        "unknownCountry", FindingSeverity.Incomplete,
        stop.Facts is null
            ? $"The {Names.Words(stop.Role)} '{stop.Place.Sent}' is no country or region that is known. It is never treated as low risk."
            : $"The table has no risk for {stop.Name} on the decisive date. It is never treated as low risk.");

    private static Finding Make(string code, FindingSeverity severity, string text) =>
        new() { Code = code, Severity = severity, Text = text, Citation = OwnRule };

    private static FindingSeverity SeverityOf(MeasureEffect effect) => effect switch
    {
        MeasureEffect.Prohibited => FindingSeverity.Prohibited,
        MeasureEffect.LicenseRequired => FindingSeverity.LicenseRequired,
        MeasureEffect.Review => FindingSeverity.Review,
        _ => FindingSeverity.Info,
    };
}
