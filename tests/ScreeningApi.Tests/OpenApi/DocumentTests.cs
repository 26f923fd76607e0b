using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>The published contract: the committed file is the review's copy of it, so that every change of it is seen.</summary>
public sealed class DocumentTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string UpdateVariable = "UPDATE_OPENAPI";

    private static string Committed => Path.Combine(Repository.Root, "docs", "openapi.json");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Smoke")]
    public async Task The_published_document_is_the_committed_one()
    {
        var published = (await service.Http.GetStringAsync("/openapi/v1.json", Cancelled)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(Committed, published, Cancelled);
        }

        var committed = File.Exists(Committed) ? await File.ReadAllTextAsync(Committed, Cancelled) : "";
        Assert.True(committed == published, FirstDifference(committed, published));
    }

    [Fact]
    public async Task It_does_not_change_from_one_reading_to_the_next() =>
        Assert.Equal(await service.Http.GetStringAsync("/openapi/v1.json", Cancelled), await service.Http.GetStringAsync("/openapi/v1.json", Cancelled));

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_and_a_tag()
    {
        var operations = (await ContractDocument.ReadAsync(service.Http)).Operations;
        Assert.Equal(operations.Count, operations.Select(o => o.Id).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Id);
            Assert.NotEmpty(operation.Json.Text("summary"));
            Assert.NotEmpty(operation.Json.GetProperty("tags").EnumerateArray());
        });
    }

    [Fact]
    public async Task Every_operation_names_all_its_answers_each_with_an_example()
    {
        foreach (var operation in (await ContractDocument.ReadAsync(service.Http)).Operations)
        {
            Assert.Superset(Expected(operation), operation.Responses.Select(r => r.Status).ToHashSet());
            Assert.All(operation.Responses, response =>
            {
                Assert.NotEmpty(response.Json.Text("description"));
                Assert.True(response.Status == 204 || response.Example is not null, $"{operation.Id} {response.Status} has no example");
                Assert.Equal(response.Status >= 400 ? "application/problem+json" : response.Status == 204 ? null : Flowing.GetValueOrDefault(operation.Id, "application/json"), response.MediaType);
            });
        }
    }

    [Fact]
    public async Task Every_operation_with_a_body_shows_an_example_of_it()
    {
        var withBody = (await ContractDocument.ReadAsync(service.Http)).Operations.Where(o => o.Json.TryGetProperty("requestBody", out _)).ToList();
        Assert.NotEmpty(withBody);
        Assert.All(withBody, operation => Assert.NotNull(operation.RequestExample));
    }

    [Fact]
    public async Task Every_parameter_is_described_or_is_a_part_of_the_path()
    {
        foreach (var operation in (await ContractDocument.ReadAsync(service.Http)).Operations)
        {
            Assert.All(operation.Parameters, p => Assert.True(p.Text("in") == "path" || p.Text("description").Length > 0, $"{operation.Id}: {p.Text("name")}"));
        }
    }

    [Fact]
    public async Task No_number_may_also_be_a_text()
    {
        var text = await service.Http.GetStringAsync("/openapi/v1.json", Cancelled);
        using var document = JsonDocument.Parse(text);
        Assert.DoesNotContain(TypeLists(document.RootElement), types => types.Contains("string") && (types.Contains("integer") || types.Contains("number")));
    }

    /// <summary>Operations whose answer is no JSON, and what it is.</summary>
    private static readonly Dictionary<string, string> Flowing = new() { ["getBatchResults"] = "text/csv", ["streamScreenings"] = "text/csv", ["getBatchEvents"] = "text/event-stream", ["getScreeningMemo"] = "text/html" };

    private static HashSet<int> Expected(ContractOperation operation)
    {
        HashSet<int> expected = [500];
        if (!operation.Path.StartsWith("/health", StringComparison.Ordinal))
        {
            expected.UnionWith([400, 401, 403, 503]);
        }

        if (operation.Json.TryGetProperty("requestBody", out _))
        {
            expected.UnionWith([413, 415, 422]);
        }

        if (operation.Path.Contains('{', StringComparison.Ordinal))
        {
            expected.Add(404);
        }

        return expected;
    }

    private static IEnumerable<HashSet<string>> TypeLists(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(m =>
            m.Name == "type" && m.Value.ValueKind == JsonValueKind.Array ? [m.Value.EnumerateArray().Select(t => t.GetString()!).ToHashSet()] : TypeLists(m.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TypeLists),
        _ => [],
    };

    private static string FirstDifference(string committed, string published)
    {
        string[] left = committed.Split('\n'), right = published.Split('\n');
        var at = Enumerable.Range(0, Math.Max(left.Length, right.Length)).FirstOrDefault(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"docs/openapi.json differs from what the service publishes, first at line {at + 1}:\n- {left.ElementAtOrDefault(at)}\n+ {right.ElementAtOrDefault(at)}\n"
            + $"If the change is meant, run this test with {UpdateVariable}=1 and commit the file.";
    }
}
