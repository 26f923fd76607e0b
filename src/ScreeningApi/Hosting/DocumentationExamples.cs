using System.Text.Json.Nodes;

namespace ScreeningApi.Hosting;

/// <summary>The examples of the OpenAPI document, one file each in the folder Examples. A test sends every request and compares the shape of every answer.</summary>
internal static class DocumentationExamples
{
    /// <summary>Null when the operation has no body. A table has an example of its own where JSON is taken as well.</summary>
    public static JsonNode? Request(string operation, string mediaType) =>
        (mediaType == "text/csv" ? Read($"{operation}.request.csv.json") : null) ?? Read($"{operation}.request.json");

    public static JsonNode? Response(string operation, string status, string mediaType) =>
        mediaType == Problems.ContentType ? Read($"problem.{status}.json")
        : mediaType == "application/x-ndjson" ? Read($"{operation}.{status}.ndjson.json")
        : mediaType == "text/markdown" ? Read($"{operation}.{status}.md.json")
        : Read($"{operation}.{status}.json");

    private static JsonNode? Read(string name)
    {
        using var stream = typeof(DocumentationExamples).Assembly.GetManifestResourceStream($"ScreeningApi.Hosting.Examples.{name}");
        return stream is null ? null : JsonNode.Parse(stream);
    }
}
