using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Screening.Engine.Items;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Matching;

/// <summary>
/// The lists that HS codes stand on: they follow from the code and the date alone, and an exporter has few codes. Of fixed size for each
/// rule set; threads share it without a lock: an entry never changes, and one that is lost is made again.
/// </summary>
internal sealed class ListingMemory
{
    private const int BitsOfSlots = 12;

    private static readonly ConditionalWeakTable<CompiledRuleSet, ListingMemory> ByRules = [];

    private readonly Known?[] _known = new Known?[1 << BitsOfSlots];

    public static ListingMemory Of(CompiledRuleSet rules) => ByRules.GetValue(rules, static _ => new ListingMemory());

    /// <summary>The matches in their order, the weight of the gravest firm one, and what lines with this code share.</summary>
    /// <param name="declared">The code, and what the nomenclature of these rules says of it on the date.</param>
    public (ImmutableArray<ListingMatch> Matches, double Weight, SharedPart? Shared) Find(
        (HsCode? Code, HsStanding Standing) declared, CompiledRuleSet rules, DateOnly date, MatchingScratch scratch)
    {
        if (declared.Code is not { Digits: var digits })
        {
            return ([], 0, null);
        }

        var hash = HashCode.Combine(string.GetHashCode(digits.AsSpan(), StringComparison.Ordinal), date);
        ref var slot = ref _known[(uint)hash >> (32 - BitsOfSlots)];
        var known = slot;
        if (known is null || known.Date != date || known.Digits != digits)
        {
            var matches = ListingFinder.Find(declared, rules, date, scratch, out var weight);
            slot = known = new Known(digits, date, matches, weight, matches.IsEmpty ? null : new SharedPart(ImmutableCollectionsMarshal.AsArray(matches)!));
        }

        return (known.Matches, known.Weight, known.Shared);
    }

    private sealed record Known(string Digits, DateOnly Date, ImmutableArray<ListingMatch> Matches, double Weight, SharedPart? Shared);
}
