using Screening.Engine.Items;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Items;

public sealed class CountryCodeTests
{
    [Theory]
    [InlineData("AE", "AE", false)]
    [InlineData("ae", "AE", false)]
    [InlineData(" De ", "DE", false)]
    [InlineData("UA-43", "UA-43", true)]
    [InlineData("ua-43", "UA-43", true)]
    [InlineData("GB-ENG", "GB-ENG", true)]
    public void Reads_countries_and_regions(string text, string code, bool isRegion)
    {
        Assert.True(CountryCode.TryParse(text, out var value));
        Assert.Equal(code, value.Text);
        Assert.Equal(isRegion, value.IsRegion);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("A1")]
    [InlineData("ARE")]
    [InlineData("А1")]
    [InlineData("ÄÖ")]
    [InlineData("UA-")]
    [InlineData("UA43")]
    [InlineData("UA-4300")]
    [InlineData("UA-?:")]
    [InlineData("UA-@1")]
    [InlineData("UA-é")]
    public void Refuses_what_has_not_the_form(string? text) => Assert.False(CountryCode.TryParse(text, out _));

    [Fact]
    public void Never_throws_and_reads_its_own_text_back() => Property.Holds(
        Texts.CodeLike,
        text =>
        {
            if (CountryCode.TryParse(text, out var code))
            {
                Assert.True(CountryCode.TryParse(code.ToString(), out var again));
                Assert.Equal(code, again);
                Assert.All(code.Text, c => Assert.True(char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'));
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void An_empty_code_is_empty_text() => Assert.Equal("", default(CountryCode).ToString());
}
