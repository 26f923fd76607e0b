using System.Collections.Frozen;

namespace ScreeningApi.Watchlists.Formats.Entries;

/// <summary>The closed sets of words in which publishers say what something is, without regard to case.</summary>
internal static class EntryWords
{
    public static FrozenDictionary<string, T> Of<T>(params ReadOnlySpan<(string Word, T Value)> words) =>
        words.ToArray().ToFrozenDictionary(w => w.Word, w => w.Value, StringComparer.OrdinalIgnoreCase);
}
