using System.Globalization;
using Screening.Engine.Rules;

namespace Screening.Engine.Tests.Rules;

public sealed class ValidityTests
{
    [Theory]
    [InlineData(null, null, "0001-01-01", true)]
    [InlineData("2026-02-01", null, "2026-01-31", false)]
    [InlineData("2026-02-01", null, "2026-02-01", true)]
    [InlineData(null, "2026-02-01", "2026-02-01", true)]
    [InlineData(null, "2026-02-01", "2026-02-02", false)]
    [InlineData("2026-02-01", "2026-02-03", "2026-02-02", true)]
    public void Both_ends_belong_to_it_and_an_unknown_end_is_open(string? from, string? to, string date, bool holds) =>
        Assert.Equal(holds, new Validity(Date(from), Date(to)).Holds(Date(date)!.Value));

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
