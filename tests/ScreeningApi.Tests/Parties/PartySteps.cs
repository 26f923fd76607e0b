using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Parties;

/// <summary>Parties over HTTP.</summary>
internal static class PartySteps
{
    public const string MatchPath = "/v1/parties/match", ComparePath = "/v1/parties/compare";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<JsonElement> PostOkAsync(this HttpClient http, string path, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await http.PostTextAsync(path, body);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
        return await answer.ReadJsonAsync();
    }

    /// <summary>The hits of each party.</summary>
    public static async Task<JsonElement[][]> MatchAsync(this HttpClient http, object parties, object? options = null)
    {
        var answer = await http.PostOkAsync(MatchPath, (options is null ? new { parties } : new { parties, options } as object).Json());
        return [.. answer.GetProperty("parties").EnumerateArray().Select(p => p.GetProperty("hits").EnumerateArray().ToArray())];
    }

    /// <summary>The entries that a name finds, as list and name.</summary>
    public static async Task<string[]> FindAsync(this HttpClient http, string name, object? options = null) =>
        [.. (await http.MatchAsync(new[] { new { name } }, options))[0].Select(h => $"{h.Text("list")}: {h.Text("name")}")];

    public static async Task<ProblemAnswer> RefusedAsync(this HttpClient http, string path, string body)
    {
        using var answer = await http.PostTextAsync(path, body);
        return await ProblemAnswer.ReadAsync(answer);
    }

    public static string Shipment(string party, string role = "consignee", string? reference = null) =>
        new { reference, destination = "DE", parties = new[] { new { role, name = party, country = "DE" } }, lines = new[] { new { lineNo = 1, description = "cotton shirts", hsCode = "6205.20" } } }.Json();

    public static double Figure(this JsonElement json, string member) => json.GetProperty(member).GetDouble();
}
