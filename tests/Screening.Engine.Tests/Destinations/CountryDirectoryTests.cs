using Screening.Engine.Destinations;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Destinations;

public sealed class CountryDirectoryTests
{
    private static CountryDirectory Countries => Shipped.Snapshot.Destinations.Countries;

    [Theory]
    [InlineData("AE", "AE")]
    [InlineData("ae", "AE")]
    [InlineData("ARE", "AE")]
    [InlineData("U.A.E.", "AE")]
    [InlineData("united  arab EMIRATES", "AE")]
    [InlineData("阿联酋", "AE")]
    [InlineData("ОАЭ", "AE")]
    [InlineData("Dubai, UAE", "AE")]
    [InlineData("Dubai (UAE)", "AE")]
    [InlineData("Türkiye", "TR")]
    [InlineData("TURKIYE", "TR")]
    [InlineData("Turkey", "TR")]
    [InlineData("Russian Federation", "RU")]
    [InlineData("Россия", "RU")]
    [InlineData("俄罗斯", "RU")]
    [InlineData("Côte d'Ivoire", "CI")]
    [InlineData("COTE D IVOIRE", "CI")]
    [InlineData("ＤＥ", "DE")]
    [InlineData("Sevastopol, Crimea", "UA-40")]
    [InlineData("Crimea, Ukraine", "UA-43")]
    [InlineData("Ukraine, Crimea", "UA-43")]
    [InlineData("Hong Kong, China", "HK")]
    public void Knows_the_names_people_write(string text, string code) => Assert.Equal(code, Countries.Resolve(text).Code?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(",,;")]
    [InlineData("Atlantis")]
    [InlineData("Congo")]
    [InlineData("Germany, France")]
    [InlineData("XX")]
    [InlineData("Iran Air Cargo GmbH")]
    [InlineData("\uD800")]
    public void Does_not_guess(string text)
    {
        Assert.Null(Countries.Resolve(text).Code);
        Assert.Equal(text, Countries.Resolve(text).Sent);
    }

    [Fact]
    public void A_text_that_is_too_long_is_no_country() => Assert.Null(Countries.Resolve("Germany" + new string(' ', CountryDirectory.MaxLength)).Code);

    [Fact]
    public void Never_throws_and_never_invents_a_country() => Property.Holds(
        Texts.Any,
        text => Assert.True(Countries.Resolve(text).Code is not { } code || Countries.Rows.ContainsKey(code.Text)),
        cases: 3_000, show: Texts.Shown);

    [Fact]
    public void Every_name_of_every_country_means_it()
    {
        var wrong = Countries.Rows.Values
            .SelectMany(row => row.Aliases.Append(row.Code).Append(row.Iso3).Append(row.Name).Where(n => n.Length > 0).Select(name => (row.Code, Name: name)))
            .Where(n => Countries.Resolve(n.Name).Code?.Text != n.Code);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Chinese_and_Russian_names_are_among_them()
    {
        var wrong = Shipped.Data.Destinations.Countries
            .SelectMany(c => new[] { c.NameZh, c.NameRu, c.EarName }.Where(n => n.Length > 0).Select(name => (c.Code, Name: name)))
            .Where(n => Countries.Resolve(n.Name).Code?.Text is { } code && code != n.Code);
        Assert.Empty(wrong);
        Assert.All(Shipped.Data.Destinations.Countries.Where(c => c.Code.Length == 2), c =>
        {
            Assert.NotEmpty(c.NameZh);
            Assert.NotEmpty(c.NameRu);
            Assert.Equal(c.Code, Countries.Resolve(c.NameZh).Code?.Text);
            Assert.Equal(c.Code, Countries.Resolve(c.NameRu).Code?.Text);
        });
    }
}
