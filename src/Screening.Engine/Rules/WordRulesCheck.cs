using System.Collections.Immutable;
using System.Globalization;
using Screening.Engine.Text;

namespace Screening.Engine.Rules;

/// <summary>Refuses rows about words that cannot be used, each with its place, so that reading a text never fails on them.</summary>
internal static class WordRulesCheck
{
    public static void Check(WordRulesDocument document, ImmutableArray<RuleSetDiagnostic>.Builder found)
    {
        foreach (var row in document.Spellings.Where(s => s.Factor is not (> 0 and <= 1) || s.MinLetters < 1))
        {
            found.Add(new($"spelling {row.Spelling}", string.Create(CultureInfo.InvariantCulture, $"found factor {row.Factor} from {row.MinLetters} letters on, expected a factor above 0 and at most 1, from 1 letter on")));
        }

        foreach (var twice in document.Spellings.GroupBy(s => s.Spelling).Where(g => g.Count() > 1))
        {
            found.Add(new($"spelling {twice.Key}", "found it twice, expected it once"));
        }

        foreach (var row in document.LookAlikes.Where(l => l.Latin.Length > 2 || l.Cyrillic.Length > 1))
        {
            found.Add(new($"look-alike '{row.Character}'", $"found '{row.Latin}' and '{row.Cyrillic}', expected at most two Latin letters and one Cyrillic"));
        }

        foreach (var row in document.Inflections.Where(i => i.MinStem < 1 || i.Endings.IsEmpty || i.Endings.Any(e => CharacterFolding.Fold(e).Length == 0)))
        {
            found.Add(new($"inflection {row.Language} '{string.Join('|', row.Endings)}'", $"found an ending without letters, or stems from {row.MinStem} letters on, expected endings with letters and at least 1"));
        }
    }
}
