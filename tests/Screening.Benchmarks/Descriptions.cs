using Screening.Engine;
using Screening.Engine.Rules;

namespace Screening.Benchmarks;

/// <summary>What the benchmarks read: goods of no category, and goods of two.</summary>
internal static class Descriptions
{
    public const string Ordinary = "Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 ctn";
    public const string Finding = "Quadcopter, thermal camera, payload 10 kg, range 30 km, carrying case";

    /// <summary>Every phrase of the vocabulary as people would hand it to another search.</summary>
    public static string[] TermsOf(ScreeningSnapshot snapshot) =>
    [
        .. snapshot.Rules.RuleRows.Where(r => r.Kind is RuleKind.Term or RuleKind.Exclude).SelectMany(r => r.Values)
            .SelectMany(v => v.Split(" & ")).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(v => v, StringComparer.Ordinal),
    ];
}
