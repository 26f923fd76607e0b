using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

public sealed class AccessKeyTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("{}", 422, "/name")]
    [InlineData("""{"name":"","scopes":["screen"]}""", 422, "/name")]
    [InlineData("""{"name":null,"scopes":["screen"]}""", 422, "/name")]
    [InlineData("""{"name":"a\u0000b","scopes":["screen"]}""", 422, "/name")]
    [InlineData("""{"name":"\ud800","scopes":["screen"]}""", 400, "/name")]
    [InlineData("""{"name":7,"scopes":["screen"]}""", 400, "/name")]
    [InlineData("""{"name":"n"}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":[]}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":null}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":[null]}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":["root"]}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":["Screen"]}""", 422, "/scopes")]
    [InlineData("""{"name":"n","scopes":"screen"}""", 400, "/scopes")]
    [InlineData("""{"name":"n","scopes":["screen"],"tenant":""}""", 422, "/tenant")]
    [InlineData("""{"name":"n","scopes":["screen"],"tenant":"Local"}""", 422, "/tenant")]
    [InlineData("""{"name":"n","scopes":["screen"],"tenant":"a b"}""", 422, "/tenant")]
    [InlineData("""{"name":"n","scopes":["screen"],"tenant":"another"}""", 422, "/tenant")]
    [InlineData("""{"name":"n","scopes":["screen"],"key":"mine"}""", 400, "/key")]
    [InlineData("""{"name":"n","name":"m","scopes":["screen"]}""", 400, "/name")]
    [InlineData("[]", 400, "")]
    public async Task A_wrong_body_is_refused_at_its_place(string body, int status, string pointer)
    {
        using var answer = await service.Http.PostTextAsync("/v1/access-keys", body);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(status, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer);
    }

    [Fact]
    public async Task The_longest_name_is_taken_and_one_more_character_is_not()
    {
        using var longest = await service.Http.PostTextAsync("/v1/access-keys", $$"""{"name":"{{new string('n', 100)}}","scopes":["screen"]}""");
        Assert.Equal(201, (int)longest.StatusCode);
        using var longer = await service.Http.PostTextAsync("/v1/access-keys", $$"""{"name":"{{new string('n', 101)}}","scopes":["screen"]}""");
        Assert.Equal("/name", (await ProblemAnswer.ReadAsync(longer)).Only.Pointer);
    }

    [Fact]
    public async Task A_tenant_that_is_too_long_is_not_shown_in_full()
    {
        using var answer = await service.Http.PostTextAsync("/v1/access-keys", $$"""{"name":"n","scopes":["screen"],"tenant":"{{new string('T', 100_000)}}"}""");
        Assert.InRange((await ProblemAnswer.ReadAsync(answer)).Text.Length, 1, 2000);
    }
}
