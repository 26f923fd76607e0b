using System.Globalization;
using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Watchlists.Formats.Own;

/// <summary>Owners in a field: <c>Name=0.30</c> by name, <c>#entryId=0.5</c> by the id of their entry in the list; the share may be left out.</summary>
internal static class OwnOwners
{
    public static void Add(EntryDraft draft, SourceRecord source, string text)
    {
        var at = text.LastIndexOf('=');
        var owner = EntryText.Clean(at < 0 ? text : text[..at]);
        var share = at < 0 ? null : (double?)Share(source, text[(at + 1)..]);
        var isEntry = owner?.StartsWith('#') == true;
        var id = isEntry ? EntryText.Clean(owner![1..]) : null;
        if (owner is null || isEntry && id is null)
        {
            throw source.Fault("owners", "a share without an owner", "such as 'Name=0.30' or '#id=0.5'");
        }

        draft.Owner(id ?? owner, id, share);
    }

    private static double Share(SourceRecord source, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw source.Fault("owners", $"a share of {text.Length} characters that is no part of 1", "a number from 0 to 1 after the last '='");
}
