namespace ScreeningApi.Reference.Import;

/// <summary>The tables that licenses are determined by. Their rows stand in the order of the file, which some of them are tried in.</summary>
internal static class LicensingTables
{
    private const string Folder = "licensing/";

    public static readonly ReferenceTable<ControlReasonRecord> ControlReasons = Of(
        "control_reasons", l => l.ControlReasons, (l, rows) => l with { ControlReasons = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) },
        r => $"{r.Entry} {r.Reason} {string.Join('|', r.Paragraphs)}".TrimEnd());

    public static readonly ReferenceTable<ControlExceptionRecord> ControlExceptions = Of(
        "control_exceptions", l => l.ControlExceptions, (l, rows) => l with { ControlExceptions = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) },
        r => $"{r.Entry} {string.Join('|', r.Paragraphs)}".TrimEnd());

    public static readonly IReadOnlyList<ReferenceTable> All =
    [
        ControlReasons, ControlExceptions,
        Of("regimes", l => l.Regimes, (l, rows) => l with { Regimes = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => r.Regime),
        Of("license_reasons", l => l.Reasons, (l, rows) => l with { Reasons = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Reason}"),
        Of("sanctions", l => l.Sanctions, (l, rows) => l with { Sanctions = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Code} {r.Places} {r.Items}"),
        Of("end_uses", l => l.EndUses, (l, rows) => l with { EndUses = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Code}"),
        Of("bars", l => l.Bars, (l, rows) => l with { Bars = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Code} {r.Places} {r.Items}"),
        Of("exceptions", l => l.Exceptions, (l, rows) => l with { Exceptions = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Code} {string.Join('|', r.Conditions)}"),
        Of("conditions", l => l.Conditions, (l, rows) => l with { Conditions = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Condition}"),
        Of("end_use_terms", l => l.EndUseTerms, (l, rows) => l with { EndUseTerms = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Kind} {r.Lang}"),
        Of("circumstances", l => l.Circumstances, (l, rows) => l with { Circumstances = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => r.Circumstance),
        Of("exchange_rates", l => l.ExchangeRates, (l, rows) => l with { ExchangeRates = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => r.Currency),
        Of("annex_iv", l => l.ItemLists, (l, rows) => l with { ItemLists = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.List} {r.Entry} {string.Join('|', r.Paragraphs)} {r.Decides}".TrimEnd()),
        Of("holes", l => l.Holes, (l, rows) => l with { Holes = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Name} {r.Hole}"),
        Of("steps", l => l.Steps, (l, rows) => l with { Steps = ReferenceTables.Numbered(rows, (r, n) => r with { Ordinal = n }) }, r => $"{r.Regime} {r.Code}"),
    ];

    private static ReferenceTable<T> Of<T>(string file, Func<LicensingData, IReadOnlyList<T>> get, Func<LicensingData, IReadOnlyList<T>, LicensingData> set, Func<T, string> key) where T : class =>
        new(Folder + file, VersionedKind.RuleSet, d => get(d.RuleSet.Licensing), (d, rows) => d with { RuleSet = d.RuleSet with { Licensing = set(d.RuleSet.Licensing, rows) } })
        {
            KeyOf = key, KeepsHistory = true,
        };
}
