using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

/// <summary>Lists and screenings as the tests of review need them.</summary>
internal static class ReviewSteps
{
    public const string Own = "OWN-REVIEW";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Puts a list to use: a line for each entry, <c>id,name,aliases,remarks</c>.</summary>
    public static async Task ImportAsync(this HttpClient http, string code, params string[] lines)
    {
        using var body = new StringContent($"id,name,aliases,remarks\n{string.Join('\n', lines)}\n", Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var answer = await http.PostAsync($"/v1/watchlists/{code}/imports", body, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"found {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
        var import = await answer.ReadJsonAsync();
        Assert.True(import.Text("state") is "published" or "unchanged", import.GetRawText());
    }

    /// <summary>Stores a screening with these consignees.</summary>
    public static async Task<Guid> ScreenAsync(this HttpClient http, params string[] names)
    {
        var body = new { destination = "DE", parties = names.Select(name => new { role = "consignee", name, country = "DE" }), lines = new[] { new { lineNo = 1, description = "Cotton shirts" } } };
        using var answer = await http.PostTextAsync("/v1/screenings", JsonSerializer.Serialize(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.ReadJsonAsync()).GetProperty("id").GetGuid();
    }

    public static string Suppression(string party, string entry, string list = Own, string rest = "") =>
        $$"""{"party":{"name":{{JsonSerializer.Serialize(party)}}},"list":"{{list}}","entry":"{{entry}}","reasonCode":"differentParty","reason":"another register number","expiresOn":"{{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30):O}}"{{rest}}}""";

    public static async Task<JsonElement> SuppressAsync(this HttpClient http, string party, string entry, string list = Own, string rest = "")
    {
        using var answer = await http.PostTextAsync("/v1/suppressions", Suppression(party, entry, list, rest));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.ReadJsonAsync();
    }

    public static async Task<List<JsonElement>> ItemsAsync(this HttpClient http, string path) => [.. (await http.GetJsonAsync(path)).GetProperty("items").EnumerateArray()];

    public static async Task<HttpResponseMessage> PutCsvAsync(this HttpClient http, string text, string type = "text/csv")
    {
        using var body = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
        return await http.PutAsync("/v1/ownership", body, Cancelled);
    }
}
