using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.UnitedStates;

/// <summary>Other names that State writes after a name: <c>Du, Gia An (a.k.a. Anthony Huynh; Simon Du)</c>, <c>Li Fangwei [also known as Karl Lee]</c>.</summary>
internal static class StatedAliases
{
    private static readonly string[] Beginnings = ["(a.k.a. ", "(aka ", "[also known as: ", "[also known as ", "(also known as "];

    public static (string Name, IReadOnlyList<string> Aliases) Split(string text)
    {
        foreach (var beginning in Beginnings)
        {
            var start = text.IndexOf(beginning, StringComparison.OrdinalIgnoreCase);
            if (start > 0 && text[^1] is ')' or ']')
            {
                return (text[..start].TrimEnd(), [.. EntryText.Values(text[(start + beginning.Length)..^1], ";")]);
            }
        }

        return (text, []);
    }
}
