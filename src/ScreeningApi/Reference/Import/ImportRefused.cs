namespace ScreeningApi.Reference.Import;

/// <summary>A draft is not stored, or not published: why, and how to do it all the same.</summary>
public sealed class ImportRefusedException(string message) : InvalidOperationException(message);

/// <summary>What must not be stored without a word: rows that were not understood, tables that shrink, texts that are older than what is published.</summary>
internal static class ImportSafety
{
    public static IEnumerable<string> Doubts(ImportOutcome outcome, ImportTerms terms)
    {
        foreach (var table in outcome.Tables.Where(t => t.LosesTooMuch))
        {
            yield return $"{table.Table}: {table.Count(RowChangeKind.Ended)} of {table.Published} rows would end, more than a tenth";
        }

        foreach (var table in outcome.Tables.Where(t => string.CompareOrdinal(t.PublishedAsOf, terms.AsOfText) > 0))
        {
            yield return $"{table.Table}: the text is of {terms.AsOfText}, rows are published as of {table.PublishedAsOf}";
        }

        if (outcome.Notices.Count(n => n.IsGap) is > 0 and var gaps)
        {
            yield return $"{gaps} {(gaps == 1 ? "thing was" : "things were")} not understood, and may hide rows";
        }
    }
}
