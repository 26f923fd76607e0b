using System.Text;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

public sealed class QueryTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("limit=0", "?limit", "outOfRange")]
    [InlineData("limit=201", "?limit", "outOfRange")]
    [InlineData("limit=-1", "?limit", "outOfRange")]
    [InlineData("limit=", "?limit", "outOfRange")]
    [InlineData("limit=ten", "?limit", "outOfRange")]
    [InlineData("limit=1e1", "?limit", "outOfRange")]
    [InlineData("limit=10.0", "?limit", "outOfRange")]
    [InlineData("limit=99999999999999999999", "?limit", "outOfRange")]
    [InlineData("limit=%D9%A1", "?limit", "outOfRange")]
    [InlineData("cursor=", "?cursor", "invalidCursor")]
    [InlineData("cursor=next", "?cursor", "invalidCursor")]
    [InlineData("cursor=%00", "?cursor", "invalidCursor")]
    [InlineData("cursor=MjAyNi0xMS0yM1QxNzowMDowMC4xMjM0NTYwWg", "?cursor", "invalidCursor")]
    [InlineData("cursor=!!!!", "?cursor", "invalidCursor")]
    [InlineData("from=yesterday", "?from", "invalidTime")]
    [InlineData("from=", "?from", "invalidTime")]
    [InlineData("from=2026-13-01T00:00:00Z", "?from", "invalidTime")]
    [InlineData("from=2026-11-23T25:00:00Z", "?from", "invalidTime")]
    [InlineData("from=2026-11-23T00:00:00", "?from", "invalidTime")]
    [InlineData("from=2026-11-23%2010:00", "?from", "invalidTime")]
    [InlineData("from=11/23/2026", "?from", "invalidTime")]
    [InlineData("from=11/12/2026%2010:00", "?from", "invalidTime")]
    [InlineData("from=1764000000", "?from", "invalidTime")]
    [InlineData("from=0001-01-01T00:00:00%2B14:00", "?from", "invalidTime")]
    [InlineData("to=9999-12-31T23:59:59-14:00", "?to", "invalidTime")]
    [InlineData("to=never", "?to", "invalidTime")]
    [InlineData("verdict=clear", "?verdict", "unknownValue")]
    [InlineData("verdict=", "?verdict", "unknownValue")]
    [InlineData("verdict=Prohibited", "?verdict", "unknownValue")]
    [InlineData("verdict=0", "?verdict", "unknownValue")]
    [InlineData("verdict=prohibited,review", "?verdict", "unknownValue")]
    [InlineData("riskLevel=extreme", "?riskLevel", "unknownValue")]
    [InlineData("destination=XX", "?destination", "unknownCountry")]
    [InlineData("destination=%00", "?destination", "unknownCountry")]
    [InlineData("reference=a%00b", "?reference", "invalidText")]
    [InlineData("category=a%00b", "?category", "invalidText")]
    public async Task A_wrong_parameter_is_422_at_its_name(string query, string pointer, string code)
    {
        using var answer = await service.Http.GetAsync("/v1/screenings?" + query, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(422, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer && e.Code == code);
    }

    [Theory]
    [InlineData("from=2026-11-23T10:00:00Z")]
    [InlineData("from=2026-11-23t10:00:00z")]
    [InlineData("from=2026-11-23T10:00:00.123456Z")]
    [InlineData("from=2026-11-23T10:00:00.1Z")]
    [InlineData("from=2026-11-23T10:00:00%2B03:00")]
    [InlineData("from=2026-11-23T10:00:00+03:00")] // the plus sign arrives as a space
    [InlineData("from=2026-11-23")]
    [InlineData("from=0001-01-01T00:00:00Z")]
    [InlineData("to=9999-12-31T23:59:59.9999999Z")]
    [InlineData("category=nothing-of-the-kind")]
    [InlineData("reference=")]
    [InlineData("limit=200")]
    [InlineData("reference=%F0%9F%9A%81")]
    [InlineData("reference=%FF%FE")]
    public async Task What_can_be_read_is_taken(string query)
    {
        using var answer = await service.Http.GetAsync("/v1/screenings?" + query, Cancelled);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/v1/screenings?verdikt=review", "?verdikt")]
    [InlineData("/v1/screenings?Limit=5", "?Limit")]
    [InlineData("/v1/screenings?limit=5&limit=6", "?limit")]
    [InlineData("/v1/screenings?offset=5", "?offset")]
    [InlineData("/v1/screenings?=5", "?")]
    [InlineData("/v1/destinations?asof=2026-11-23", "?asof")]
    [InlineData("/v1/destinations/AE?date=2026-11-23", "?date")]
    [InlineData("/v1/categories?page=2", "?page")]
    public async Task An_unknown_parameter_is_400(string path, string pointer)
    {
        using var answer = await service.Http.GetAsync(path, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, "unknownParameter", pointer), (problem.Status, problem.Code, problem.Only.Pointer));
    }

    [Theory]
    [InlineData("dry_run=true", "?dry_run")]
    [InlineData("DryRun=true", "?DryRun")]
    [InlineData("dryRun=true&dryRun=true", "?dryRun")]
    [InlineData("dryRun=yes", "?dryRun")]
    [InlineData("dryRun=TRUE", "?dryRun")]
    [InlineData("dryRun=", "?dryRun")]
    [InlineData("dryRun", "?dryRun")]
    public async Task A_misspelled_dry_run_stores_nothing(string query, string pointer)
    {
        var before = await service.AskAsync<long>("select count(*) from screenings");
        using var answer = await service.Http.PostTextAsync("/v1/screenings?" + query, Shipments.Full);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, pointer), (problem.Status, problem.Only.Pointer));
        Assert.Equal(before, await service.AskAsync<long>("select count(*) from screenings"));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("23.11.2026")]
    [InlineData("2026-11-23T00:00:00Z")]
    [InlineData("")]
    public async Task A_wrong_date_is_refused(string date)
    {
        foreach (var path in new[] { "/v1/destinations", "/v1/destinations/AE" })
        {
            using var answer = await service.Http.GetAsync($"{path}?asOf={date}", Cancelled);
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal((400, "?asOf"), (problem.Status, problem.Only.Pointer));
        }
    }

    [Fact]
    public async Task A_forged_cursor_is_refused_or_lists_the_callers_own()
    {
        foreach (var text in new[] { "2026-11-23T17:00:00.0000000Z|x", "|", "2026-11-23T17:00:00.0000000|0199aaaa000070008000000000000001", "a|b|c", "9999-12-31T23:59:59.9999999Z|ffffffffffffffffffffffffffffffff", "0001-01-01T00:00:00.0000000Z|00000000000000000000000000000000" })
        {
            var cursor = Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            using var answer = await service.Http.GetAsync($"/v1/screenings?cursor={cursor}", Cancelled);
            Assert.True((int)answer.StatusCode is 200 or 422, $"{text}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_long_query_does_not_come_back()
    {
        using var answer = await service.Http.GetAsync($"/v1/screenings?{new string('n', 4000)}=1&verdict={new string('v', 3000)}", Cancelled);
        Assert.InRange((await ProblemAnswer.ReadAsync(answer)).Text.Length, 1, 2000);
    }
}
