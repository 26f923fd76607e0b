using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Rules;

public sealed class WordReaderTests
{
    private static readonly WordRules Words = new(new WordRulesDocument
    {
        Spellings =
        [
            Allow(Spelling.LookAlike, 3), Allow(Spelling.Compound, 8), Allow(Spelling.SpacedOut, 4),
            Allow(Spelling.DigitForLetter, 4), Allow(Spelling.OneError, 6), Allow(Spelling.TwoErrors, 10),
        ],
        LookAlikes = [.. Shipped.Data.RuleSet.LookAlikes.Select(l => new LookAlikeRow(l.Character[0], l.Latin, l.Cyrillic, l.Citation))],
        Inflections =
        [
            new("de", false, ["n", "en", "es"], "", 4, "test"), new("tr", false, ["lar", "ler", "lari", "in"], "", 3, "test"),
            new("ar", true, ["ال", "وال"], "", 3, "test"), new("fr", false, ["aux"], "al", 4, "test"), new("es", false, ["es"], "", 4, "test"),
        ],
        OrdinaryWords = [new("en", ["prone", "loser", "milking", "receives"], "test")],
    });

    [Theory]
    [InlineData("drone", "en", "drones", Spelling.AsWritten)]
    [InlineData("Drohne", "de", "Drohnen", Spelling.AsWritten)]
    [InlineData("radar", "tr", "radarlar", Spelling.AsWritten)]
    [InlineData("طائرة", "ar", "الطائرة", Spelling.AsWritten)]
    [InlineData("signal", "fr", "signaux", Spelling.AsWritten)]
    [InlineData("quadcopter", "en", "quad copter", Spelling.AsWritten)]
    [InlineData("drone", "en", "dr\u043Ene", Spelling.LookAlike)]
    [InlineData("drone", "en", "D\u0280\u039F\u039D\u0395", Spelling.LookAlike)]
    [InlineData("HELMET", "en", "\u041D\u0415LM\u0415\u0422", Spelling.LookAlike)]
    [InlineData("дрон", "ru", "дpoн", Spelling.LookAlike)]
    [InlineData("дрон", "ru", "ДPOH", Spelling.LookAlike)]
    [InlineData("drone", "en", "dr0ne", Spelling.DigitForLetter)]
    [InlineData("drone", "en", "DR0N3S", Spelling.DigitForLetter)]
    [InlineData("missile", "en", "m1ss1le", Spelling.DigitForLetter)]
    [InlineData("helmet", "en", "he1met", Spelling.DigitForLetter)]
    [InlineData("camera", "en", "c@mera", Spelling.AsWritten)]
    [InlineData("дрон", "ru", "др0н", Spelling.DigitForLetter)]
    [InlineData("drone", "en", "D R O N E", Spelling.SpacedOut)]
    [InlineData("drone", "en", "d.r.0.n.e", Spelling.SpacedOut)]
    [InlineData("дрон", "ru", "д р о н", Spelling.SpacedOut)]
    [InlineData("drone", "en", "x d r o n e", Spelling.AsWritten, false)]
    [InlineData("Drohne", "de", "Kampfdrohne", Spelling.Compound)]
    [InlineData("Drohne", "de", "Kampfdrohnen", Spelling.Compound)]
    [InlineData("machine tool", "en", "tool, machine", Spelling.Inverted)]
    [InlineData("helmet", "en", "helmt", Spelling.OneError)]
    [InlineData("laser", "en", "lasr", Spelling.OneError, false)]
    [InlineData("helmet", "en", "helmett", Spelling.OneError)]
    [InlineData("helmet", "en", "hemlet", Spelling.OneError)]
    [InlineData("helmet", "en", "halmet", Spelling.OneError)]
    [InlineData("helmets", "en", "hellmets", Spelling.OneError)]
    [InlineData("quadcopter", "en", "quadkopters", Spelling.OneError)]
    [InlineData("quadcopter", "en", "quatcoptor", Spelling.TwoErrors)]
    [InlineData("microprocessor", "en", "micorprocesor", Spelling.TwoErrors)]
    [InlineData("беспилотник", "ru", "безпилотник", Spelling.OneError)]
    [InlineData("drone", "en", "prone", Spelling.AsWritten, false)]
    [InlineData("laser", "en", "loser", Spelling.AsWritten, false)]
    [InlineData("milling", "en", "milking", Spelling.AsWritten, false)]
    [InlineData("receiver", "en", "receives", Spelling.AsWritten, false)]
    [InlineData("radar", "en", "radio", Spelling.AsWritten, false)]
    [InlineData("IC", "en", "lC", Spelling.AsWritten, false)]
    [InlineData("helmet", "en", "h31m37 x", Spelling.AsWritten, false)]
    public void A_word_is_seen_through_its_spelling(string term, string language, string text, Spelling spelling, bool isFound = true)
    {
        var hits = Find([(term, language)], text);
        if (isFound)
        {
            Assert.Contains(hits, h => h.Spelling == spelling);
        }
        else
        {
            Assert.Empty(hits);
        }
    }

