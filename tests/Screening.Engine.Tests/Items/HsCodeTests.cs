using System.Globalization;
using CsCheck;
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
    [InlineData("HS 8542.31", "854231")]
    [InlineData("HS: 8542.31", "854231")]
    [InlineData("hs-code 8542 31", "854231")]
    [InlineData("H.S. Code: 8542.31", "854231")]
    [InlineData("HTS 8542.31.0000", "8542310000")]
    [InlineData("HTSUS8542.31", "854231")]
    [InlineData("TARIC 8542 31 90 00", "8542319000")]
    [InlineData("CN 8542 31 90", "85423190")]
    [InlineData("KN-Code 85423190", "85423190")]
    [InlineData("ТН ВЭД 8542 31", "854231")]
    [InlineData("Код ТН ВЭД ЕАЭС: 8542319010", "8542319010")]
    [InlineData("УКТЗЕД 8542310000", "8542310000")]
    [InlineData("GTİP: 8542.31", "854231")]
    [InlineData("税号 8542.31", "854231")]
    [InlineData("HS编码:85423190", "85423190")]
    [InlineData("８５４２．３１", "854231")]
    [InlineData("ＨＳ　８５４２", "8542")]
    [InlineData("٨٥٤٢٣١", "854231")]
    [InlineData("۸۵۴۲۳۱", "854231")]
    [InlineData("8542–31", "854231")]
    [InlineData("85\u202F42\u202F31", "854231")]
    [InlineData("\uFEFF854231\u200B", "854231")]
    [InlineData("'0101.21", "010121")]
    [InlineData("=\"010121\"", "010121")]
    [InlineData("\"854231\"", "854231")]
    [InlineData("8542,31", "854231")]
    public void Labels_other_digits_and_what_keeps_a_cell_from_being_a_number_are_no_damage(string text, string digits)
    {
        Assert.True(HsCode.TryParse(text, out var code, out var reason), reason);
        Assert.Equal((digits, HsRepair.None, text), (code.Digits, code.Repair, code.Sent));
    }

    [Theory]
    [InlineData("85423100.0", "85423100", HsRepair.Decimals)]
    [InlineData("854231,0", "854231", HsRepair.Decimals)]
    [InlineData("8542.0", "8542", HsRepair.Decimals)]
    [InlineData("85,423,100", "85423100", HsRepair.Thousands)]
    [InlineData("854,231", "854231", HsRepair.Thousands)]
    [InlineData("8.54231E+05", "854231", HsRepair.Exponent)]
    [InlineData("8.54231e5", "854231", HsRepair.Exponent)]
    [InlineData("8.5E+1", "85", HsRepair.Exponent)]
    [InlineData("8.54E+07", "85", HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("8,54E+07", "85", HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("8.5423E+7", "8542", HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("8.54231E+09", "8542", HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("8.542314E+09", "854231", HsRepair.Exponent | HsRepair.Rounded)]
    [InlineData("8542319000101", "8542319000", HsRepair.NationalDigits)]
    [InlineData("854231900000", "8542319000", HsRepair.NationalDigits)]
    [InlineData("8542 3190 00 0", "8542319000", HsRepair.NationalDigits)]
    public void Mends_what_a_spreadsheet_did_and_says_so(string text, string digits, HsRepair repair)
    {
        Assert.True(HsCode.TryParse(text, out var code, out var reason), reason);
        Assert.Equal((digits, repair, text), (code.Digits, code.Repair, code.Sent));
        Assert.Equal((repair & HsRepair.Rounded) != 0, code.HasLostDigits);
    }

    [Theory]
    [InlineData(null, "2 to 10 digits")]
    [InlineData("", "2 to 10 digits")]
    [InlineData("   ", "2 to 10 digits")]
    [InlineData("...", "found 0 digits")]
    [InlineData("8", "found 1 digits")]
    [InlineData("854231900010122", "found 15 digits")]
    [InlineData("85O4.31", "found 'O'")]
    [InlineData("854231a", "found 'a'")]
    [InlineData("DRONE 8542.31", "found 'D'")]
    [InlineData("HS", "found 'H'")]
    [InlineData("8542,8541", "found ','")]
    [InlineData("8542.31; 8541.10", "found ';'")]
    [InlineData("+854231", "found '+'")]
    [InlineData("8.50E+07", "rounded the code away")]
    [InlineData("8.8E+05", "rounded the code away")]
    [InlineData("8E+07", "rounded the code away")]
    [InlineData("8.54231E+02", "not one that a spreadsheet makes")]
    [InlineData("8.54E-07", "not one that a spreadsheet makes")]
    [InlineData("85.4E+06", "not one that a spreadsheet makes")]
    [InlineData("8.54E+99", "not one that a spreadsheet makes")]
    [InlineData("8.54E+999999999999", "not one that a spreadsheet makes")]
    [InlineData("1.01E+06", "rounded the code away")]
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
                Assert.Equal((code.ToString(), HsRepair.None), (again.ToString(), again.Repair));
            }
        },
        cases: 5_000, show: Texts.Shown);

    [Fact]
    public void A_code_reads_the_same_whatever_separates_its_pairs() => Property.Holds(
        Gen.Select(Digits, Gen.OneOf("", ".", " ", "-", "\u00A0", "/", "_", ":", "\u2013", "．", "  ")),
        given =>
        {
            var text = string.Join(given.Item2, given.Item1.Chunk(2).Select(pair => new string(pair)));
            Assert.True(HsCode.TryParse(text, out var code, out var reason), reason);
            Assert.Equal(given.Item1, code.Digits);
        },
        cases: 2_000);

    [Fact]
    public void A_number_that_a_spreadsheet_shows_as_a_power_of_ten_gives_a_beginning_of_the_code() => Property.Holds(
        Gen.Select(Digits.Where(d => d[0] != '0' && d.Length >= 6), Gen.Int[0, 7], Gen.Bool),
        given =>
        {
            var (digits, decimals, comma) = given;
            var text = decimal.Parse(digits, CultureInfo.InvariantCulture).ToString($"0.{new string('0', decimals)}E+00", CultureInfo.InvariantCulture).Replace('.', comma ? ',' : '.');
            if (HsCode.TryParse(text, out var code, out _))
            {
                Assert.StartsWith(code.Digits, digits, StringComparison.Ordinal);
                Assert.Equal(code.Digits.Length < digits.Length, code.HasLostDigits);
            }
        },
        cases: 3_000);

    private static readonly Gen<string> Digits = Gen.Select(Gen.Int[1, 99], Gen.String[Gen.Char['0', '9'], 8, 8], Gen.Int[0, 4]).Select((chapter, rest, pairs) => $"{chapter:00}{rest[..(2 * pairs)]}");

    [Fact]
    public void An_empty_code_is_empty_text() => Assert.Equal("", default(HsCode).ToString());
}
