using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ScreeningApi.Tests.Support;

/// <summary>Requests and answers as text and bytes: what goes over the wire, not what a serializer makes of it.</summary>
internal static class HttpSteps
{
    public const string DryRun = "/v1/screenings?dryRun=true";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient http, string path, string json, string? idempotencyKey = null) =>
        http.PostBytesAsync(path, Encoding.UTF8.GetBytes(json), idempotencyKey);

    public static Task<HttpResponseMessage> PostBytesAsync(this HttpClient http, string path, byte[] body, string? idempotencyKey = null) =>
        http.SendAsync(NewPost(path, body, idempotencyKey), Cancelled);

    /// <summary>A post of JSON bytes, whatever they hold.</summary>
    public static HttpRequestMessage NewPost(string path, byte[] body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return request;
    }

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancelled));
        return document.RootElement.Clone();
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode}");
        return await answer.ReadJsonAsync();
    }

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
