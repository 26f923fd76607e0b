using Screening.Engine;
using Screening.Engine.Rules;
using Screening.Engine.Text;

namespace Screening.Evaluation;

/// <summary>
/// Finds the words of a dictionary that would be read as typing errors of the vocabulary: they mean something else, and belong into
/// ordinary_words.csv. Reads one word a line; what follows a slash or a tab (affix flags) is left out.
/// </summary>
internal static class NearWords
{
    public static IEnumerable<string> In(IEnumerable<string> dictionary, ScreeningSnapshot snapshot)
    {
        var reader = snapshot.Rules.Terms.Words;
        var (text, readings) = (new NormalizedText(), new TokenReadings());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in dictionary)
        {
            var word = line.Split('/', '\t')[0].Trim();
            TextNormalizer.Normalize(word, text);
            if (text.Tokens.Length != 1 || !seen.Add(text.Word(text.Tokens[0]).ToString()))
            {
                continue;
            }

            reader.Read(word, text, readings);
            if (readings.Id(0) >= 0 && readings.SpellingOf(0) is Spelling.OneError or Spelling.TwoErrors)
            {
                yield return text.Word(text.Tokens[0]).ToString();
            }
        }
    }
}
