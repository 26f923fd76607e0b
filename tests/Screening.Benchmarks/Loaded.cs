using Screening.Engine;
using Screening.Engine.Rules;
using ScreeningApi.Reference;

namespace Screening.Benchmarks;

/// <summary>The shipped rules, loaded once for all benchmarks.</summary>
internal static class Loaded
{
    private static readonly Lazy<ReferenceData> LazyData = new(() => ReferenceFolder.Read(ReferenceFolder.Shipped));
    private static readonly Lazy<ScreeningSnapshot> LazySnapshot = new(() => SnapshotCompiler.Compile(Data));
    private static readonly Lazy<string[]> LazyTerms = new(TermsOfRules);

    public static ReferenceData Data => LazyData.Value;

    public static ScreeningSnapshot Snapshot => LazySnapshot.Value;

    /// <summary>Every phrase of the vocabulary as people would hand it to another search.</summary>
    public static string[] Terms => LazyTerms.Value;

    private static string[] TermsOfRules() =>
    [
        .. Snapshot.Rules.RuleRows.Where(r => r.Kind is RuleKind.Term or RuleKind.Exclude).SelectMany(r => r.Values)
            .SelectMany(v => v.Split(" & ")).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(v => v, StringComparer.Ordinal),
    ];
}
