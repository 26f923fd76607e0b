using System.Diagnostics;
using CsCheck;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>What holds of the comparison of any two names.</summary>
public sealed class NamePropertyTests
{
    private static readonly NameLexicon Names = Shipped.Snapshot.Names!;

    /// <summary>A name that is nothing but blanks is refused by who reads it.</summary>
    private static readonly Gen<string> SomeText = Texts.Any.Select(text => string.IsNullOrWhiteSpace(text) ? "?" : text);

    /// <summary>Names, the same names respelled, and words of the lexicon.</summary>
    private static readonly Gen<string> WrittenName = Gen.Frequency(
        (2, PartyNames.Any),
        (1, Gen.Select(PartyNames.Any, PartyNames.Respelling).Select((name, respell) => respell(name))),
        (1, Gen.OneOf([.. Names.Document.Words.SelectMany(w => w.Forms)]).Array[1, 4].Select(words => string.Join(' ', words))));

    /// <summary>The same, and whatever a hostile system sends.</summary>
    private static readonly Gen<string> Name = Gen.Frequency((4, WrittenName), (1, SomeText));

    private static readonly Gen<(string Left, string Right)> Pair = PairOf(Name), WrittenPair = PairOf(WrittenName);

    [Fact]
    public void A_score_is_the_same_whichever_name_comes_first_and_lies_between_0_and_1() => Property.Holds(
        Pair,
        pair =>
        {
            var comparer = new NameComparer(Names);
            var (there, back) = (comparer.Compare(pair.Left, pair.Right), comparer.Compare(pair.Right, pair.Left));
            Assert.Equal(BitConverter.DoubleToInt64Bits(there.Score), BitConverter.DoubleToInt64Bits(back.Score));
            Assert.InRange(there.Score, 0, 1);
            Assert.Equal(there.Explanation.Length, back.Explanation.Length);
        },
        cases: 3_000, Show);

    [Fact]
    public void A_comparer_that_compared_others_before_says_the_same()
    {
        var used = new NameComparer(Names);
        Property.Holds(Pair, pair => Assert.Equal(Ship.Json(new NameComparer(Names).Compare(pair.Left, pair.Right)), Ship.Json(used.Compare(pair.Left, pair.Right))), cases: 2_000, Show);
    }

    [Fact]
    public void Case_accents_signs_and_blanks_make_no_difference() => Property.Holds(
        Gen.Select(PartyNames.Company, PartyNames.Dressing),
        given =>
        {
            Assert.Equal(1, new NameComparer(Names).Compare(given.Item1, given.Item2(given.Item1)).Score);
        },
        cases: 2_000, g => $"{g.Item1} / {g.Item2(g.Item1)}");

    [Fact]
    public void Every_word_of_both_names_is_explained_once_and_quoted_as_sent() => Property.Holds(
        WrittenPair,
        pair =>
        {
            var comparer = new NameComparer(Names);
            var steps = comparer.Compare(pair.Left, pair.Right).Explanation;
            AssertAllSaid(comparer.Read(pair.Left), [.. steps.Select(s => s.Left).OfType<string>()]);
            AssertAllSaid(comparer.Read(pair.Right), [.. steps.Select(s => s.Right).OfType<string>()]);
            Assert.All(steps, s => Assert.True(s.Left is null || s.Text.Contains($"'{s.Left}'", StringComparison.Ordinal)));
            Assert.All(steps, s => Assert.True(s.Right is null || s.Text.Contains($"'{s.Right}'", StringComparison.Ordinal)));
            Assert.All(steps, s => Assert.True(s.Similarity is >= 0 and <= 1 && s.Weight >= 0));
        },
        cases: 3_000, Show);

    [Fact]
    public void Any_text_is_a_name_with_at_least_one_word() => Property.Holds(
        Gen.Frequency((3, SomeText), (1, SomeText.Array[20, 60].Select(string.Concat)), (1, Gen.String[Gen.Char, 10, 1000]), (1, Gen.String[Gen.Char["!?.-,;/'\"()"], 1, 30])),
        text =>
        {
            var comparer = new NameComparer(Names);
            Assert.NotEmpty(comparer.Read(text).Tokens);
            Assert.Equal(1, comparer.Compare(text, text).Score);
            Assert.InRange(comparer.Compare(text, "Harrowgate Optics").Score, 0, 1);
            Assert.InRange(comparer.Compare("!!", text).Score, 0, 1);
        },
        cases: 2_000, Texts.Shown);

    [Theory]
    [InlineData("...")]
    [InlineData("\uD800")]
    [InlineData("🚁🚁")]
    [InlineData("LLC")]
    [InlineData("Co., Ltd.")]
    [InlineData("the")]
    public void A_name_of_next_to_nothing_is_no_party_on_a_list(string name)
    {
        var score = new NameComparer(Names).Compare(name, "Harrowgate Optics Ltd").Score;
        Assert.True(score < Names.Threshold, $"{score}");
    }

    [Fact]
    public void Long_and_repeated_names_are_read_in_bounded_time()
    {
        var comparer = new NameComparer(Names);
        string[] hostile = [new('a', 1000), string.Concat(Enumerable.Repeat("ab ", 333)), string.Concat(Enumerable.Repeat("a.", 500)), new('中', 1000), string.Concat(Enumerable.Repeat("limited company ", 62))];
        var clock = Stopwatch.StartNew();
        foreach (var left in hostile)
        {
            Assert.All(hostile, right => Assert.InRange(comparer.Compare(left, right).Score, 0, 1));
        }

        Property.Holds(Name, name => comparer.Read(name).Tokens.Length is > 0 and <= 62, cases: 10_000, Texts.Shown);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    private static Gen<(string Left, string Right)> PairOf(Gen<string> name) => Gen.Frequency(
        (1, Gen.Select(name, name).Select((left, right) => (left, right))),
        (1, Gen.Select(name, PartyNames.Respelling).Select((left, respell) => (left, respell(left)))));

    /// <summary>Takes each quotation away from the words that are left; in the end none may be.</summary>
    private static void AssertAllSaid(PartyName name, List<string> quotations)
    {
        var left = Enumerable.Range(0, name.Tokens.Length).ToList();
        foreach (var text in quotations.OrderByDescending(q => q.Length))
        {
            var found = left.FirstOrDefault(first => RunFrom(name, first, text, left) > 0, -1);
            Assert.True(found >= 0, $"'{text}' is no words of the name that are still to be explained");
            var count = RunFrom(name, found, text, left);
            left.RemoveAll(i => i >= found && i < found + count);
        }

        Assert.Empty(left);
    }

    /// <summary>How many words from the first on make the text; 0 when they do not.</summary>
    private static int RunFrom(PartyName name, int first, string text, List<int> left)
    {
        for (var last = first; last < name.Tokens.Length && left.Contains(last); last++)
        {
            var (start, end) = (name.Tokens[first].Start, name.Tokens[last].Start + name.Tokens[last].Length);
            if (end - start == text.Length && end <= name.Text.Length && name.Text[start..end] == text)
            {
                return last - first + 1;
            }
        }

        return 0;
    }

    private static string Show((string Left, string Right) pair) => $"{Texts.Shown(pair.Left)} / {Texts.Shown(pair.Right)}";
}
