using System.Net;
using System.Text.Json;

namespace ScreeningApi.Tests.Support;

/// <summary>An answer that refuses, checked for what every such answer must hold.</summary>
internal sealed record ProblemAnswer(int Status, string Code, string Detail, IReadOnlyList<ProblemPlace> Errors, string Text)
{
    public static async Task<ProblemAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(!answer.IsSuccessStatusCode, $"found {(int)answer.StatusCode}, expected a problem: {Cut(text)}");
        Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, $"found 500: {Cut(text)}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(text);
        var body = document.RootElement;
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        Assert.EndsWith(":" + body.Text("code"), body.Text("type"), StringComparison.Ordinal);
        Assert.NotEmpty(body.Text("title"));
        Assert.NotEmpty(body.Text("detail"));
        Assert.NotEmpty(body.Text("traceId"));
        Assert.True(text.Length < 50_000, $"a problem of {text.Length} characters");
        var errors = body.TryGetProperty("errors", out var places) ? places.EnumerateArray().Select(ProblemPlace.Of).ToArray() : [];
        Assert.All(errors, AssertSaysEverything);
        return new ProblemAnswer((int)answer.StatusCode, body.Text("code"), body.Text("detail"), errors, text);
    }

    public ProblemPlace Only => Assert.Single(Errors);

    private static void AssertSaysEverything(ProblemPlace error)
    {
        Assert.Contains("found", error.Detail, StringComparison.Ordinal);
        Assert.Contains("expected", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("ScreeningApi", error.Detail, StringComparison.Ordinal);
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];
}

internal sealed record ProblemPlace(string Pointer, string Code, string Detail)
{
    public static ProblemPlace Of(JsonElement error) => new(error.Text("pointer"), error.Text("code"), error.Text("detail"));
}
