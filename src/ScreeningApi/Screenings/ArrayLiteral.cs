using System.Text;

namespace ScreeningApi.Screenings;

/// <summary>
/// A PostgreSQL array as text (the manual, 8.15.6). <c>unnest</c> takes arrays of arrays apart to their last element, so where each row
/// has an array of its own length, the rows' arrays are sent as texts and cast one by one.
/// </summary>
internal static class ArrayLiteral
{
    /// <summary>Every element is quoted, so that none can be taken for NULL, a number of elements or a part of the notation.</summary>
    public static string Of(IReadOnlyList<string> elements)
    {
        var literal = new StringBuilder("{");
        foreach (var element in elements)
        {
            literal.Append(literal.Length == 1 ? "\"" : ",\"")
                .Append(element.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return literal.Append('}').ToString();
    }
}
