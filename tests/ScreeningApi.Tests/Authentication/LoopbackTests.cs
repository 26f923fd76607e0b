using Microsoft.AspNetCore.Hosting;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Authentication;

/// <summary>In Development, and only while nobody else can reach the service, a request needs no key.</summary>
public sealed class LoopbackTests(ServiceFixture database) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("Development", "http://127.0.0.1:0", 200)]
    [InlineData("Development", "http://[::1]:0", 200)]
    [InlineData("Development", "http://0.0.0.0:0", 401)]
    [InlineData("Development", "http://127.0.0.1:0;http://0.0.0.0:0", 401)]
    [InlineData("Production", "http://127.0.0.1:0", 401)]
    [InlineData("Staging", "http://127.0.0.1:0", 401)]
    public async Task A_request_without_a_key_is_let_in_only_where_nobody_else_can_send_one(string environment, string urls, int status)
    {
        await using var service = await TestService.StartAsync(database.ConnectionString, environment, builder => builder.WebHost.UseUrls(urls.Split(';')));
        using var client = new HttpClient { BaseAddress = new UriBuilder(service.Url) { Host = service.Url.Host == "0.0.0.0" ? "127.0.0.1" : service.Url.Host }.Uri };
        using var answer = await client.GetAsync("/v1/screenings", TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        client.DefaultRequestHeaders.Add("X-Api-Key", "wrong");
        using var withWrongKey = await client.GetAsync("/v1/screenings", TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)withWrongKey.StatusCode);
    }
}
