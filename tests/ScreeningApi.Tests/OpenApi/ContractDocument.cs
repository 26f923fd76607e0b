using System.Globalization;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>The OpenAPI document as the tests read it.</summary>
internal sealed record ContractDocument(JsonElement Root, IReadOnlyList<ContractOperation> Operations)
{
    public static async Task<ContractDocument> ReadAsync(HttpClient http)
    {
        var root = await http.GetJsonAsync("/openapi/v1.json");
        var operations = root.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => new ContractOperation(path.Name, o.Name.ToUpperInvariant(), o.Value)));
        return new ContractDocument(root, [.. operations]);
    }
}

internal sealed record ContractOperation(string Path, string Method, JsonElement Json)
{
    public string Id => Json.Text("operationId");

    public IReadOnlyList<ContractResponse> Responses => [.. Json.GetProperty("responses").EnumerateObject().Select(r => new ContractResponse(int.Parse(r.Name, CultureInfo.InvariantCulture), r.Value))];

    public IEnumerable<JsonElement> Parameters => Json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    /// <summary>Of JSON, or of a table where a file is sent.</summary>
    public JsonElement? RequestExample => Body is { } body && body.Value.TryGetProperty("example", out var example) ? example : null;

    public string? RequestMediaType => Body?.Name;

    private JsonProperty? Body =>
        Json.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First(c => c.Name is "application/json" or "text/csv") : null;
}

internal sealed record ContractResponse(int Status, JsonElement Json)
{
    public string? MediaType => Content?.Name;

    public JsonElement? Example => Content is { } content && content.Value.TryGetProperty("example", out var example) ? example : null;

    public JsonElement? Schema => Content is { } content && content.Value.TryGetProperty("schema", out var schema) ? schema : null;

    /// <summary>Headers that the answer is said to have.</summary>
    public IEnumerable<string> Headers => Json.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().Select(h => h.Name) : [];

    public JsonElement ExampleAs(string mediaType) => Json.GetProperty("content").GetProperty(mediaType).GetProperty("example");

    /// <summary>Where there are several, the first is what is answered to a request that does not choose.</summary>
    private JsonProperty? Content => Json.TryGetProperty("content", out var content) ? content.EnumerateObject().First() : null;
}
