using System.Text;

namespace ScreeningApi.Batches.Files;

/// <summary>
/// The name of a column as people write it, taken apart: what it says besides the thing itself. <c>SUM OF FOB_VALUE_IN_USD</c> is a
/// <c>fob value</c> in USD, <c>Goods description (EN)</c> a <c>goods description</c> in English.
/// </summary>
internal readonly record struct HeaderName
{
    /// <summary>Takes a name apart no further than this many words; longer names are sentences.</summary>
    private const int MostWords = 12;

    private static readonly HashSet<string> English = new(StringComparer.Ordinal) { "en", "eng", "english" };

    /// <summary>The same in another language: read where there is neither the plain column nor the English one.</summary>
    private static readonly HashSet<string> OtherLanguages = new(StringComparer.Ordinal)
    {
        "ar", "cn", "de", "es", "fa", "fr", "it", "ja", "jp", "ko", "kr", "local", "pl", "pt", "ru", "tr", "ua", "uk", "vi", "vn", "zh",
    };

    /// <summary>What others made of the column: read where the column itself is not there.</summary>
    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal) { "std", "standardized", "standardised", "normalized", "normalised", "raw" };

    private static readonly HashSet<string> In = new(StringComparer.Ordinal) { "in", "en", "em", "w", "в", "у" };

    private HeaderName(string key, HeaderPreference preference, string? currency) => (Key, Preference, Currency) = (key, preference, currency);

    /// <summary>Letters and digits of what is left, in lower case.</summary>
    public string Key { get; }

    public HeaderPreference Preference { get; }

    /// <summary>ISO 4217, when the name says one.</summary>
    public string? Currency { get; }

    public static HeaderName Read(string name)
    {
        var currency = CurrencyCodes.TakeSign(ref name);
        var words = Words(name);
        currency ??= TakeCode(words);
        var preference = HeaderPreference.Plain;
        if (words.Count > 1 && (English.Contains(words[^1]) || OtherLanguages.Contains(words[^1])))
        {
            preference = English.Contains(words[^1]) ? HeaderPreference.English : HeaderPreference.Other;
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count > 1 && Derived.Contains(words[0]))
        {
            preference = HeaderPreference.Other;
            words.RemoveAt(0);
        }

        return new HeaderName(string.Concat(words), preference, currency);
    }

    /// <summary>The words in lower case; what pivot tables put before a name, <c>Sum of</c>, is not one of them.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (ColumnNames.KeyOf(c) is var letter and not '\0')
            {
                word.Append(letter);
            }
            else if (word.Length > 0 && words.Count < MostWords)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return WithoutSum(words);
    }

    private static List<string> WithoutSum(List<string> words)
    {
        const string sumOf = "sumof";
        if (words is ["sum", "of", _, ..])
        {
            words.RemoveRange(0, 2);
        }
        else if (words.Count > 0 && words[0].StartsWith(sumOf, StringComparison.Ordinal) && words[0].Length > sumOf.Length)
        {
            words[0] = words[0][sumOf.Length..];
        }

        return words;
    }

    /// <summary>Takes the code of a currency out of the words.</summary>
    private static string? TakeCode(List<string> words)
    {
        var at = words.FindIndex(w => CurrencyCodes.Find(w) is not null);
        if (at < 0 || words.Count == 1)
        {
            return null;
        }

        var currency = CurrencyCodes.Find(words[at]);
        words.RemoveAt(at);
        if (at > 0 && In.Contains(words[at - 1]) && words.Count > 1)
        {
            words.RemoveAt(at - 1);
        }

        return currency;
    }
}

/// <summary>Of columns that say the same the first of these is read.</summary>
internal enum HeaderPreference
{
    English,
    Plain,
    Other,
}
