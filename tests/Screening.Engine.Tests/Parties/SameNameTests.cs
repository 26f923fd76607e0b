using CsCheck;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>1 is the score of names that are the same but for case, accents, punctuation and word breaks, and of no others.</summary>
public sealed class SameNameTests
{
    private readonly NameComparer _comparer = new(Shipped.Snapshot.Names!);

    [Theory]
    [InlineData("王伟", "王维")]
    [InlineData("Zarmandia Internatonal", "Zarmandia International")]
    [InlineData("Zarmandia Compny", "Zarmandia Company")]
    [InlineData("Northwind Vesssels", "Northwind Vessels")]
    [InlineData("Ιβαν", "Иван")]
    [InlineData("Zarmandia Trust II", "Zarmandia Trust III")]
    [InlineData("Иван Макаренко", "Ivan Makarenko")]
    public void Names_that_differ_in_letters_or_script_are_not_quite_the_same(string left, string right) => Assert.InRange(_comparer.Compare(left, right).Score, 0, 0.9999);

    [Fact]
    public void What_stands_behind_the_words_that_are_read_still_makes_another_name()
    {
        var words = string.Join(' ', Enumerable.Range(0, 70).Select(i => $"{(char)('a' + (i % 26))}word{i}"));
        Assert.InRange(_comparer.Compare(words, words + " Pallasite").Score, 0, 0.9999);
    }

    [Fact]
    public void Names_with_other_letters_are_never_quite_the_same() => Property.Holds(
        Gen.Select(PartyNames.Any, PartyNames.Any, PartyNames.Respelling, Gen.Bool).Select((one, other, respell, isSame) => (Left: one, Right: respell(isSame ? one : other))),
        pair => Assert.Equal(LettersOf(pair.Left) == LettersOf(pair.Right), _comparer.Compare(pair.Left, pair.Right).Score >= 1),
        cases: 3_000, p => $"{p.Left} / {p.Right}");

    private static string LettersOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
