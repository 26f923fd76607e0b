using Screening.Engine.Rules;

namespace Screening.Engine.Licensing;

/// <summary>Finds what is wrong between the rows of license tables: a reference to nothing, a place or a reason without its row.</summary>
internal static class LicensingDocumentCheck
{
    private const string ChartPrefix = "chart:";

    public static IEnumerable<RuleSetDiagnostic> Run(LicensingDocument document) =>
        [.. Regimes(document), .. Twice(document), .. Chart(document), .. PlaceFacts(document), .. Parts(document), .. Steps(document), .. Codes(document)];

    private static IEnumerable<RuleSetDiagnostic> Regimes(LicensingDocument document)
    {
        var known = document.Regimes.Select(r => r.Regime).Append("*").ToHashSet(StringComparer.Ordinal);
        return document.Regimes.Where(r => !LicenseLaw.Knows(r.Regime))
            .Select(r => new RuleSetDiagnostic($"regime {r.Regime}", "found a regime whose law this program does not know"))
            .Concat(document.Sanctions.Select(r => (r.Regime, r.Code)).Concat(document.EndUses.Select(r => (r.Regime, r.Code))).Concat(document.Exceptions.Select(r => (r.Regime, r.Code)))
                .Concat(document.Steps.Select(r => (r.Regime, r.Code))).Where(r => !known.Contains(r.Regime))
                .Select(r => new RuleSetDiagnostic($"{r.Regime} {r.Code}", $"found the regime '{r.Regime}', expected one of {string.Join(", ", known)}")));
    }

    /// <summary>Of two rows that hold on one day only one can count.</summary>
    private static IEnumerable<RuleSetDiagnostic> Twice(LicensingDocument document) =>
        Twice(document.Regimes, r => $"regime {r.Regime}", r => r.Source)
            .Concat(Twice(document.Entries, r => $"entry {r.Regime} {r.Entry}", r => r.Source))
            .Concat(Twice(document.Chart, r => $"country chart {r.Code}", r => r.Source))
            .Concat(document.Places.CountBy(p => p.Code).Where(p => p.Value > 1).Select(p => new RuleSetDiagnostic($"place {p.Key}", $"found {p.Value} rows, expected one")));

    private static IEnumerable<RuleSetDiagnostic> Twice<T>(IEnumerable<T> rows, Func<T, string> nameOf, Func<T, Provenance> sourceOf) =>
        rows.GroupBy(nameOf).Where(g => g.Select(r => sourceOf(r).Validity).OrderBy(v => v.From ?? DateOnly.MinValue).ToList() is { Count: > 1 } spans && spans.Zip(spans.Skip(1)).Any(p => Overlap(p.First, p.Second)))
            .Select(g => new RuleSetDiagnostic(g.Key, "found several rows that hold on the same day, expected one"));

    private static bool Overlap(Validity earlier, Validity later) => (later.From ?? DateOnly.MinValue) <= (earlier.To ?? DateOnly.MaxValue);

    /// <summary>A country without a row would silently have no reason for control.</summary>
    private static IEnumerable<RuleSetDiagnostic> Chart(LicensingDocument document)
    {
        if (document.Chart.IsEmpty)
        {
            return [];
        }

        var rows = document.Chart.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        return document.Places.Where(p => !p.Code.Contains('-', StringComparison.Ordinal) && !rows.Contains(p.Code))
            .Select(p => new RuleSetDiagnostic($"country chart {p.Code}", $"found no row for {p.Name}, expected one for every country"))
            .Concat(document.Reasons.Where(r => r.Test.StartsWith(ChartPrefix, StringComparison.Ordinal) && !document.ChartColumns.Contains(r.Test[ChartPrefix.Length..]))
                .Select(r => new RuleSetDiagnostic($"reason {r.Reason}", $"found '{r.Test}', expected chart: and one of {string.Join(", ", document.ChartColumns)}")));
    }

    private static IEnumerable<RuleSetDiagnostic> PlaceFacts(LicensingDocument document)
    {
        var known = document.Places.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        return document.PlaceFacts.Select(f => (f.Code, f.Fact)).Concat(document.Chart.Select(c => (c.Code, Fact: "country chart"))).Where(f => !known.Contains(f.Code))
            .Select(f => new RuleSetDiagnostic($"{f.Fact} {f.Code}", "found a code that the table of countries does not have"));
    }

    private static IEnumerable<RuleSetDiagnostic> Parts(LicensingDocument document)
    {
        var scopes = document.Entries.SelectMany(e => e.Scopes.Select(s => (e.Regime, e.Entry, Reason: s[..Math.Max(0, s.LastIndexOf(':'))]))).ToHashSet();
        var entries = document.Entries.Select(e => (e.Regime, e.Entry)).ToHashSet();
        return document.PartialReasons.Where(p => !scopes.Contains((p.Regime, p.Entry, p.Reason)))
            .Select(p => new RuleSetDiagnostic($"control reason {p.Regime} {p.Entry} {p.Reason}", "found a reason that the entry does not have"))
            .Concat(document.EntryExceptions.Where(e => !entries.Contains((e.Regime, e.Entry)))
                .Select(e => new RuleSetDiagnostic($"control exception {e.Regime} {e.Entry}", "found an entry that the control list does not have")));
    }

    /// <summary>Every regime needs a sentence for each step that its law takes, on every date.</summary>
    private static IEnumerable<RuleSetDiagnostic> Steps(LicensingDocument document) =>
        document.Regimes.SelectMany(r => LicenseLaw.StepsOf(r.Regime).Select(Step.NameOf).Where(c => !document.Steps.Any(s => s.Code == c && (s.Regime == "*" || s.Regime == r.Regime) && s.Source.Validity is { From: null, To: null }))
            .Select(c => new RuleSetDiagnostic($"step {r.Regime} {c}", "found no sentence that holds on every date, expected one")));

    /// <summary>An exception that is left must be one that exists.</summary>
    private static IEnumerable<RuleSetDiagnostic> Codes(LicensingDocument document)
    {
        var known = document.Exceptions.Select(e => (e.Regime, e.Code)).ToHashSet();
        return document.Sanctions.SelectMany(s => s.ExceptionsLeft.Select(c => (s.Regime, s.Code, Left: c)))
            .Concat(document.EndUses.SelectMany(s => s.ExceptionsLeft.Select(c => (s.Regime, s.Code, Left: c))))
            .Concat(document.Bars.SelectMany(s => s.ExceptionsLeft.Select(c => (s.Regime, s.Code, Left: c))))
            .Where(r => !known.Contains((r.Regime, r.Left)))
            .Select(r => new RuleSetDiagnostic($"{r.Regime} {r.Code}", $"found the exception '{r.Left}', expected one of the table of exceptions"));
    }
}
