using CsCheck;
using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Tests.Support;

namespace Screening.Engine.Tests.Matching.Thresholds;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("10", 10, 10)]
    [InlineData("0", 0, 0)]
    [InlineData("007", 7, 7)]
    [InlineData("2.5", 2.5, 2.5)]
    [InlineData("2,5", 2.5, 2.5)]
    [InlineData("0,125", 0.125, 0.125)]
    [InlineData("1,234", 1234, 1234)]
    [InlineData("1.234", 1.234, 1.234)]
    [InlineData("1,234,567", 1_234_567, 1_234_567)]
    [InlineData("1.234.567", 1_234_567, 1_234_567)]
    [InlineData("1,234.5", 1234.5, 1234.5)]
    [InlineData("1.234,5", 1234.5, 1234.5)]
    [InlineData("15 240", 15_240, 15_240)]
    [InlineData("15\u00A0240", 15_240, 15_240)]
    [InlineData("15\u202F240", 15_240, 15_240)]
    [InlineData("15'240", 15_240, 15_240)]
    [InlineData("1e9", 1e9, 1e9)]
    [InlineData("5E-9", 5e-9, 5e-9)]
    [InlineData("5×10^3", 5000, 5000)]
    [InlineData("5 x 10^-3", 0.005, 0.005)]
    [InlineData("-55", -55, -55)]
    [InlineData("−55", -55, -55)]
    [InlineData("±3", 3, 3)]
    [InlineData("10 ± 2", 8, 12)]
    [InlineData("10 +/- 2", 8, 12)]
    [InlineData("20-2000", 20, 2000)]
    [InlineData("20 - 2000", 20, 2000)]
    [InlineData("20–2000", 20, 2000)]
    [InlineData("20 to 2000", 20, 2000)]
    [InlineData("20 до 2000", 20, 2000)]
    [InlineData("20至2000", 20, 2000)]
    [InlineData("20...2000", 20, 2000)]
    [InlineData("20~2000", 20, 2000)]
    [InlineData("2000-20", 20, 2000)]
    [InlineData("-55 to +125", -55, 125)]
    [InlineData("-55...+125", -55, 125)]
    [InlineData("-55/+125", -55, 125)]
    [InlineData("-55 - -10", -55, -10)]
    [InlineData("433/868/915", 433, 915)]
    [InlineData("１２．５", 12.5, 12.5)]
    [InlineData("١٢", 12, 12)]
    public void A_number_is_read_as_people_write_it(string text, double low, double high)
    {
        var number = Assert.IsType<NumberSpan>(Read(text));
        Assert.Equal((low, high), (Math.Round(number.Low, 12), Math.Round(number.High, 12)));
        Assert.Equal((0, text.Length), (number.Start, number.End));
    }

    [Theory]
    [InlineData("640x512", 327_680)]
    [InlineData("640 × 512", 327_680)]
    [InlineData("384х288", 110_592)]
    public void A_product_is_kept_beside_its_last_number(string text, double product) => Assert.Equal(product, Read(text)?.Product);

    [Theory]
    [InlineData("500x400x300", "500x400")]
    [InlineData("10 -20", "10")]
    [InlineData("12, 500", "12")]
    [InlineData("1.5.2", "1.5")]
    [InlineData("5 0000", "5")]
    [InlineData("12345 678", "12345")]
    [InlineData("10e", "10")]
    [InlineData("10e99999", "10")]
    [InlineData("10to", "10")]
    [InlineData("10-", "10")]
    [InlineData("10 to kg", "10")]
    [InlineData("10x", "10")]
    public void What_does_not_belong_to_a_number_is_left_outside(string text, string number)
    {
        var read = Assert.IsType<NumberSpan>(Read(text));
        Assert.Equal(number, text[read.Start..read.End]);
        Assert.Null(read.Product);
    }

    [Theory]
    [InlineData("M30T")]
    [InlineData("AES256")]
    [InlineData("9999999999999999")]
    [InlineData("12345678901234567890.5")]
    public void A_number_inside_a_word_or_longer_than_any_value_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void Reading_always_goes_forward_and_stays_inside() => Property.Holds(
        Gen.OneOf(Gen.String[Gen.Char["0123456789.,-+±/x×e^ ~'٣１\u00A0to"], 0, 40], Texts.Any),
        text =>
        {
            for (var at = 0; at < text.Length;)
            {
                if (NumberReader.DigitOf(text[at]) < 0)
                {
                    at++;
                    continue;
                }

                var isNumber = NumberReader.TryRead(text, at, out var number, out var next);
                Assert.InRange(next, at + 1, text.Length);
                if (isNumber)
                {
                    Assert.InRange(number.Start, 0, at);
                    Assert.InRange(number.End, at + 1, next);
                    Assert.True(double.IsFinite(number.Low) && number.Low <= number.High);
                }

                at = next;
            }
        },
        cases: 5_000, show: Texts.Shown);

    private static NumberSpan? Read(string text)
    {
        var at = text.Select(NumberReader.DigitOf).ToList().FindIndex(d => d >= 0);
        return NumberReader.TryRead(text, at, out var number, out _) ? number : null;
    }
}
