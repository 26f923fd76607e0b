using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>What the tables say of a place on one date, and which rules may concern it: worked out once a day and place.</summary>
internal sealed class LicensePlace
{
    private readonly FrozenDictionary<string, PlaceFactRow> _facts;
    private readonly ConcurrentDictionary<string, bool> _ofEntries = new(StringComparer.Ordinal);

    public LicensePlace(PlaceRow row, IEnumerable<PlaceFactRow> facts, CountryChartRow? chart)
    {
        (Code, Name, Chart) = (row.Code, row.Name, chart);
        // Of several rows the best checked speaks: one nobody checked must not take away what another says.
        _facts = facts.GroupBy(f => f.Fact).ToFrozenDictionary(g => g.Key, g => g.OrderBy(f => f.Source.IsUnchecked).ThenBy(f => !f.Source.IsConfirmed).First(), StringComparer.Ordinal);
    }

    public string Code { get; }

    public string Name { get; }

    /// <summary>Null when the country chart has no row for it.</summary>
    public CountryChartRow? Chart { get; }

    /// <summary>The rules of each regime that are not out of the question here, in the order of the regimes.</summary>
    public ImmutableArray<PlacedRules> Rules { get; private set; } = [];

    /// <summary>Whether it has the fact; one that nobody checked leaves it open.</summary>
    public Truth Has(string fact) =>
        !_facts.TryGetValue(fact, out var row) ? Truth.False : row.Source.IsUnchecked ? Truth.Unknown : Truths.Of(row.Holds);

    /// <summary>True when some rule here concerns goods whatever they are.</summary>
    public bool ConcernsAllGoods { get; private set; }

    /// <summary>What is so of an entry as a whole here; worked out when it is first asked for.</summary>
    public bool Remember<T>(string entry, T of, Func<LicensePlace, T, bool> workOut) =>
        _ofEntries.TryGetValue(entry, out var known) ? known : _ofEntries[entry] = workOut(this, of);

    public LicensePlace With(ImmutableArray<PlacedRules> rules)
    {
        Rules = rules;
        ConcernsAllGoods = rules.Any(r => r.Sanctions.Any(s => s.Rule.Effect == RuleEffect.Required && !s.Rule.IsAboutFewGoods));
        return this;
    }
}

/// <summary>The rules of one regime that may concern a place on a date, each with how far the place meets it, and all exceptions.</summary>
internal sealed record PlacedRules(
    Truth IsHome, ImmutableArray<(Sanction Rule, Truth Place)> Sanctions, ImmutableArray<(EndUseRule Rule, Truth Place)> EndUses, ImmutableArray<(Bar Rule, Truth Place)> Bars,
    ImmutableArray<PlacedException> Exceptions);
