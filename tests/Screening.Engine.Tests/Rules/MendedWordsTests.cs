using CsCheck;
using Screening.Engine.Rules;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Rules;

public sealed class MendedWordsTests
{
    private static readonly MendedWord Compound = new(-1, Spelling.AsWritten, 3, 7);

    /// <summary>Words near "helmet", "drohne" and "camera", with the mistakes that are mended; few enough to come again.</summary>
    private static readonly Gen<string> Lines = Gen.OneOf(
        "helmet", "helmt", "hemlet", "halmets", "h\u0435lmet", "he1met", "kampfdrohne", "kampfdrohnen", "thermalcamera", "camra", "gasket", "gaskets", "\u0441amera", "kamera", "xqzt", "\u65E0\u4EBA\u673A")
        .Array[1, 5].Select(words => string.Join(' ', words));

    [Fact]
    public void A_remembered_word_is_read_as_the_first_time()
    {
        var (index, readings) = (Index("helmet", "drohne", "thermal", "camera"), new TokenReadings());
        Property.Holds(Gen.OneOf(Lines, Texts.Any), text => Assert.Equal(Find(index, text, new TokenReadings()), Find(index, text, readings)), cases: 3_000, show: Texts.Shown);
    }

    [Fact]
    public void Another_vocabulary_does_not_get_what_one_remembers()
    {
        var (one, other, readings) = (Index("helmet", "camera"), Index("drohne", "gasket"), new TokenReadings());
        Property.Holds(
            Gen.Select(Lines, Gen.Bool),
            given => Assert.Equal(Find(given.Item2 ? one : other, given.Item1, new TokenReadings()), Find(given.Item2 ? one : other, given.Item1, readings)),
            cases: 1_000);
    }

    [Fact]
    public void What_was_kept_is_found_and_of_two_words_in_one_place_the_last()
    {
        var words = new MendedWords();
        words.Use(this);
        words.Keep(new MendedKey(1, "one", []), Compound);
        Assert.True(words.TryFind(new MendedKey(1, "one", []), out var found));
        Assert.Equal(Compound, found);
        words.Keep(new MendedKey(1, "two", []), default);
        Assert.False(words.TryFind(new MendedKey(1, "one", []), out _));
        Assert.True(words.TryFind(new MendedKey(1, "two", []), out _));
    }

    [Fact]
    public void The_same_hash_does_not_make_the_same_word_nor_does_another_way_to_send_it()
    {
        var words = new MendedWords();
        words.Use(this);
        words.Keep(new MendedKey(1, "\u0434\u0440\u043E\u043D", "\u0414P\u041E\u041D"), Compound);
        Assert.False(words.TryFind(new MendedKey(1, "\u0434\u0440\u043E\u043C", "\u0414P\u041E\u041D"), out _));
        Assert.False(words.TryFind(new MendedKey(1, "\u0434\u0440\u043E\u043D", "\u0414\u0420\u041E\u041D"), out _));
    }

    [Fact]
    public void A_word_that_is_too_long_is_not_kept_and_takes_no_place()
    {
        var words = new MendedWords();
        words.Use(this);
        words.Keep(new MendedKey(1, "one", []), Compound);
        words.Keep(new MendedKey(1, new string('x', 30), new string('y', 30)), default);
        Assert.True(words.TryFind(new MendedKey(1, "one", []), out _));
    }

    private static TermIndex Index(params string[] vocabulary)
    {
        var builder = new TermIndexBuilder(new WordRules(new WordRulesDocument
        {
            Spellings = [.. new[] { (Spelling.LookAlike, 3), (Spelling.Compound, 8), (Spelling.DigitForLetter, 4), (Spelling.OneError, 5), (Spelling.TwoErrors, 10) }
                .Select(s => new SpellingRow(s.Item1, 0.9, s.Item2, "", "test"))],
            LookAlikes = [.. Shipped.Data.RuleSet.LookAlikes.Select(l => new LookAlikeRow(l.Character[0], l.Latin, l.Cyrillic, l.Citation))],
            Inflections = [new("de", false, ["n", "en"], "", 4, "test")],
        }));
        foreach (var (number, word) in vocabulary.Index())
        {
            builder.Add(word, number, "de");
        }

        return builder.Build();
    }

    private static List<PhraseHit> Find(TermIndex index, string text, TokenReadings readings)
    {
        var hits = new List<PhraseHit>();
        index.Find(text, Normalized.Of(text), readings, hits);
        return hits;
    }
}
