using System.Net;
using System.Text.Json;

namespace ScreeningApi.Tests.Support;

/// <summary>Makes access keys through the API.</summary>
internal static class Keys
{
    /// <summary>The text of a new key; all scopes where none is named.</summary>
    public static async Task<string> MakeAsync(HttpClient admin, string? tenant, params string[] scopes) =>
        (await MakeWithIdAsync(admin, tenant, scopes)).Key;

    public static async Task<(Guid Id, string Key)> MakeWithIdAsync(HttpClient admin, string? tenant, params string[] scopes)
    {
        var body = JsonSerializer.Serialize(new { name = "a test", scopes = scopes is [] ? ["screen", "review", "rules", "admin"] : scopes, tenant });
        using var answer = await admin.PostTextAsync("/v1/access-keys", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.ReadJsonAsync();
        return (made.GetProperty("id").GetGuid(), made.GetProperty("key").GetString()!);
    }
}
