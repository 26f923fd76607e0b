using System.Text;
using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Text;

public sealed class TextNormalizerTests
{
    [Fact]
    public void Unicode_data_is_there() => Assert.True(CharacterFolding.IsAvailable);

    [Theory]
    [InlineData("QUADCOPTER", "quadcopter")]
    [InlineData("Quad-Copter", "quad copter")]
    [InlineData("ＱＵＡＤｃｏｐｔｅｒ", "quadcopter")]
    [InlineData("drône", "drone")]
    [InlineData("dro\u0302ne", "drone")]
    [InlineData("Dröhn", "drohn")]
    [InlineData("GRÖSSE", "grosse")]
    [InlineData("Größe", "grosse")]
    [InlineData("Ærø", "aero")]
    [InlineData("Łódź", "lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("qua\u200Bdcop\u200Dter", "quadcopter")]
    [InlineData("qua\u00ADdcopter", "quadcopter")]
    [InlineData("\uFEFFquadcopter", "quadcopter")]
    [InlineData("radar's", "radar")]
    [InlineData("radar’s", "radar")]
    [InlineData("night_vision/scope", "night vision scope")]
    [InlineData("a.b,c;d", "a b c d")]
    [InlineData("26.5 GHz", "26 5 ghz")]
    [InlineData("ﬁber", "fiber")]
    [InlineData("26㎓", "26ghz")]
    [InlineData("Ⅳ", "iv")]
    [InlineData("𝗗𝗿𝗼𝗻𝗲", "drone")]
    [InlineData("ёлка", "елк")]
    [InlineData("йод", "иод")]
    [InlineData("ΔΡΟΝΟΣ", "δρονοσ")]
    [InlineData("طائــرة", "طايره")]
    [InlineData("کوره یک", "كوره يك")]
    [InlineData("أإآ", "ااا")]
    [InlineData("٣٫٥ ۱۲", "3 5 12")]
    [InlineData("c@mera sen$or", "camera sensor")]
    [InlineData("5V@3A a@ 1", "5v 3a a 1")]
    [InlineData("", "")]
    [InlineData("  -- !!! ", "")]
    [InlineData("🚁", "")]
    [InlineData("drone🚁drone", "drone drone")]
    [InlineData("\uD800drone\uDC00", "drone")]
    public void Folds_what_does_not_make_another_word(string text, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Normalized.Stems(text));

    [Theory]
    [InlineData("无人机", "无 人 机")]
    [InlineData("ドローン", "ド ロ ン")]
    [InlineData("ﾄﾞﾛｰﾝ", "ド ロ ン")]
    [InlineData("\u1103\u1173\u1105\u1169\u11AB", "드 론")]
    [InlineData("か\u3099", "が")]
    [InlineData("드론", "드 론")]
    [InlineData("DJI无人机M30", "dji 无 人 机 m30")]
    [InlineData("５轴机床", "5 轴 机 床")]
    [InlineData("㍿", "株 式 会 社")]
    public void Every_character_stands_alone_where_words_are_not_written(string text, string expected) =>
        Assert.Equal(expected.Split(' '), Normalized.Stems(text));

    [Theory]
    [InlineData("drone, without case", "0 1 1")]
    [InlineData("26.5 GHz 1,000 pcs. new", "0 0 0 0 0 0 1")]
    [InlineData("a (b) c", "0 1 2")]
    [InlineData("无人机，不含", "0 0 0 1 1")]
    public void Clauses_end_at_punctuation_but_not_inside_numbers(string text, string clauses) =>
        Assert.Equal(clauses, string.Join(' ', Normalized.Tokens(text).Select(t => t.Clause)));

    [Fact]
    public void A_token_begins_and_ends_at_characters_that_were_sent()
    {
        const string Text = " 《Dro\u0302nes》𝗗𝗗 无";
        Assert.Equal(["Dro\u0302nes", "𝗗𝗗", "无"], Normalized.Tokens(Text).Select(t => Text[t.OriginalStart..t.OriginalEnd]));
    }

    [Fact]
    public void Offsets_point_into_the_original_and_cover_the_tokens_characters() => Property.Holds(
        Texts.Any,
        text =>
        {
            var end = 0;
            foreach (var token in Normalized.Tokens(text))
            {
                Assert.InRange(token.OriginalStart, 0, text.Length - 1);
                Assert.InRange(token.OriginalEnd, token.OriginalStart + 1, text.Length);
                Assert.True(token.OriginalEnd >= end, "tokens stand in the order of the text");
                end = token.OriginalEnd;
            }

            foreach (var (token, stem) in Normalized.Tokens(text).Zip(Normalized.Stems(text)))
            {
                Assert.Contains(stem, Normalized.Stems(text[token.OriginalStart..token.OriginalEnd]));
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void Normalising_twice_is_normalising_once() => Property.Holds(
        Texts.Any,
        text =>
        {
            var folded = string.Join(' ', Normalized.Words(text));
            Assert.Equal(Normalized.Words(text), Normalized.Words(folded));
            Assert.Equal(Normalized.Stems(text), Normalized.Stems(folded));
        },
        cases: 5_000, show: Texts.Shown);

    [Theory]
    [InlineData("batteries")]
    [InlineData("bodies and supplies")]
    [InlineData("drones")]
    public void Inflection_does_not_touch_the_word_itself(string text) => Assert.Equal(text.Split(' '), Normalized.Words(text));

    [Fact]
    public void Every_character_folds_to_something_that_folds_to_itself()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var folded = Fold((char)c);
            Assert.True(folded == Fold(folded), $"U+{c:X4} becomes '{folded}', which becomes '{Fold(folded)}'");
        }
    }

    [Fact]
    public void Every_character_outside_the_basic_plane_folds_to_something_that_folds_to_itself()
    {
        for (var value = 0x10000; value < 0x20000; value++)
        {
            var folded = CharacterFolding.FoldRune(new Rune(value));
            Assert.True(folded == Fold(folded), $"U+{value:X} becomes '{folded}', which becomes '{Fold(folded)}'");
        }
    }

    [Theory]
    [InlineData("drône à réaction")]
    [InlineData("Wärmebildgerät für Größe")]
    [InlineData("İğne şasi çelik")]
    [InlineData("тёплый й ї ґ")]
    [InlineData("κεραία ΐ")]
    [InlineData("Thiết bị ệ")]
    public void Composed_and_decomposed_accents_are_the_same(string text) =>
        Assert.Equal(Normalized.Stems(text.Normalize(NormalizationForm.FormC)), Normalized.Stems(text.Normalize(NormalizationForm.FormD)));

    [Fact]
    public void The_memory_grows_with_the_text()
    {
        var text = string.Join(' ', Enumerable.Repeat("quadcopter", 5_000));
        Assert.Equal(5_000, Normalized.Tokens(text).Length);
    }

    [Fact]
    public void Reused_memory_keeps_nothing_of_the_text_before()
    {
        var memory = Normalized.Of("a very long text that was there before");
        TextNormalizer.Normalize("drone", memory);
        Assert.Equal("drone", memory.Stem(Assert.Single(memory.Tokens.ToArray())).ToString());
    }

    private static string Fold(string folded) =>
        string.Concat(folded.EnumerateRunes().Select(r => r.IsBmp ? Fold((char)r.Value) : CharacterFolding.FoldRune(r)));

    private static string Fold(char c) =>
        !CharacterFolding.TryFold(c, out var folded) ? CharacterFolding.Expansion(c)
        : folded is CharacterFolding.Break or CharacterFolding.Ignored ? ""
        : folded.ToString();
}
