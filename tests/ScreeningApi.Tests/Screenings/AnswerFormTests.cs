using System.IO.Compression;
using System.Net.Http.Headers;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>How an answer travels: in one piece with its length, or compressed where the client asks for it.</summary>
public sealed class AnswerFormTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Path = "/v1/screenings?dryRun=true";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_says_how_long_it_is()
    {
        using var answer = await service.Http.PostTextAsync(Path, Shipments.Full);
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync(Cancelled)).Length, answer.Content.Headers.ContentLength);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_client_that_asks_for_it_gets_the_same_answer_compressed(string encoding)
    {
        using var plain = await service.Http.PostTextAsync(Path, Shipments.Full);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Shipments.Full, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var compressed = await service.Http.SendAsync(request, Cancelled);
        Assert.Equal([encoding], compressed.Content.Headers.ContentEncoding);

        var bytes = await compressed.Content.ReadAsByteArrayAsync(Cancelled);
        using Stream unpacked = encoding == "br" ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress) : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked);
        var answer = await plain.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(answer, await text.ReadToEndAsync(Cancelled));
        Assert.InRange(bytes.Length, 1, answer.Length / 2);
    }

    [Fact]
    public async Task A_long_answer_arrives_whole()
    {
        var lines = string.Join(',', Enumerable.Range(1, 300).Select(n => $$"""{"lineNo":{{n}},"description":"quadcopter no. {{n}}","hsCode":"8806.23"}"""));
        using var answer = await service.Http.PostTextAsync(Path, $$"""{"destination":"AE","lines":[{{lines}}]}""");
        Assert.InRange(answer.Content.Headers.ContentLength!.Value, 1_000_000, long.MaxValue);
        Assert.Equal(Enumerable.Range(1, 300), (await answer.ReadJsonAsync()).GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("lineNo").GetInt32()));
    }
}
