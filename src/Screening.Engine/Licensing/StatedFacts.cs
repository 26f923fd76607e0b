using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Licensing;

/// <summary>What can be said of a transaction: kinds of end uses with the words that state them, and circumstances. Each has a bit.</summary>
internal sealed class StatedFacts
{
    private const int MostKinds = 64, MostCircumstances = 128;

    private readonly ImmutableArray<string> _kinds;
    private readonly ImmutableArray<string> _circumstances;
    private readonly FrozenDictionary<string, string> _opposites;

    private StatedFacts(LicensingDocument document)
    {
        // Stated in words, or declared as a circumstance: a kind that neither knows would never make a rule apply.
        _kinds = [.. document.EndUseTerms.Select(t => t.Kind).Where(k => k != EndUseTerms.NoAnswer).Concat(document.EndUses.SelectMany(e => e.Kinds).Intersect(document.Circumstances.Select(c => c.Circumstance))).Distinct().Order(StringComparer.Ordinal)];
        _circumstances = [.. document.Circumstances.Select(c => c.Circumstance).Distinct().Order(StringComparer.Ordinal)];
        _opposites = document.Circumstances.Where(c => c.Opposite.Length > 0).DistinctBy(c => c.Circumstance).ToFrozenDictionary(c => c.Circumstance, c => c.Opposite, StringComparer.Ordinal);
        Terms = EndUseTerms.Compile(document.EndUseTerms, kind => 1UL << _kinds.IndexOf(kind));
    }

    public static StatedFacts Empty { get; } = new(LicensingDocument.Empty);

    public EndUseTerms Terms { get; }

    public static StatedFacts Compile(LicensingDocument document, List<RuleSetDiagnostic> found)
    {
        var facts = new StatedFacts(document);
        if (facts._kinds.Length > MostKinds || facts._circumstances.Length > MostCircumstances)
        {
            found.Add(new("licensing", $"found {facts._kinds.Length} kinds of end uses and {facts._circumstances.Length} circumstances, expected at most {MostKinds} and {MostCircumstances}"));
            return Empty;
        }

        foreach (var row in document.Circumstances.Where(c => c.Opposite.Length > 0 && !facts._circumstances.Contains(c.Opposite)))
        {
            found.Add(new($"circumstance {row.Circumstance}", $"found the opposite '{row.Opposite}', expected a circumstance of the table"));
        }

        return facts;
    }

    /// <summary>The kinds of end use among the bits, in words.</summary>
    public IEnumerable<string> KindNames(ulong bits) => _kinds.Where((_, i) => (bits & (1UL << i)) != 0);

    public ulong KindsOf(IEnumerable<string> kinds, string where, List<RuleSetDiagnostic> found) => (ulong)Bits(_kinds, kinds, "kind of end use", where, found);

    public UInt128 CircumstancesOf(IEnumerable<string> names, string where, List<RuleSetDiagnostic> found) => Bits(_circumstances, names, "circumstance", where, found);

    /// <summary>Bit of a kind of end use, which can be declared as a circumstance; 0 when there is none of that name.</summary>
    public ulong KindOf(string name) => _kinds.IndexOf(name) is >= 0 and var at ? 1UL << at : 0;

    /// <summary>All that can be declared: circumstances and kinds of end use.</summary>
    public IEnumerable<string> Declarable => _circumstances.Concat(_kinds).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Bit of a circumstance; 0 when there is none of that name.</summary>
    public UInt128 CircumstanceOf(string name) => _circumstances.IndexOf(name) is >= 0 and var at ? UInt128.One << at : 0;

    public UInt128 OppositesOf(IEnumerable<string> names) =>
        names.Aggregate(UInt128.Zero, (bits, name) => bits | (_opposites.TryGetValue(name, out var opposite) ? CircumstanceOf(opposite) : 0));

    private static UInt128 Bits(ImmutableArray<string> known, IEnumerable<string> names, string what, string where, List<RuleSetDiagnostic> found)
    {
        var bits = UInt128.Zero;
        foreach (var name in names)
        {
            if (known.IndexOf(name) is >= 0 and var at)
            {
                bits |= UInt128.One << at;
            }
            else
            {
                found.Add(new RuleSetDiagnostic(where, $"found the {what} '{name}', expected one of {string.Join(", ", known)}"));
            }
        }

        return bits;
    }
}
