using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Parties.Names;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Parties;

/// <summary>Initials with dots, in any script, at any place of a name.</summary>
public sealed class DottedInitialsTests
{
    private readonly NameComparer _comparer = new(Shipped.Snapshot.Names!);

    [Theory]
    [InlineData("Макаренко И.Я", "Makarenko")]
    [InlineData("Макаренко Ю.А", "Макаренко Юрий")]
    [InlineData("x.が", "a")]
    [InlineData("Щ.Я.", "Makarenko")]
    public void Initials_that_are_several_Latin_letters_are_quoted_as_they_were_sent(string left, string right) =>
        Assert.All(_comparer.Compare(left, right).Explanation, s => Assert.True(s.Left is null || (s.Left.Length > 0 && left.Contains(s.Left, StringComparison.Ordinal) && s.Left != " "), $"'{s.Left}'"));

    [Fact]
    public void Such_a_party_is_looked_up()
    {
        var shipment = Ship.Goods("cotton shirts", hs: "6205.20").To("DE").With(PartyRole.Consignee, null, "Норвинд И.Я");
        var list = Lists.Of(Lists.Entry("1", "Норвинд И.Я"));
        Assert.NotEmpty(ScreeningEngine.Screen(shipment, Shipped.Snapshot with { Watchlists = list }).Lines[0].Parties);
    }

    /// <summary>The same letters with blanks between are read as initials.</summary>
    [Theory]
    [InlineData("S.P. Makarenko", "Sergei Petrovich Makarenko")]
    [InlineData("A.S. Makarenko", "Aleksandr Sergeevich Makarenko")]
    [InlineData("J.R. Makarenko", "John Robert Makarenko")]
    public void Initials_that_are_also_a_legal_form_or_a_title_are_initials_beside_a_name(string left, string right)
    {
        var score = _comparer.Compare(left, right).Score;
        Assert.True(score >= 0.7, $"{left} / {right}: {score}");
    }

    [Fact]
    public void A_name_of_a_person_in_Cyrillic_letters_has_no_legal_form_at_its_end() =>
        Assert.DoesNotContain("legalForm", _comparer.Compare("Макаренко", "Макаренко").Explanation.Select(s => s.Kind));

    [Fact]
    public void Any_two_texts_are_compared_and_quoted() => Property.Holds(
        Gen.Select(Texts.Any, Texts.Any),
        pair => Assert.All(_comparer.Compare(pair.Item1, pair.Item2).Explanation, s => Assert.True(s.Left is null || pair.Item1.Contains(s.Left, StringComparison.Ordinal))),
        cases: 5_000, p => $"{Texts.Shown(p.Item1)} / {Texts.Shown(p.Item2)}");
}
