using Screening.Engine.Tests.Support;
using Screening.Engine.Text;

namespace Screening.Engine.Tests.Text;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("drone", "drones")]
    [InlineData("battery", "batteries")]
    [InlineData("box", "boxes")]
    [InlineData("switch", "switches")]
    [InlineData("glass", "glasses")]
    [InlineData("radio", "radios")]
    [InlineData("chip", "chips")]
    [InlineData("gyro", "gyros")]
    [InlineData("helmet", "helmets")]
    [InlineData("bush", "bushes")]
    [InlineData("lens", "lenses")]
    public void English_plurals_are_the_same_word(string one, string many) => Assert.Equal(Normalized.Stems(one), Normalized.Stems(many));

    [Theory]
    [InlineData("bus")]
    [InlineData("gas")]
    [InlineData("chassis")]
    [InlineData("glass")]
    [InlineData("status")]
    [InlineData("CNC")]
    [InlineData("GPS")]
    public void What_only_looks_like_a_plural_stays(string word) => Assert.Equal([word.ToLowerInvariant()], Normalized.Stems(word));

    [Theory]
    [InlineData("беспилотник", "беспилотника беспилотнику беспилотником беспилотнике беспилотники беспилотников беспилотникам беспилотниками беспилотниках")]
    [InlineData("микросхема", "микросхемы микросхеме микросхему микросхемой микросхем микросхемам микросхемами микросхемах")]
    [InlineData("двигатель", "двигателя двигателю двигателем двигателе двигатели двигателей двигателям двигателями двигателях")]
    [InlineData("радиостанция", "радиостанции радиостанцию радиостанцией радиостанций радиостанциям радиостанциями радиостанциях")]
    [InlineData("оборудование", "оборудования оборудованию оборудованием оборудовании")]
    [InlineData("лазерный", "лазерного лазерному лазерным лазерном лазерная лазерной лазерную лазерное лазерные лазерных лазерными")]
    [InlineData("шлем", "шлема шлему шлемом шлеме шлемы шлемов шлемам шлемами шлемах")]
    public void Russian_cases_are_the_same_word(string nominative, string others) =>
        Assert.All(others.Split(' '), other => Assert.Equal(Normalized.Stems(nominative), Normalized.Stems(other)));

    [Theory]
    [InlineData("дрон", "дрона дрону дроном дрони дронів дронам дронами дронах")]
    [InlineData("шолом", "шолома шолому шоломом шоломи шоломів шоломами")]
    [InlineData("мікросхема", "мікросхеми мікросхему мікросхемою мікросхем")]
    public void Ukrainian_cases_are_the_same_word(string nominative, string others) =>
        Assert.All(others.Split(' '), other => Assert.Equal(Normalized.Stems(nominative), Normalized.Stems(other)));

    [Theory]
    [InlineData("aeiounrtscdhxzy'")]
    [InlineData("аеиоуыяюєіїйьвгмнхц")]
    public void Stemming_a_stem_changes_nothing(string alphabet) => Property.Holds(
        CsCheck.Gen.String[CsCheck.Gen.Char[alphabet], 1, 12],
        word => Assert.Equal(Normalized.Stems(word), Normalized.Stems(string.Concat(Normalized.Stems(word)))),
        cases: 5_000);

    [Fact]
    public void A_stem_is_never_empty_nor_longer_than_the_word() => Property.Holds(
        Texts.Any,
        text =>
        {
            var normalized = Normalized.Of(text);
            foreach (var token in normalized.Tokens)
            {
                Assert.InRange(token.Length, 1, token.WordLength);
                Assert.Equal(TextHash.Append(TextHash.Empty, normalized.Stem(token)), token.StemHash);
                Assert.Equal(TextHash.Append(TextHash.Empty, normalized.Word(token)), token.WordHash);
            }
        },
        cases: 2_000, show: Texts.Shown);
}
