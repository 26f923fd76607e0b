using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Rules;

public sealed class TermIndexTests
{
    /// <summary>Few and short words, so that phrases overlap, nest and repeat.</summary>
    private static readonly Gen<string> Word = Gen.OneOf("a", "b", "ab", "ba", "aab", "drones", "drone", "night", "vision", "nightvision", "无", "人", "机", "шлемов", "шлем", "batteries", "7");

    private static readonly Gen<string> Phrase = Word.Array[1, 4].Select(w => string.Join(' ', w));

    private static readonly Gen<(string[] Vocabulary, string Text)> Cases = Gen.Select(Phrase.Array[0, 8], Word.Array[0, 12].Select(w => string.Join(' ', w)));

    [Fact]
    public void Finds_exactly_what_looking_for_each_phrase_at_each_place_finds() => Property.Holds(
        Cases,
        given =>
        {
            var expected = given.Vocabulary.Index().SelectMany(p => Naively(p.Item, p.Index, given.Text)).Distinct().Order(Order);
            Assert.Equal(expected, Find(given.Vocabulary, given.Text).Distinct().Order(Order));
        },
        cases: 5_000, show: c => $"[{string.Join(" | ", c.Vocabulary)}] in '{c.Text}'");

    [Fact]
    public void Hits_come_in_the_order_of_the_text() => Property.Holds(
        Cases,
        given =>
        {
            var hits = Find(given.Vocabulary, given.Text);
            Assert.Equal(hits.Select(h => h.First), hits.Select(h => h.First).Order());
        },
        cases: 1_000);

    [Theory]
    [InlineData("night vision", "a nightvision scope", true)]
    [InlineData("quadcopter", "a quad copter", true)]
    [InlineData("quadcopter", "a quad-copters", true)]
    [InlineData("drone", "the DRONES fly", true)]
    [InlineData("IC", "office", false)]
    [InlineData("IC", "an ic here", true)]
    [InlineData("无人机", "大疆无人机配件", true)]
    [InlineData("无人机", "无人的机器", false)]
    [InlineData("guidance", "parental guidances", true)]
    [InlineData("guidance", "misguidance", false)]
    [InlineData("supplies pack", "suppliespack", true)]
    public void Whole_words_only_and_word_breaks_aside(string phrase, string text, bool isFound) => Assert.Equal(isFound, Find([phrase], text).Count > 0);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("---")]
    [InlineData("🚁")]
    [InlineData("\uD800")]
    public void Refuses_a_phrase_of_which_nothing_is_left(string phrase) => Assert.False(new TermIndexBuilder(WordRules.None).Add(phrase, 0));

    [Fact]
    public void Never_throws_whatever_the_vocabulary_and_the_text() => Property.Holds(
        Gen.Select(Texts.Any.Array[0, 5], Texts.Any),
        given => Find(given.Item1, given.Item2),
        cases: 1_000);

    [Fact]
    public void A_phrase_finds_itself() => Property.Holds(
        Texts.Any.Where(t => Normalized.Stems(t).Length > 0),
        phrase => Assert.Contains(new PhraseHit(0, 0, Normalized.Stems(phrase).Length - 1), Find([phrase], phrase)),
        cases: 2_000, show: Texts.Shown);

    private static readonly Comparer<PhraseHit> Order = Comparer<PhraseHit>.Create((a, b) => (a.Phrase, a.First, a.Last).CompareTo((b.Phrase, b.First, b.Last)));

    private static List<PhraseHit> Find(string[] vocabulary, string text)
    {
        var builder = new TermIndexBuilder(WordRules.None);
        foreach (var (number, phrase) in vocabulary.Index())
        {
            builder.Add(phrase, number);
        }

        var hits = new List<PhraseHit>();
        builder.Build().Find(text, Normalized.Of(text), new TokenReadings(), hits);
        return hits;
    }

    /// <summary>
    /// The definition, without an index: the stems of the phrase stand in the text one after another, or in another order; a phrase of
    /// two words may stand there as one; and any word of it may be broken in two.
    /// </summary>
    private static IEnumerable<PhraseHit> Naively(string phrase, int number, string text)
    {
        var (words, stems) = (Normalized.Words(text), Normalized.Stems(text));
        var seen = new HashSet<(int, int)>();
        foreach (var (sought, spelling) in Spellings(phrase))
        {
            for (var first = 0; first < stems.Length; first++)
            {
                foreach (var last in Ends(sought, first).Where(last => seen.Add((first, last)) || spelling == Spelling.AsWritten))
                {
                    yield return new PhraseHit(number, first, last, spelling);
                }
            }
        }

        IEnumerable<int> Ends(string[] sought, int first)
        {
            if (sought.Length == 0)
            {
                return [first - 1];
            }

            var whole = first < stems.Length && stems[first] == sought[0] ? Ends(sought[1..], first + 1) : [];
            var isBroken = first + 1 < stems.Length && !CharacterFolding.StandsAlone(stems[first][0]) && words[first] + stems[first + 1] == sought[0];
            return [.. whole, .. isBroken ? Ends(sought[1..], first + 2) : []];
        }
    }

    private static IEnumerable<(string[] Stems, Spelling Spelling)> Spellings(string phrase)
    {
        var (words, stems) = (Normalized.Words(phrase), Normalized.Stems(phrase));
        yield return (stems, Spelling.AsWritten);
        if (CharacterFolding.StandsAlone(stems[0][0]))
        {
            yield break;
        }

        if (stems.Length == 2)
        {
            yield return ([words[0] + stems[1]], Spelling.AsWritten);
        }

        int[][] orders = stems.Length switch
        {
            2 => [[1, 0]],
            3 => [[2, 0, 1], [2, 1, 0], [0, 2, 1], [1, 0, 2], [1, 2, 0]],
            4 => [[3, 0, 1, 2]],
            _ => [],
        };
        foreach (var order in orders)
        {
            yield return ([.. order.Select(i => stems[i])], Spelling.Inverted);
        }
    }
}
