using Screening.Engine.Parties.Names;
using Screening.Engine.Text;

namespace Screening.Engine.Parties;

/// <summary>Words and numbers of an address, in Latin letters, in any order.</summary>
internal static class AddressWords
{
    private const int MaxWords = 60;
    private const int FewestInCommon = 3;

    public static HashSet<string> Of(string address)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in NameWords.Split(address, new NormalizedText()))
        {
            if (words.Count < MaxWords && Romanization.Of(word.Text) is { Length: > 0 } text)
            {
                words.Add(NumberText.Of(text) ?? text);
            }
        }

        return words;
    }

    /// <summary>Three words or more in common, and most of the shorter one, a number among them.</summary>
    public static bool AreAlike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Where(other.Contains).ToList();
        return common.Count >= FewestInCommon && common.Count * 3 >= Math.Min(one.Count, other.Count) * 2 && common.Exists(w => char.IsAsciiDigit(w[0]));
    }
}
