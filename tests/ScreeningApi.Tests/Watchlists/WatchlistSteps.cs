using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>Lists over HTTP.</summary>
internal static class WatchlistSteps
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> PostListAsync(
        this HttpClient http, string code, byte[] file, string query = "", string type = "application/octet-stream", string? encoding = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/watchlists/{code}/imports{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request, Cancelled);
    }

    /// <summary>The import that the answer describes.</summary>
    public static async Task<JsonElement> ImportAsync(this HttpClient http, string code, byte[] file, string query = "")
    {
        using var answer = await http.PostListAsync(code, file, query);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"found {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
        return await answer.ReadJsonAsync();
    }

    public static Task<JsonElement> ListAsync(this HttpClient http, string code) => http.GetJsonAsync($"/v1/watchlists/{code}");

    public static string State(this JsonElement import) => import.Text("state");

    public static string[] Reasons(this JsonElement import) => [.. import.GetProperty("reasons").EnumerateArray().Select(r => r.Text("code"))];

    public static int Number(this JsonElement json, string member) => json.GetProperty(member).GetInt32();

    public static async Task<List<string>> EntryNamesAsync(this HttpClient http, string code, string query = "")
    {
        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await http.GetJsonAsync($"/v1/watchlists/{code}/entries?limit=200{query}{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(Name));
            cursor = page.GetProperty("next").GetString();
        }

        return names;
    }

    /// <summary>With its change before it, where something is compared.</summary>
    private static string Name(JsonElement item)
    {
        var name = item.GetProperty("entry").GetProperty("names")[0].Text("text");
        return item.GetProperty("change").GetString() is { } change ? $"{change} {name}" : name;
    }
}
