namespace ScreeningApi.Reference.Import;

/// <summary>Lays one table of a set of files over the data.</summary>
internal static class CsvImport
{
    public static void Apply(string table, ReferenceData read, HashSet<string> lists, ImportOutcome outcome, ImportTerms terms)
    {
        if (lists.Count > 0)
        {
            Apply(ReferenceTables.Listings(table, lists), read, outcome, terms);
            return;
        }

        // The type of the rows is known to the table alone.
        ReferenceTables.All.First(t => t.Name == table).Accept(new Overlay(read, outcome, terms));
    }

    private static void Apply<T>(ReferenceTable<T> table, ReferenceData read, ImportOutcome outcome, ImportTerms terms) where T : class =>
        outcome.Apply(table, CsvTable.Reading(table, table.Get(read), outcome.Data, terms.AsOf), terms);

    private sealed class Overlay(ReferenceData read, ImportOutcome outcome, ImportTerms terms) : ITableVisitor
    {
        public void Visit<T>(ReferenceTable<T> table) where T : class => Apply(table, read, outcome, terms);
    }
}
