namespace Screening.Engine.Licensing;

/// <summary>Compares paragraphs such as <c>.a.2</c>, level by level.</summary>
internal static class ParagraphText
{
    /// <summary>Whether a declared paragraph is within the one a row is about; not known when too little was declared.</summary>
    public static Truth Covers(string row, string declared) =>
        IsWithin(declared, row) ? Truth.True
        : IsWithin(row, declared) ? Truth.Unknown
        : Truth.False;

    /// <summary>Whether any of the rows covers it.</summary>
    public static Truth CoversAny(ReadOnlySpan<string> rows, string declared)
    {
        var any = Truth.False;
        foreach (var row in rows)
        {
            any = Truths.Or(any, Covers(row, declared));
        }

        return any;
    }

    /// <summary><c>.a.2.b</c> is within <c>.a.2</c>, and <c>.a.20</c> is not.</summary>
    private static bool IsWithin(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || outer.Length == 0 || inner[outer.Length] == '.');
}
