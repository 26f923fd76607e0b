using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Screening.Engine.Licensing;

/// <summary>The facts that hold on a date, ready to be looked up.</summary>
internal sealed class DatedTables
{
    private const string AllParagraphs = "paragraphs";

    private readonly CompiledLicensing _all;
    private readonly DateOnly _date;
    private readonly FrozenDictionary<string, PlaceRow> _places;
    private readonly FrozenDictionary<string, ImmutableArray<ItemListRow>> _lists;
    private readonly FrozenDictionary<string, ExchangeRateRow> _rates;
    private readonly ConcurrentDictionary<string, LicensePlace?> _known = new(StringComparer.Ordinal);

    public DatedTables(CompiledLicensing all, DateOnly date)
    {
        (_all, _date) = (all, date);
        _places = all.Document.Places.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
        _lists = all.Document.ItemLists.Where(r => r.Source.Validity.Holds(date)).GroupBy(r => r.List + r.Entry).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        _rates = all.Document.ExchangeRates.Where(r => r.Source.Validity.Holds(date)).GroupBy(r => r.Currency)
            .ToFrozenDictionary(g => g.Key, g => g.MaxBy(r => r.Source.Validity.From ?? DateOnly.MinValue)!, StringComparer.Ordinal);
        Regimes = [.. all.Document.Regimes.Where(r => r.Source.Validity.Holds(date)).Select(r => new RegimeTables(r, all, date))];
    }

    /// <summary>How many conditions of exceptions depend on the classification alone.</summary>
    public int ItemConditions => _all.ItemConditions;

    /// <summary>In the order of the data.</summary>
    public ImmutableArray<RegimeTables> Regimes { get; }

    /// <summary>Null when the tables have no such place.</summary>
    public LicensePlace? FindPlace(string code) => _known.GetOrAdd(code, static (c, tables) => tables.MakePlace(c), this);

    /// <summary>Null when there is no rate for the currency on the date.</summary>
    public ExchangeRateRow? FindRate(string currency) => _rates.GetValueOrDefault(currency);

    /// <summary>Whether the item is on a list of entries such as Annex IV.</summary>
    public Truth OnList(string list, in ClassifiedItem item)
    {
        if (!item.IsClassified)
        {
            return Truth.Unknown;
        }

        if (!_lists.TryGetValue(list + item.Number, out var rows))
        {
            return Truth.False;
        }

        var any = Truth.False;
        foreach (var row in rows)
        {
            var covers = row.Paragraphs.IsEmpty ? Truth.True : ParagraphText.CoversAny(row.Paragraphs.AsSpan(), item.Paragraphs);
            any = Truths.Or(any, row.Source.IsUnchecked || (covers == Truth.True && row.Decides.Length > 0) ? Truth.Unknown : covers);
        }

        return any;
    }

    /// <summary>Series of an entry of any list; empty when it has none.</summary>
    public string SeriesOf(string number)
    {
        foreach (var regime in Regimes)
        {
            if (regime.FindEntry(number) is { Row.Series: { Length: > 0 } series })
            {
                return series;
            }
        }

        return "";
    }

    /// <summary>All paragraphs that an entry has; empty where the tables do not hold them.</summary>
    public ImmutableArray<string> ParagraphsOf(string entry) => _lists.TryGetValue(AllParagraphs + entry, out var rows) ? rows[0].Paragraphs : [];

    /// <summary>A region takes what its country has, besides what is said of itself.</summary>
    private LicensePlace? MakePlace(string code)
    {
        if (!_places.TryGetValue(code, out var row))
        {
            return null;
        }

        var country = code.Contains('-', StringComparison.Ordinal) ? row.Parent : "";
        var facts = _all.Document.PlaceFacts.Where(f => (f.Code == code || f.Code == country) && f.Source.Validity.Holds(_date));
        var chart = ChartOf(code) ?? ChartOf(country);
        var place = new LicensePlace(row, facts, chart);
        return place.With([.. Regimes.Select(r => r.RulesFor(place))]);
    }

    private CountryChartRow? ChartOf(string code) => _all.Document.Chart.FirstOrDefault(c => c.Code == code && c.Source.Validity.Holds(_date));
}

/// <summary>The facts of one regime that hold on a date.</summary>
internal sealed class RegimeTables
{
    private readonly ImmutableArray<Sanction> _sanctions;
    private readonly ImmutableArray<EndUseRule> _endUses;
    private readonly ImmutableArray<Bar> _bars;
    private readonly ImmutableArray<LicenseException> _exceptions;
    private readonly PlaceExpression _home;
    private readonly FrozenDictionary<string, ControlledEntry> _entries;
    private readonly FrozenDictionary<string, string> _correspondences;
    private readonly Step?[] _steps = new Step?[Enum.GetValues<StepCode>().Length];

    public RegimeTables(RegimeRow row, CompiledLicensing all, DateOnly date)
    {
        Row = row;
        _home = all.Homes[row.Regime];
        _sanctions = [.. all.Sanctions.Where(r => r.Row.Regime == row.Regime && r.Row.Source.Validity.Holds(date))];
        _endUses = [.. all.EndUses.Where(r => r.Row.Regime == row.Regime && r.Row.Source.Validity.Holds(date))];
        _bars = [.. all.Bars.Where(r => r.Row.Regime == row.Regime && r.Row.Source.Validity.Holds(date))];
        _exceptions = [.. all.Exceptions.Where(r => r.Row.Regime == row.Regime && r.Row.Source.Validity.Holds(date)).Select(r => r.On(date))];
        var entries = all.Entries.Where(e => e.Row.Regime == row.ControlList && e.Row.Source.Validity.Holds(date)).ToList();
        _entries = entries.ToFrozenDictionary(e => e.Row.Entry, e => e.On(date), StringComparer.Ordinal);
        _correspondences = entries.SelectMany(e => e.Row.Nearest.Select(n => (n, e.Row.Entry))).Where(c => !_entries.ContainsKey(c.n))
            .GroupBy(c => c.n).ToFrozenDictionary(g => g.Key, g => g.First().Entry, StringComparer.Ordinal);
        foreach (var step in all.Steps.Where(s => s.Row.Source.Validity.Holds(date) && (s.Row.Regime == row.Regime || s.Row.Regime == "*")).OrderBy(s => s.Row.Regime == "*" ? 0 : 1))
        {
            _steps[(int)step.Code] = step;
        }
    }

    public RegimeRow Row { get; }

    /// <summary>Null when the list has no such entry.</summary>
    public ControlledEntry? FindEntry(string number) => _entries.GetValueOrDefault(number);

    /// <summary>The entry that a number of the US list comes nearest to; null when none does.</summary>
    public string? FindCorrespondence(string number) => _correspondences.GetValueOrDefault(number);

    public Step StepOf(StepCode code) => _steps[(int)code] ?? throw new InvalidOperationException($"Regime {Row.Regime} has no sentence for the step {code} on this date.");

    public PlacedRules RulesFor(LicensePlace place) => new(
        _home.Meet(place),
        [.. _sanctions.Select(r => (r, r.Places.Meet(place))).Where(r => r.Item2 != Truth.False)],
        [.. _endUses.Select(r => (r, r.Places.Meet(place))).Where(r => r.Item2 != Truth.False)],
        [.. _bars.Select(r => (r, r.Places.Meet(place))).Where(r => r.Item2 != Truth.False)],
        [.. _exceptions.Select(e => PlacedException.Of(e, place))]);
}
