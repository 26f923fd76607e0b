using System.Net;
using System.Text.RegularExpressions;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.OpenApi;

public sealed partial class DocsPageTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_there_and_needs_no_key()
    {
        using var answer = await service.Http.GetAsync("/docs", Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("openapi/v1.json", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_loads_nothing_from_another_host()
    {
        var page = await service.Http.GetStringAsync("/docs", Cancelled);
        Assert.DoesNotContain("//", WithoutOwnAddress(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_loads_is_there()
    {
        using var answer = await service.Http.GetAsync("/docs", Cancelled);
        var sources = Source().Matches(await answer.Content.ReadAsStringAsync(Cancelled)).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            using var asset = await service.Http.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, source), Cancelled);
            Assert.True(asset.IsSuccessStatusCode, $"{source}: {(int)asset.StatusCode}");
        }
    }

    private string WithoutOwnAddress(string page) => Comment().Replace(page.Replace(service.Service.Url.ToString(), "/", StringComparison.Ordinal), "");

    [GeneratedRegex("""<(?:script|img|link)[^>]*(?:src|href)="([^"]+)""")]
    private static partial Regex Source();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
