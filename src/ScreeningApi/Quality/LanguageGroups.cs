using System.Collections.Frozen;

namespace ScreeningApi.Quality;

/// <summary>Languages by the script they are written in: what is hard to recognise differs by script more than by language.</summary>
internal static class LanguageGroups
{
    private static readonly FrozenDictionary<string, string> Groups = new Dictionary<string, string>
    {
        ["en"] = "latin", ["de"] = "latin", ["fr"] = "latin", ["es"] = "latin", ["tr"] = "latin",
        ["ru"] = "cyrillic", ["uk"] = "cyrillic",
        ["zh"] = "cjk", ["zh-Hant"] = "cjk", ["ja"] = "cjk", ["ko"] = "cjk",
        ["ar"] = "arabic", ["fa"] = "arabic",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Languages => Groups.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null when the language is not known.</summary>
    public static string? Find(string language) => Groups.GetValueOrDefault(language);
}
