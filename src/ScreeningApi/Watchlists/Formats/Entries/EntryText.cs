using System.Buffers;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>Texts of a file as they are kept: as published, but for white space.</summary>
internal static class EntryText
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create("\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (text is null || !IsUntidy(text))
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        var clean = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The values of a field, without empty ones.</summary>
    public static IEnumerable<string> Values(string? text, string separator) =>
        (text ?? "").Split(separator).Select(Clean).OfType<string>();

    /// <summary>What there is of the parts, in one line; null when there is none.</summary>
    public static string? Join(string separator, params ReadOnlySpan<string?> parts)
    {
        var joined = string.Join(separator, parts.ToArray().Where(p => !string.IsNullOrEmpty(p)));
        return joined.Length == 0 ? null : joined;
    }

    private static bool IsUntidy(string text) =>
        text.StartsWith(' ') || text.EndsWith(' ') || text.AsSpan().ContainsAny(Spaces) || text.Contains("  ", StringComparison.Ordinal);
}
