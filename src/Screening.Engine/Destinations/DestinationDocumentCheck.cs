using Screening.Engine.Items;
using Screening.Engine.Rules;

namespace Screening.Engine.Destinations;

/// <summary>Finds what is wrong with a destination table before it is used: every finding with its place.</summary>
internal static class DestinationDocumentCheck
{
    private const int MaxTier = 4;

    private static readonly string[] EmbargoKinds = ["comprehensive", "sectoral", "arms"];

    public static IEnumerable<RuleSetDiagnostic> Run(DestinationDocument document) =>
        [.. Codes(document), .. Names(document), .. Risks(document), .. References(document), .. Kinds(document)];

    private static IEnumerable<RuleSetDiagnostic> Codes(DestinationDocument document) =>
        document.Countries.Where(c => !CountryCode.TryParse(c.Code, out var code) || code.Text != c.Code)
            .Select(c => new RuleSetDiagnostic($"country {c.Code}", "found no ISO 3166 code, expected AE or UA-43"))
        .Concat(document.Countries.CountBy(c => c.Code).Where(c => c.Value > 1)
            .Select(c => new RuleSetDiagnostic($"country {c.Key}", $"found {c.Value} rows, expected one")));

    /// <summary>A name that means two places would silently mean the first.</summary>
    private static IEnumerable<RuleSetDiagnostic> Names(DestinationDocument document) =>
        document.Countries
            .SelectMany(c => c.Aliases.Append(c.Name).Append(c.Code).Append(c.Iso3).Where(n => n.Length > 0).Select(n => (Key: CountryDirectory.Key(n), Name: n, c.Code)))
            .GroupBy(n => n.Key)
            .Where(g => g.Key.Length == 0 || g.Select(n => n.Code).Distinct().Count() > 1)
            .Select(g => new RuleSetDiagnostic(
                $"country {g.First().Code}", $"found the name '{g.First().Name}' for {string.Join(" and ", g.Select(n => n.Code).Distinct())}, expected one place a name"));

    private static IEnumerable<RuleSetDiagnostic> Risks(DestinationDocument document) =>
        document.Destinations.Where(d => d.Risk is not (>= 0 and <= 1))
            .Select(d => new RuleSetDiagnostic($"destination {d.Code}", Text($"found risk {d.Risk}, expected 0 to 1")))
        .Concat(document.Destinations.Where(d => d.Tier is not (>= 0 and <= MaxTier))
            .Select(d => new RuleSetDiagnostic($"destination {d.Code}", Text($"found tier {d.Tier}, expected 0 to {MaxTier}"))))
        .Concat(document.Overrides.Where(o => o.Risk is not (>= 0 and <= 1))
            .Select(o => new RuleSetDiagnostic($"override {o.Code} {o.Category}", Text($"found risk {o.Risk}, expected 0 to 1"))))
        .Concat(document.Countries.ExceptBy(document.Destinations.Select(d => d.Code), c => c.Code)
            .Select(c => new RuleSetDiagnostic($"destination {c.Code}", "found no risk row, expected one for every country")));

    private static IEnumerable<RuleSetDiagnostic> References(DestinationDocument document)
    {
        var known = document.Countries.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        return document.Destinations.Select(d => ("destination", d.Code))
            .Concat(document.Reasons.Select(r => ("reason", r.Code)))
            .Concat(document.Overrides.Select(o => ("override", o.Code)))
            .Concat(document.Embargoes.Select(e => ("embargo", e.Code)))
            .Concat(document.Groups.Select(g => ("country group", g.Code)))
            .Where(r => !known.Contains(r.Code))
            .Select(r => new RuleSetDiagnostic($"{r.Item1} {r.Code}", "found a code that the table of countries does not have"))
            .Concat(document.Countries.Where(c => c.Parent.Length > 0 && !known.Contains(c.Parent))
                .Select(c => new RuleSetDiagnostic($"country {c.Code}", $"found parent '{c.Parent}', expected a code that the table of countries has")));
    }

    private static IEnumerable<RuleSetDiagnostic> Kinds(DestinationDocument document) =>
        document.Embargoes.Where(e => !EmbargoKinds.Contains(e.Kind))
            .Select(e => new RuleSetDiagnostic($"embargo {e.Code} {e.Issuer}", $"found kind '{e.Kind}', expected one of {string.Join(", ", EmbargoKinds)}"));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
