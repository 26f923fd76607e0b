using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;

namespace Screening.Benchmarks.Bench.Parts;

/// <summary>A result as it is stored: what is filtered on in columns of its own, the rest as one text.</summary>
/// <param name="Summary">Null where there is nothing to say.</param>
internal sealed record ResultSample(string Verdict, decimal Score, string Level, string? Summary)
{
    private const char Separator = '\u001f';

    public static ResultSample Of(LineResult line, double foundFrom)
    {
        string[] columns =
        [
            string.Join('|', line.Categories.Where(c => c.Confidence >= foundFrom).Select(c => c.Code)),
            string.Join('|', line.Controls.Select(c => $"{c.Regime}:{c.Entry}")),
            "",
            string.Join('|', line.Listings.Where(l => l.Extent == ListingExtent.Full).Select(l => l.Tier is null ? l.List : $"{l.List}:{l.Tier}").Distinct()),
            "",
            line.Findings.FirstOrDefault(f => f.Severity is FindingSeverity.Prohibited or FindingSeverity.LicenseRequired or FindingSeverity.Review)?.Text
                ?? line.Contributions.MaxBy(c => c.Points)?.Text ?? line.Questions.FirstOrDefault()?.Why ?? "",
        ];
        return new ResultSample(Camel(line.Verdict.ToString()), line.RiskScore, Camel(line.RiskLevel.ToString()), columns.All(c => c.Length == 0) ? null : string.Join(Separator, columns));
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