    [Theory]
    [InlineData("drohnen", "drone drohne")]
    [InlineData("drohne", "drohnen")]
    [InlineData("drohnne", "drohnen")]
    [InlineData("Drohnne", "drohne drohnen")]
    public void A_form_of_a_word_is_that_word_whichever_the_vocabulary_has(string text, string vocabulary) =>
        Assert.NotEmpty(Find([.. vocabulary.Split(' ').Select(v => (v, "de"))], text));

    [Fact]
    public void Two_words_written_as_one_are_no_form_of_the_first() => Assert.Empty(Find([("sonar es", "de"), ("xx sonar", "de")], "sonar"));

    [Theory]
    [InlineData("thermal imaging camera", "THERMALIMAGING CAMERA")]
    [InlineData("night vision goggle", "night visi0n g0ggles")]
    [InlineData("integrated circuit", "intergrated circiuts")]
    [InlineData("unmanned aerial vehicle", "VEHICLE,UNMANNED AERIAL")]
    [InlineData("unmanned aerial vehicle", "unmаnned аeriаl vehicle")]
    public void Every_word_of_a_phrase_may_be_misspelt(string phrase, string text) => Assert.NotEmpty(Find([(phrase, "en")], text));

    [Fact]
    public void Without_rules_nothing_is_mended()
    {
        var builder = new TermIndexBuilder(WordRules.None);
        builder.Add("helmet", 0);
        var hits = new List<PhraseHit>();
        foreach (var text in new[] { "he1met", "hemlet", "h e l m e t", "h\u0435lmet" })
        {
            builder.Build().Find(text, Normalized.Of(text), new TokenReadings(), hits);
        }

        Assert.Empty(hits);
    }

    /// <summary>The index must find what comparing with every word of the vocabulary finds.</summary>
    [Fact]
    public void Finds_a_word_exactly_when_one_is_near_enough() => Property.Holds(
        Gen.Select(Gen.String[Gen.Char["abcde"], 6, 12].Array[1, 6], Gen.String[Gen.Char["abcde"], 5, 13]),
        given =>
        {
            var (vocabulary, word) = given;
            var near = vocabulary.Where(v => EditDistance.Between(word, v, 2) is var d && d <= (Math.Min(word.Length, v.Length) >= 10 ? 2 : 1) && (d < 2 || word[..2] == v[..2]));
            Assert.Equal(near.Any(), Find([.. vocabulary.Select(v => (v, "xx"))], word).Count > 0);
        },
        cases: 5_000);

    [Fact]
    public void Never_throws_and_points_into_the_text() => Property.Holds(
        Gen.Select(Texts.Any.Array[1, 4], Texts.Any),
        given => Assert.All(Find([.. given.Item1.Select(t => (t, "de"))], given.Item2), h => Assert.InRange(h.Last, h.First, Normalized.Stems(given.Item2).Length - 1)),
        cases: 3_000);

    private static SpellingRow Allow(Spelling spelling, int letters) => new(spelling, 0.9, letters, "", "test");

    private static List<PhraseHit> Find((string Term, string Language)[] vocabulary, string text)
    {
        var builder = new TermIndexBuilder(Words);
        foreach (var (number, (term, language)) in vocabulary.Index())
        {
            builder.Add(term, number, language);
        }

        var hits = new List<PhraseHit>();
        builder.Build().Find(text, Normalized.Of(text), new TokenReadings(), hits);
        return hits;
    }
}
