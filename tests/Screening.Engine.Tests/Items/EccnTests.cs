using Screening.Engine.Items;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Items;

public sealed class EccnTests
{
    [Theory]
    [InlineData("3A001", "3A001", "")]
    [InlineData("3a001", "3A001", "")]
    [InlineData("3A001.a", "3A001", ".a")]
    [InlineData("3A001.a.2", "3A001", ".a.2")]
    [InlineData("3a001a2", "3A001", ".a.2")]
    [InlineData("3A001.A.2.C", "3A001", ".a.2.c")]
    [InlineData("3A001.a.10.b", "3A001", ".a.10.b")]
    [InlineData("ECCN 3A001", "3A001", "")]
    [InlineData("ECCN: 3A001.b", "3A001", ".b")]
    [InlineData("eccn3a001", "3A001", "")]
    [InlineData("3A 001", "3A001", "")]
    [InlineData("3-A-001", "3A001", "")]
    [InlineData("3A001 (a) (2)", "3A001", ".a.2")]
    [InlineData(" 0A501.y ", "0A501", ".y")]
    [InlineData("9E991", "9E991", "")]
    [InlineData("5A992.c", "5A992", ".c")]
    public void Reads_the_forms_people_write(string text, string entry, string paragraphs)
    {
        Assert.True(Eccn.TryParse(text, out var code, out var reason), reason);
        Assert.Equal(entry, code.Entry);
        Assert.Equal(paragraphs, code.Paragraphs);
        Assert.Equal(text, code.Sent);
        Assert.Equal(entry + paragraphs, code.ToString());
        Assert.False(code.IsEar99);
    }

    [Theory]
    [InlineData("EAR99")]
    [InlineData("EAR 99")]
    [InlineData("ear-99")]
    [InlineData("ECCN EAR99")]
    [InlineData("ECCN: EAR 99")]
    public void Knows_EAR99(string text)
    {
        Assert.True(Eccn.TryParse(text, out var code, out _));
        Assert.True(code.IsEar99);
        Assert.Equal("EAR99", code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ECCN")]
    [InlineData("3A01")]
    [InlineData("3A")]
    [InlineData("3F001")]
    [InlineData("3Z001")]
    [InlineData("AA001")]
    [InlineData("33001")]
    [InlineData("3А001")] // a Cyrillic А
    [InlineData("３A001")] // a full-width 3
    [InlineData("EAR")]
    [InlineData("EAR100")]
    [InlineData("EAR99.a")]
    [InlineData("n/a")]
    [InlineData("8542.31")]
    [InlineData("3A001.é")]
    [InlineData("3A001.a#2")]
    [InlineData("3A001.a.b.c.d.e.f.g.h.i")]
    [InlineData("3A001 3A001 3A001 3A001 3A001 3A001")]
    public void Refuses_what_is_no_entry_and_says_so(string? text)
    {
        Assert.False(Eccn.TryParse(text, out var code, out var reason));
        Assert.Equal(default, code);
        Assert.Contains("expected the form 3A001", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_throws_and_reads_its_own_text_back() => Property.Holds(
        Texts.CodeLike,
        text =>
        {
            var isCode = Eccn.TryParse(text, out var code, out var reason);
            Assert.Equal(isCode, reason.Length == 0);
            if (isCode)
            {
                Assert.True(Eccn.TryParse(code.ToString(), out var again, out _));
                Assert.Equal(code.ToString(), again.ToString());
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void An_empty_code_is_empty_text() => Assert.Equal("", default(Eccn).ToString());
}
