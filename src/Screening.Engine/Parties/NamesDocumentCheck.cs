using System.Globalization;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Engine.Parties;

/// <summary>Finds what is wrong with the rows about words of names: each finding says where, what was found, what was expected.</summary>
public static class NamesDocumentCheck
{
    public static IEnumerable<RuleSetDiagnostic> Run(NamesDocument document) => [.. Weights(document), .. Forms(document), .. Twice(document), .. Settings(document)];

    private static IEnumerable<RuleSetDiagnostic> Weights(NamesDocument document) => document.Words.Where(w => w.Weight is not (>= 0 and <= 1))
        .Select(w => new RuleSetDiagnostic(Place(w), string.Create(CultureInfo.InvariantCulture, $"found the weight {w.Weight}, expected one from 0 to 1")));

    /// <summary>A form of which folding leaves nothing would match everything.</summary>
    private static IEnumerable<RuleSetDiagnostic> Forms(NamesDocument document) =>
        document.Words.Where(w => w.Forms.IsEmpty).Select(w => new RuleSetDiagnostic(Place(w), "found no forms, expected at least one"))
            .Concat(document.Words.SelectMany(w => w.Forms.Where(f => CharacterFolding.Fold(f).Length == 0)
                .Select(f => new RuleSetDiagnostic(Place(w), $"found the form '{f}', expected one with letters or digits"))));

    /// <summary>Of two words for one form nobody could say which is meant. Case, accents, dots and spaces make no other form.</summary>
    private static IEnumerable<RuleSetDiagnostic> Twice(NamesDocument document) =>
        document.Words.SelectMany(w => w.Forms.Select(f => (Row: w, Form: CharacterFolding.Fold(f)))).Where(f => f.Form.Length > 0)
            .GroupBy(f => (f.Row.Kind, f.Row.Lang, f.Form)).Where(g => g.Select(f => f.Row.Word).Distinct(StringComparer.Ordinal).Count() > 1)
            .Where(g => g.Select(f => f.Row).OrderBy(r => r.Validity.From ?? DateOnly.MinValue).ToList() is var rows && rows.Zip(rows.Skip(1)).Any(p => Overlap(p.First, p.Second)))
            .Select(g => new RuleSetDiagnostic(
                Place(g.First().Row), $"found the form '{g.Key.Form}' also under {string.Join(", ", g.Skip(1).Select(f => $"'{f.Row.Word}'").Distinct())}, expected it under one word"));

    private static bool Overlap(NameWordRow earlier, NameWordRow later) =>
        (later.Validity.From ?? DateOnly.MinValue) <= (earlier.Validity.To ?? DateOnly.MaxValue);

    private static IEnumerable<RuleSetDiagnostic> Settings(NamesDocument document) =>
        document.Settings.CountBy(s => s.Key).Where(s => s.Value > 1).Select(s => new RuleSetDiagnostic($"name setting {s.Key}", $"found it {s.Value} times, expected it once"));

    private static string Place(NameWordRow row) => $"name word {row.Kind} '{row.Word}'";
}
