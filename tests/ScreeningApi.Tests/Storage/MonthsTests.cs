using CsCheck;
using Npgsql;
using Screening.Engine.Tests.Support;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

/// <summary>Program and database must say the same month, or rows are looked for where they are not.</summary>
public sealed class MonthsTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("019a0000-0000-7000-8000-000000000000", "2025-10-01")]
    [InlineData("00000000-0000-7000-8000-000000000000", "1970-01-01")]
    [InlineData("e677d21f-dbff-7fff-bfff-ffffffffffff", "9999-12-01")]
    [InlineData("e677d21f-dc00-7000-8000-000000000000", null)] // the year 10000
    [InlineData("ffffffff-ffff-7fff-bfff-ffffffffffff", null)]
    [InlineData("019a0000-0000-4000-8000-000000000000", null)]
    [InlineData("019a0000-0000-7000-c000-000000000000", null)]
    [InlineData("00000000-0000-0000-0000-000000000000", null)]
    public async Task The_month_of_an_id_is_that_of_its_time(string id, string? month)
    {
        Assert.Equal(month, Months.MonthOf(Guid.Parse(id))?.ToString("yyyy-MM-dd", null));
        Assert.Equal(month ?? "none", await service.AskAsync<string>("select coalesce(month_of($1::uuid)::text, 'none')", id));
    }

    [Fact]
    public async Task The_last_millisecond_of_a_month_is_in_it_and_the_next_is_not()
    {
        var end = new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Guid[] ids = [Guid.CreateVersion7(end.AddMilliseconds(-1)), Guid.CreateVersion7(end)];
        Assert.Equal([new DateOnly(2028, 2, 1), new DateOnly(2028, 3, 1)], ids.Select(i => Months.MonthOf(i)!.Value));
        Assert.Equal([new DateOnly(2028, 2, 1), new DateOnly(2028, 3, 1)], await service.AskAsync<DateOnly[]>("select array_agg(month_of(i) order by i) from unnest($1::uuid[]) i", ids));
    }

    [Fact]
    public async Task Program_and_database_agree_on_any_id()
    {
        var ids = new List<Guid>();
        var versioned = Gen.Select(Gen.Long[0, (1L << 48) - 1], Gen.Guid, (ms, rest) => Guid.Parse($"{ms:x12}"[..8] + "-" + $"{ms:x12}"[8..] + "-7" + rest.ToString()[15..]));
        var any = Gen.OneOf(Gen.Guid, versioned, Gen.Long[0, 253_402_300_799_999].Select(ms => Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(ms))));
        Property.Holds(any, ids.Add, 5_000);
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        var answers = await sql.TextsAsync("select coalesce(month_of(i)::text, 'none') from unnest($1::uuid[]) with ordinality u (i, n) order by n", ids.ToArray());
        Assert.Equal(ids.Select(i => Months.MonthOf(i)?.ToString("yyyy-MM-dd", null) ?? "none"), answers);
        Assert.True(answers.Count(a => a != "none") > 500);
        Assert.True(answers.Count(a => a == "none") > 500);
    }
}
