using System.Net;
using System.Net.Sockets;
using System.Text;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>What wraps the body: its type, its encoding, its size.</summary>
public sealed class MediaTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("APPLICATION/JSON", 200)]
    [InlineData("application/vnd.shipment+json", 200)]
    [InlineData(null, 415)]
    [InlineData("", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("text/csv", 415)]
    [InlineData("text/json", 415)]
    [InlineData("application/xml", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("json", 415)]
    [InlineData("*/*", 415)]
    public async Task Only_JSON_is_taken(string? type, int status)
    {
        using var request = HttpSteps.NewPost(HttpSteps.DryRun, Encoding.UTF8.GetBytes(Shipments.Full));
        request.Content!.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await service.Http.SendAsync(request, Cancelled);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 415)
        {
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal("unsupportedMediaType", problem.Code);
            Assert.Contains("application/json", problem.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("identity", 200)]
    [InlineData("gzip", 415)]
    [InlineData("br", 415)]
    [InlineData("deflate", 415)]
    [InlineData("zstd", 415)]
    [InlineData("x-unknown", 415)]
    [InlineData("gzip, identity", 415)]
    public async Task No_encoding_is_taken_and_none_is_passed_over(string encoding, int status)
    {
        using var request = HttpSteps.NewPost(HttpSteps.DryRun, Encoding.UTF8.GetBytes(Shipments.Full));
        request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var answer = await service.Http.SendAsync(request, Cancelled);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 415)
        {
            Assert.Equal("unsupportedEncoding", (await ProblemAnswer.ReadAsync(answer)).Code);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_ten_megabytes_is_413(bool saysItsLength)
    {
        using var request = HttpSteps.NewPost(HttpSteps.DryRun, Padded(10_000_000));
        request.Headers.ExpectContinue = saysItsLength; // so that the refusal is read before the body is sent
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using var answer = await service.Http.SendAsync(request, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((413, "bodyTooLarge"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task A_client_that_sends_all_ten_megabytes_before_it_reads_gets_the_answer_too()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Service.Url.Host, service.Service.Url.Port, Cancelled);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"u8.ToArray(), Cancelled);
        await stream.WriteAsync(Padded(10_000_000), Cancelled);
        var start = new byte[12];
        await stream.ReadExactlyAsync(start, Cancelled);
        Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(start));
    }

    [Fact]
    public async Task A_body_of_the_greatest_size_is_taken_and_one_byte_more_is_not()
    {
        using var most = await service.Http.PostBytesAsync(HttpSteps.DryRun, Padded(MaxBytes));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        using var more = await service.Http.PostBytesAsync(HttpSteps.DryRun, Padded(MaxBytes + 1));
        Assert.Equal(413, (await ProblemAnswer.ReadAsync(more)).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task Another_method_is_405_and_names_what_is_taken(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1/screenings");
        using var answer = await service.Http.SendAsync(request, Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((405, "methodNotAllowed"), (problem.Status, problem.Code));
        Assert.Contains("POST", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v2/screenings")]
    [InlineData("/v1/screenings/../../etc/passwd")]
    [InlineData("/v1/destinations/ZZ")]
    [InlineData("/v1/categories/none")]
    [InlineData("/v1/controls/US-EAR/9Z999")]
    [InlineData("/v1/controls/XX/9A012")]
    [InlineData("/v1/destinations/%F0%9F%9A%81")]
    [InlineData("/openapi/v2.json")]
    public async Task A_path_that_nothing_answers_is_a_problem_too(string path)
    {
        using var answer = await service.Http.GetAsync(path, Cancelled);
        Assert.Equal((404, "notFound"), ((int)answer.StatusCode, (await ProblemAnswer.ReadAsync(answer)).Code));
    }

    /// <summary>A good body and white space after it.</summary>
    private static byte[] Padded(int length)
    {
        var body = new byte[length];
        Array.Fill(body, (byte)' ');
        Encoding.UTF8.GetBytes(Shipments.Full).CopyTo(body, 0);
        return body;
    }
}
