using System.Globalization;
using CsCheck;
using Screening.Engine.Tests.Support;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Tests.Batches.Rows;

/// <summary>Amounts as people and spreadsheets write them.</summary>
public sealed class CellNumberTests
{
    private const int Cases = 20_000;

    /// <summary>How people divide thousands and the fraction.</summary>
    private static readonly (string Group, string Point)[] Styles =
        [("", "."), (",", "."), ("", ","), (".", ","), (" ", ","), (" ", "."), ("\u00A0", ","), ("\u202F", ","), ("'", "."), ("’", "."), ("'", ","), ("\u066C", "\u066B")];

    private static readonly Gen<decimal> Amounts = Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[0, 6], (digits, scale) => (decimal)digits / (decimal)Math.Pow(10, scale));

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("007")]
    [InlineData("1234.5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("  12 ")]
    [InlineData("1.234")]
    [InlineData("0.30000000000000004")]
    public void A_plain_number_is_read_without_a_word(string text)
    {
        Assert.True(CellNumber.TryRead(text, out var value, out var note));
        Assert.Equal((decimal.Parse(text, CultureInfo.InvariantCulture), null), (value, note));
    }

    [Theory]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("12,345,678", "12345678")]
    [InlineData("1,234,567.89", "1234567.89")]
    public void Thousands_that_can_be_nothing_else_are_plain_too(string text, string value) => Assert.Equal((true, Parse(value), null), Read(text));

    [Theory]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1 234,5", "1234.5")]
    [InlineData("1\u00A0234,5", "1234.5")]
    [InlineData("1\u202F234\u202F567,5", "1234567.5")]
    [InlineData("12 345", "12345")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("1’234’567", "1234567")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("1234,567", "1234.567")]
    [InlineData("0,125", "0.125")]
    [InlineData(",5", "0.5")]
    [InlineData("12,34,567.5", "1234567.5")]
    [InlineData("12,34,567", "1234567")]
    [InlineData("1.2E+3", "1200")]
    [InlineData("1,234E+03", "1234")]
    [InlineData("1.5e-2", "0.015")]
    [InlineData("$1,200.00", "1200.00")]
    [InlineData("1 200,00 EUR", "1200.00")]
    [InlineData("eur 5", "5")]
    [InlineData("US$ 5", "5")]
    [InlineData("5 ₽", "5")]
    [InlineData("1 500 руб.", "1500")]
    [InlineData("5000元", "5000")]
    [InlineData("¥ 5,000.00", "5000.00")]
    [InlineData("$ 5 USD", "5")]
    [InlineData("١٬٢٣٤٫٥", "1234.5")]
    [InlineData("۱۲۳", "123")]
    [InlineData("１２３．５", "123.5")]
    public void What_can_be_one_number_alone_is_read_and_said(string text, string value) => Assert.Equal((true, Parse(value), $"'{text}' was read as {value}"), Read(text));

    [Theory]
    [InlineData("1,234", "1234", "1.234")]
    [InlineData("12,500", "12500", "12.5")]
    [InlineData("$1,234", "1234", "1.234")]
    [InlineData("1.234 €", "1234", "1.234")]
    [InlineData("EUR 25.000", "25000", "25")]
    public void Of_what_can_be_two_numbers_the_larger_is_read_and_said(string text, string value, string other) =>
        Assert.Equal((true, Parse(value), $"'{text}' was read as {value}, the larger of what it can be; it could be {other} too"), Read(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("-5", ", which is below zero or no single number")]
    [InlineData("5-", ", which is below zero or no single number")]
    [InlineData("−5", ", which is below zero or no single number")]
    [InlineData("(1,200.00)", ", which is below zero or no single number")]
    [InlineData("-", ", which is below zero or no single number")]
    [InlineData("5-10", ", which is below zero or no single number")]
    [InlineData("-$5", ", which is below zero or no single number")]
    [InlineData("12%", ", which is a share")]
    [InlineData("12 ％", ", which is a share")]
    [InlineData("abc", ", which has a letter in it")]
    [InlineData("n/a", ", which has a letter in it")]
    [InlineData("5 pcs", ", which has a letter in it")]
    [InlineData("5 MIO", ", which has a letter in it")]
    [InlineData("5 mln zł", ", which has a letter in it")]
    [InlineData("5万元", ", which has a letter in it")]
    [InlineData("5 EUR USD", ", which has a letter in it")]
    [InlineData("$5 EUR€", ", which has a letter in it")]
    [InlineData("€5 USD", ", which has a character in it that no number has")]
    [InlineData("NaN", ", which has a letter in it")]
    [InlineData("1E", ", which has a letter in it")]
    [InlineData("1E999", ", which has a letter in it")]
    [InlineData("1E5E5", ", which has a letter in it")]
    [InlineData("5\u0000", ", which has a character in it that no number has")]
    [InlineData("=5", ", which has a character in it that no number has")]
    [InlineData("$", ", which has a character in it that no number has")]
    [InlineData("€€5", ", which has a character in it that no number has")]
    [InlineData(".", ", which has no digits")]
    [InlineData("1٢", ", which has digits of two scripts")]
    [InlineData("1,23,45", ", whose separators do not stand as in one number")]
    [InlineData("1,2345,678", ", whose separators do not stand as in one number")]
    [InlineData("0,123,456", ", whose separators do not stand as in one number")]
    [InlineData("1.234.56", ", whose separators do not stand as in one number")]
    [InlineData("1,234.5.6", ", whose separators do not stand as in one number")]
    [InlineData("1.234,567,8", ", whose separators do not stand as in one number")]
    [InlineData("1 234 56", ", whose separators do not stand as in one number")]
    [InlineData("1  234", ", whose separators do not stand as in one number")]
    [InlineData("1,234 567", ", whose separators do not stand as in one number")]
    [InlineData("1.234'5", ", whose separators do not stand as in one number")]
    [InlineData("1,5E3,2", ", which has a letter in it")]
    [InlineData("5,", ", whose separators do not stand as in one number")]
    [InlineData("1.2.3", ", whose separators do not stand as in one number")]
    [InlineData("12.31.2026", ", whose separators do not stand as in one number")]
    [InlineData("99999999999999999999999999999", ", which has more digits than can be held")]
    [InlineData("5E28", ", which has more digits than can be held")]
    [InlineData("$5e28", ", which has more digits than can be held")]
    [InlineData("9.9E28", ", which has more digits than can be held")]
    [InlineData("1E-29", ", which has more digits than can be held")]
    public void What_is_no_amount_is_refused_with_the_reason(string text, string why)
    {
        Assert.False(CellNumber.TryRead(text, out var value, out var currency, out var note));
        Assert.Equal((0m, null, $"found '{text}'{why}, expected a number such as 1234.5"), (value, currency, note));
    }

    [Theory]
    [InlineData("$5", null)]
    [InlineData("US$5", "USD")]
    [InlineData("5 chf", "CHF")]
    [InlineData("€5", "EUR")]
    [InlineData("$5 CAD", "CAD")]
    [InlineData("5", null)]
    public void The_currency_of_a_cell_is_told(string text, string? expected)
    {
        Assert.True(CellNumber.TryRead(text, out var value, out var currency, out _));
        Assert.Equal((5m, expected), (value, currency));
    }

    [Fact]
    public void A_text_that_no_number_has_the_length_of_is_not_looked_at()
    {
        Assert.False(CellNumber.TryRead(new string('1', 1 << 20), out _, out var note));
        Assert.InRange(note!.Length, 1, 200);
        Assert.Contains("a text of 1048576 characters", note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_any_style_reads_back() => Property.Holds(Gen.Select(Amounts, Gen.Int[0, Styles.Length - 1], Gen.OneOf("", "$", "€ ", "EUR "), Gen.OneOf("", " USD")), input =>
    {
        var (amount, index, before, behind) = input;
        var (group, point) = Styles[index];
        var text = before + Write(amount, group, point) + (before.Length == 0 ? behind : "");
        Assert.True(CellNumber.TryRead(text, out var value, out var note), $"{text}: {note}");
        if (value != amount)
        {
            Assert.Equal(value, amount * 1000);
            Assert.Contains($"it could be {amount.ToString(CultureInfo.InvariantCulture)} too", note, StringComparison.Ordinal);
        }
    }, Cases);

    /// <summary>What was read is written plainly, and that is one number.</summary>
    [Fact]
    public void Any_text_is_read_as_one_number_or_refused_with_a_reason() => Property.Holds(Gen.OneOf(Gen.String, Gen.String["0123456789.,' E+-$€%eurUSD\u00A0٣"]), text =>
    {
        var isRead = CellNumber.TryRead(text, out var value, out var note);
        Assert.Equal((isRead, value, note), Read(text));
        if (isRead)
        {
            Assert.True(value >= 0);
            Assert.Equal((true, value, null), Read(value.ToString(CultureInfo.InvariantCulture)));
        }
        else
        {
            Assert.StartsWith("found '", note, StringComparison.Ordinal);
        }
    }, Cases);

    /// <summary>Code that the runtime has not yet optimised boxes what the optimised does not, so the fewest bytes of some rounds count.</summary>
    [Fact]
    public void A_plain_number_allocates_nothing()
    {
        const int rounds = 300, numbers = 2_000;
        var least = long.MaxValue;
        for (var round = 0; round < rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < numbers; i++)
            {
                CellNumber.TryRead(i % 2 == 0 ? "1,234,567.50" : " 42 ", out _, out _);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static string Write(decimal amount, string group, string point)
    {
        var parts = amount.ToString(CultureInfo.InvariantCulture).Split('.');
        var whole = string.Concat(parts[0].Select((c, i) => i > 0 && (parts[0].Length - i) % 3 == 0 ? group + c : $"{c}"));
        return parts.Length == 1 ? whole : whole + point + parts[1];
    }

    private static (bool, decimal, string?) Read(string text) => (CellNumber.TryRead(text, out var value, out var note), value, note);

    private static decimal Parse(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);
}
