using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates;

/// <summary>Numbers of documents as the departments give them.</summary>
internal static class UsIdentifiers
{
    public static void Add(EntryDraft draft, string? kind, string? number, string? country)
    {
        if (UsWords.Identifies(kind))
        {
            draft.Identifier(kind, number, country);
        }
        else
        {
            draft.Remark(EntryText.Join(" ", kind, number));
        }
    }

    /// <summary>
    /// A value of the table's field <c>ids</c>, such as <c>Passport, A1234567, IR</c>: its parts come in an order that has changed, so each
    /// is known by what it is. A country has a code or name that is known, a number a digit; what is left says what it is.
    /// </summary>
    public static void AddJoined(EntryDraft draft, string joined)
    {
        List<string> parts = [.. EntryText.Values(joined, ", ")];
        var country = Take(parts, p => p.Length == 2 && draft.CodeOf(p) is not null) ?? Take(parts, p => !p.Any(char.IsAsciiDigit) && draft.CodeOf(p) is not null);
        if (Take(parts, p => p.Any(char.IsAsciiDigit)) is { } number)
        {
            Add(draft, EntryText.Join(", ", [.. parts]), number, country);
        }
        else
        {
            draft.Remark(joined);
        }
    }

    private static string? Take(List<string> parts, Predicate<string> isIt)
    {
        var index = parts.FindIndex(isIt);
        var found = index < 0 ? null : parts[index];
        if (found is not null)
        {
            parts.RemoveAt(index);
        }

        return found;
    }
}
