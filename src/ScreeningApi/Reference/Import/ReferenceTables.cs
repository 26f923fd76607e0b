namespace ScreeningApi.Reference.Import;

/// <summary>The tables of facts, by the name of the file they ship as. Rules, makers and families are edited in their files alone.</summary>
internal static class ReferenceTables
{
    public const string ListingsFolder = "listings/";

    private const string UnitedStates = "US-EAR", EuropeanUnion = "EU-DU";

    public static readonly ReferenceTable<CountryChartRecord> CountryChart = OfDestinations(
        "country_chart", d => d.Chart, (d, rows) => d with { Chart = rows }, r => r.Code, keepsHistory: true);

    public static readonly ReferenceTable<CountryGroupRecord> CountryGroups = OfDestinations(
        "country_groups", d => d.Groups, (d, rows) => d with { Groups = rows }, r => $"{r.Code} {r.CountryGroup}", keepsHistory: true);

    public static readonly ReferenceTable<ControlRecord> UnitedStatesControls = Controls("controls_us", UnitedStates);

    public static readonly IReadOnlyList<ReferenceTable> All =
    [
        .. LicensingTables.All,
        CountryChart, CountryGroups, UnitedStatesControls, Controls("controls_eu", EuropeanUnion),
        OfDestinations("countries", d => d.Countries, (d, rows) => d with { Countries = rows }, r => r.Code),
        OfDestinations("destinations", d => d.Destinations, (d, rows) => d with { Destinations = rows }, r => r.Code, keepsHistory: true),
        OfDestinations("destination_reasons", d => d.Reasons, (d, rows) => d with { Reasons = rows }, r => $"{r.Code} {r.Reason}", keepsHistory: true),
        OfDestinations("destination_overrides", d => d.Overrides, (d, rows) => d with { Overrides = rows }, r => $"{r.Code} {r.Category}", keepsHistory: true),
        OfDestinations(
            "embargoes", d => d.Embargoes, (d, rows) => d with { Embargoes = Numbered(rows, (r, n) => r with { Ordinal = n }) },
            r => $"{r.Code} {r.Issuer} {r.Kind} {r.Name} {r.Citation}", keepsHistory: true),
        OfDestinations(
            "eu_gea_destinations", d => d.AuthorizationPlaces, (d, rows) => d with { AuthorizationPlaces = Numbered(rows, (r, n) => r with { Ordinal = n }) },
            r => $"{r.Authorization} {r.Code}", keepsHistory: true),
        OfRuleSet("lists", r => r.Lists, (r, rows) => r with { Lists = rows }, l => $"{l.List} {l.Tier}".TrimEnd()),
        OfRuleSet("hs_nomenclature", r => r.HsHeadings, (r, rows) => r with { HsHeadings = rows }, h => h.Code),
        OfRuleSet("hs_retired", r => r.HsRetired, (r, rows) => r with { HsRetired = rows }, h => h.Code) with { DatesAreFacts = true },
        OfRuleSet("hs_expectations", r => r.HsExpectations, (r, rows) => r with { HsExpectations = Numbered(rows, (e, n) => e with { Ordinal = n }) }, e => $"{e.Category} {e.Kind} {e.Goods}"),
        OfRuleSet("units", r => r.Units, (r, rows) => r with { Units = rows }, u => $"{u.Dimension} {u.Unit}"),
        OfRuleSet("parameters", r => r.Parameters, (r, rows) => r with { Parameters = rows }, p => p.Parameter),
        OfRuleSet(
            "thresholds", r => r.Thresholds, (r, rows) => r with { Thresholds = Numbered(rows, (t, n) => t with { Ordinal = n }) },
            t => $"{t.Paragraph} {string.Join('|', t.Regimes)} {t.Category} {t.Conditions}", keepsHistory: true),
        new ReferenceTable<MeasureRecord>(
            "measures", VersionedKind.Policy, d => d.Policy.Measures,
            (d, rows) => d with { Policy = d.Policy with { Measures = Numbered(rows, (m, n) => m with { Ordinal = n }) } })
        {
            KeyOf = m => $"{m.Code} {m.Effect} {string.Join('|', m.Roles)} {string.Join('|', m.Places)} {string.Join('|', m.Items)} {m.Circumstance}", KeepsHistory = true,
        },
    ];

    /// <summary>The goods of some lists; the others are left as they are.</summary>
    public static ReferenceTable<ListingRecord> Listings(string name, IReadOnlyCollection<string> lists) => OfRuleSet<ListingRecord>(
        name, r => [.. r.Listings.Where(l => lists.Contains(l.List))], (r, rows) => r with { Listings = [.. r.Listings.Where(l => !lists.Contains(l.List)), .. rows] },
        l => ListingKey(l.List, l.Tier, l.Code), keepsHistory: true);

    public static string ListingKey(string list, string tier, string code) => tier.Length == 0 ? $"{list} {code}" : $"{list} {tier} {code}";

    private static ReferenceTable<ControlRecord> Controls(string name, string regime) => OfRuleSet<ControlRecord>(
        name, r => [.. r.Controls.Where(c => c.Regime == regime)], (r, rows) => r with { Controls = [.. r.Controls.Where(c => c.Regime != regime), .. rows] }, c => c.Entry);

    private static ReferenceTable<T> OfRuleSet<T>(
        string name, Func<RuleSetData, IReadOnlyList<T>> get, Func<RuleSetData, IReadOnlyList<T>, RuleSetData> set, Func<T, string> key, bool keepsHistory = false) where T : class =>
        new(name, VersionedKind.RuleSet, d => get(d.RuleSet), (d, rows) => d with { RuleSet = set(d.RuleSet, rows) }) { KeyOf = key, KeepsHistory = keepsHistory };

    private static ReferenceTable<T> OfDestinations<T>(
        string name, Func<DestinationData, IReadOnlyList<T>> get, Func<DestinationData, IReadOnlyList<T>, DestinationData> set, Func<T, string> key, bool keepsHistory = false) where T : class =>
        new(name, VersionedKind.Destinations, d => get(d.Destinations), (d, rows) => d with { Destinations = set(d.Destinations, rows) }) { KeyOf = key, KeepsHistory = keepsHistory };

    public static List<T> Numbered<T>(IEnumerable<T> rows, Func<T, int, T> number) => [.. rows.Select((row, i) => number(row, i + 1))];
}
