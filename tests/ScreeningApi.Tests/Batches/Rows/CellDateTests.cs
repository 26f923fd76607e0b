using System.Globalization;
using CsCheck;
using Screening.Engine.Tests.Support;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Tests.Batches.Rows;

/// <summary>Days as people and spreadsheets write them.</summary>
public sealed class CellDateTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 70_000].Select(n => new DateOnly(1990, 1, 1).AddDays(n));

    [Theory]
    [InlineData("2026-12-31")]
    [InlineData(" 2028-02-29 ")]
    public void An_ISO_date_is_read_without_a_word(string text) => Assert.Equal((true, DateOnly.Parse(text, CultureInfo.InvariantCulture), null), Read(text));

    [Theory]
    [InlineData("31.12.2026", "2026-12-31", "the day first")]
    [InlineData("3.4.2026", "2026-04-03", "the day first")]
    [InlineData("31/12/2026", "2026-12-31", "the day first")]
    [InlineData("31-12-2026", "2026-12-31", "the day first")]
    [InlineData("12/31/2026", "2026-12-31", "the month first")]
    [InlineData("5/5/2026", "2026-05-05", "day and month are the same")]
    [InlineData("2026/12/31", "2026-12-31", "the year first")]
    [InlineData("2026.1.2", "2026-01-02", "the year first")]
    [InlineData("20261231", "2026-12-31", "year, month and day without separators")]
    [InlineData("31 Dec 2026", "2026-12-31", "the month by its name")]
    [InlineData("31-DEC-2026", "2026-12-31", "the month by its name")]
    [InlineData("December 31, 2026", "2026-12-31", "the month by its name")]
    [InlineData("1 Sept. 2026", "2026-09-01", "the month by its name")]
    [InlineData("2026-Feb-01", "2026-02-01", "the month by its name")]
    [InlineData("2026-12-31T00:00:00Z", "2026-12-31", "the time was left out")]
    [InlineData("2026-12-31 23:59", "2026-12-31", "the time was left out")]
    [InlineData("31.12.2026 00:00:00", "2026-12-31", "the time was left out, the day first")]
    public void What_can_be_one_day_alone_is_read_and_said(string text, string day, string how) =>
        Assert.Equal((true, DateOnly.Parse(day, CultureInfo.InvariantCulture), $"'{text}' was read as {day}: {how}"), Read(text));

    [Theory]
    [InlineData("", "")]
    [InlineData("03/04/2026", ", which can be two days")]
    [InlineData("3-4-2026", ", which can be two days")]
    [InlineData("46387", ", which a spreadsheet may have made of a date, but is only a number")]
    [InlineData("46387.5", ", which is not day, month and year")]
    [InlineData("31.12.26", ", which is no day of the calendar with four digits for the year")]
    [InlineData("31-Dec-26", ", which is no day of the calendar with four digits for the year")]
    [InlineData("31.02.2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("29.02.2027", ", which is no day of the calendar with four digits for the year")]
    [InlineData("13/13/2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("12.31.2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("2026-13-01", ", which is no day of the calendar with four digits for the year")]
    [InlineData("2026-31-12", ", which is no day of the calendar with four digits for the year")]
    [InlineData("20261331", ", which is no day of the calendar with four digits for the year")]
    [InlineData("1.2/2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("31 декабря 2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("31 Ma 2026", ", which is no day of the calendar with four digits for the year")]
    [InlineData("tomorrow", ", which is not day, month and year")]
    [InlineData("Q4 2026", ", which is not day, month and year")]
    [InlineData("2026", ", which a spreadsheet may have made of a date, but is only a number")]
    [InlineData("-5", ", which is not day, month and year")]
    public void What_is_no_day_is_refused_with_the_reason(string text, string why) => Assert.Equal((false, default(DateOnly), $"found '{text}'{why}, expected a date such as 2026-12-31"), Read(text));

    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy/MM/dd")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("d.M.yyyy")]
    [InlineData("yyyyMMdd")]
    [InlineData("d MMM yyyy")]
    [InlineData("MMMM d, yyyy")]
    public void A_day_in_any_clear_style_reads_back(string style) => Property.Holds(Days, day =>
    {
        Assert.True(CellDate.TryRead(day.ToString(style, CultureInfo.InvariantCulture), out var read, out _));
        Assert.Equal(day, read);
    }, 2_000);

    [Fact]
    public void A_day_with_slashes_is_read_right_or_not_at_all() => Property.Holds(Gen.Select(Days, Gen.Bool), input =>
    {
        var (day, isDayFirst) = input;
        if (CellDate.TryRead(day.ToString(isDayFirst ? "dd/MM/yyyy" : "MM/dd/yyyy", CultureInfo.InvariantCulture), out var read, out _))
        {
            Assert.Equal(day, read);
        }
        else
        {
            Assert.True(day.Day <= 12 && day.Day != day.Month);
        }
    }, 5_000);

    [Fact]
    public void Any_text_is_read_as_one_day_or_refused_with_a_reason() => Property.Holds(Gen.OneOf(Gen.String, Gen.String["0123456789./- :TZJanFeb,"]), text =>
    {
        var (isRead, day, note) = Read(text);
        Assert.Equal(isRead ? (true, day, null) : (false, default, note), isRead ? Read(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : Read(text));
        Assert.True(isRead || note!.StartsWith("found '", StringComparison.Ordinal));
    }, 20_000);

    private static (bool, DateOnly, string?) Read(string text) => (CellDate.TryRead(text, out var day, out var note), day, note);
}
