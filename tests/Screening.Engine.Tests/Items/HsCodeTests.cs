using Screening.Engine.Items;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Items;

public sealed class HsCodeTests
{
    [Theory]
    [InlineData("8542.31", "854231")]
    [InlineData("854231", "854231")]
    [InlineData("8542 31", "854231")]
    [InlineData("8542-31", "854231")]
    [InlineData("8542.31.00", "85423100")]
    [InlineData("8542 31 00 00", "8542310000")]
    [InlineData("8542310000", "8542310000")]
    [InlineData("  8542.31  ", "854231")]
    [InlineData("8542\u00A031", "854231")]
    [InlineData("8542\t31", "854231")]
    [InlineData("8542/31", "854231")]
    [InlineData("8542_31", "854231")]
    [InlineData("8542:31", "854231")]
    [InlineData("85", "85")]
    [InlineData("8542", "8542")]
    [InlineData("0101.21", "010121")]
    [InlineData("9801", "9801")]
    public void Reads_the_forms_people_write(string text, string digits)
    {
        Assert.True(HsCode.TryParse(text, out var code, out var reason), reason);
        Assert.Equal(digits, code.Digits);
        Assert.Equal(text, code.Sent);
        Assert.Empty(reason);
    }

    [Theory]
    [InlineData(null, "2 to 10 digits")]
    [InlineData("", "2 to 10 digits")]
    [InlineData("   ", "2 to 10 digits")]
    [InlineData("...", "found 0 digits")]
    [InlineData("8", "found 1 digits")]
    [InlineData("85423100001", "found 11 digits")]
    [InlineData("854231000012", "found 12 digits")]
    [InlineData("85O4.31", "found 'O'")]
    [InlineData("854231a", "found 'a'")]
    [InlineData("HS 8542.31", "found 'H'")]
    [InlineData("8.54E+07", "found 'E'")]
    [InlineData("８５４２", "found '８'")]
    [InlineData("٨٥٤٢", "found '٨'")]
    [InlineData("8542,31", "found ','")]
    [InlineData("0000", "chapter 00")]
    [InlineData("001234", "chapter 00")]
    [InlineData("8542 31 8542 31 8542 31 8542 31 8542 31", "39 characters")]
    public void Refuses_what_is_no_code_and_says_what_it_found(string? text, string found)
    {
        Assert.False(HsCode.TryParse(text, out var code, out var reason));
        Assert.Equal(default, code);
        Assert.Contains(found, reason, StringComparison.Ordinal);
        Assert.Contains("expected", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("101")]
    [InlineData("10121")]
    [InlineData("1012100")]
    [InlineData("101210000")]
    public void Suspects_a_lost_zero_where_digits_are_odd(string text)
    {
        Assert.False(HsCode.TryParse(text, out _, out var reason));
        Assert.Contains("leading zero", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("85", false)]
    [InlineData("8542", false)]
    [InlineData("8542.31", true)]
    [InlineData("8542.31.00", true)]
    public void Knows_whether_it_names_a_subheading(string text, bool isSubheading)
    {
        Assert.True(HsCode.TryParse(text, out var code, out _));
        Assert.Equal(isSubheading, code.IsSubheading);
    }

    [Fact]
    public void Never_throws_and_reads_its_own_text_back() => Property.Holds(
        Texts.CodeLike,
        text =>
        {
            var isCode = HsCode.TryParse(text, out var code, out var reason);
            Assert.Equal(isCode, reason.Length == 0);
            if (isCode)
            {
                Assert.True(HsCode.TryParse(code.ToString(), out var again, out _));
                Assert.Equal(code.ToString(), again.ToString());
                Assert.Equal(code.Digits, string.Concat(text.Where(char.IsAsciiDigit)));
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void An_empty_code_is_empty_text() => Assert.Equal("", default(HsCode).ToString());
}
