using System.Text;
using Screening.Engine.Text;

namespace Screening.Engine.Parties;

/// <summary>
/// Tells whether two names are the same name spelt again: alike but for case, accents, punctuation and word breaks. Numbers that stand
/// apart stay apart. It needs no lexicon, so that it stays the same whatever is learned about words.
/// </summary>
public static class PartyKey
{
    /// <summary>Never empty: a name of signs alone is its own key.</summary>
    public static string Of(string name)
    {
        var words = new NormalizedText();
        TextNormalizer.Normalize(name, words);
        var key = new StringBuilder(name.Length);
        foreach (var token in words.Tokens)
        {
            var word = words.Word(token);
            if (key.Length > 0 && word.Length > 0 && char.IsDigit(key[^1]) && char.IsDigit(word[0]))
            {
                key.Append(' ');
            }

            key.Append(word);
        }

        return key.Length > 0 ? key.ToString() : name.Trim();
    }
}
