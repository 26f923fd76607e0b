using ScreeningApi.Watchlists.Formats.Entries;

namespace ScreeningApi.Tests.Watchlists.Formats;

public sealed class BirthDateTests
{
    [Theory]
    [InlineData("1960-05-01", "1960-05-01")]
    [InlineData("14 Jun 1975", "1975-06-14")]
    [InlineData("1 May 1960", "1960-05-01")]
    [InlineData("Sep 1975", "1975-09")]
    [InlineData("October, 1984", "1984-10")]
    [InlineData("1960-05", "1960-05")]
    [InlineData("1971", "1971")]
    [InlineData("circa 1953", "1953")]
    [InlineData("circa 14 Jun 1975", "1975-06-14")]
    [InlineData("1958 to 1962", "1958/1962")]
    [InlineData("01 Jan 1958 to 31 Dec 1958", "1958")]
    [InlineData("circa 1979-1982", "1979/1982")]
    [InlineData("1958/1962", "1958/1962")]
    [InlineData("01/03/1958", "1958-03-01")]
    [InlineData("dd/mm/1945", "1945")]
    [InlineData("00/00/1945", "1945")]
    [InlineData("00/05/1945", "1945-05")]
    [InlineData("in his forties", null)]
    [InlineData("1962 to 1958", null)]
    [InlineData("14 Jun 0075", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Dates_of_birth_are_given_in_one_form(string? published, string? expected) => Assert.Equal(expected, BirthDates.Read(published));
}
