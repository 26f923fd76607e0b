using System.Collections.Immutable;
using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Matching;

/// <summary>Finds a declared entry in the control lists.</summary>
internal static class ControlFinder
{
    /// <summary>The rows of the declared entry in every regime that has it; none for EAR99 or an entry nobody has.</summary>
    public static ImmutableArray<ControlRow> FindRows(Eccn? declared, CompiledRuleSet rules, DateOnly date)
    {
        if (declared is not { IsEar99: false } eccn || !rules.Controls.TryGetValue(eccn.Entry, out var rows))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<ControlRow>(rows.Length);
        foreach (var row in rows)
        {
            if (row.Validity.Holds(date))
            {
                found.Add(row);
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The declared entry in each regime, then those that were concluded.</summary>
    public static ImmutableArray<ControlMatch> ToMatches(ImmutableArray<ControlRow> rows, Eccn? declared, ImmutableArray<ControlMatch> inferred)
    {
        if (rows.IsEmpty || declared is not { } eccn)
        {
            return inferred;
        }

        var matches = ImmutableArray.CreateBuilder<ControlMatch>(rows.Length + inferred.Length);
        foreach (var row in rows)
        {
            matches.Add(ToMatch(row, eccn));
        }

        matches.AddRange(inferred);
        return matches.MoveToImmutable();
    }

    private static ControlMatch ToMatch(ControlRow row, Eccn declared) => new()
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
