using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Finds a declared entry in the control lists.</summary>
internal static class ControlFinder
{
    /// <summary>The rows of the declared entry in every regime that has it; none for EAR99 or an entry nobody has.</summary>
    public static ImmutableArray<ControlRow> FindRows(Eccn? declared, CompiledRuleSet rules, DateOnly date) =>
        declared is { IsEar99: false } eccn && rules.Controls.TryGetValue(eccn.Entry, out var rows)
            ? [.. rows.Where(r => r.Validity.Holds(date))]
            : [];

    public static ControlMatch ToMatch(ControlRow row, Eccn declared) => new()
    {
        Regime = row.Regime,
        Entry = declared.ToString(),
        Heading = row.Heading,
        Basis = ControlBasis.Declared,
        ReasonsForControl = row.Reasons,
        Citation = row.Citation,
        Verified = row.Verified,
    };
}
