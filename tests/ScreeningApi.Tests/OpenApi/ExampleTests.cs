using System.Net;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>The examples are sent, and what comes back is compared with the examples and with the schemas.</summary>
public sealed class ExampleTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private const string ExampleId = "0199aaaa-0000-7000-8000-000000000001";

    private Guid _screening;
    private Guid _key;
    private Guid _hold;

    public async ValueTask InitializeAsync()
    {
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        _screening = (await stored.ReadJsonAsync()).GetProperty("id").GetGuid();
        _key = (await Keys.MakeWithIdAsync(service.Http, null)).Id;
        using var held = await service.Http.PostTextAsync("/v1/legal-holds", """{"subjectKind":"tenant","reason":"a test"}""");
        _hold = (await held.ReadJsonAsync()).GetProperty("id").GetGuid();
        using var older = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full); // so that a page has a next
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, int> Successes => new()
    {
        { "screenShipment", 201 }, { "screenShipment", 200 }, { "listScreenings", 200 }, { "getScreening", 200 }, { "getScreeningRequest", 200 }, { "listCategories", 200 }, { "getCategory", 200 },
        { "listDestinations", 200 }, { "getDestination", 200 }, { "getControl", 200 }, { "getQuality", 200 }, { "createAccessKey", 201 }, { "listAccessKeys", 200 },
        { "revokeAccessKey", 204 }, { "placeLegalHold", 201 }, { "listLegalHolds", 200 }, { "getLegalHold", 200 }, { "releaseLegalHold", 204 }, { "getLiveness", 200 }, { "getReadiness", 200 },
    };

    [Fact]
    public async Task Every_success_that_the_document_names_is_tried_here()
    {
        var named = (await ContractDocument.ReadAsync(service.Http)).Operations.SelectMany(o => o.Responses.Where(r => r.Status < 300).Select(r => $"{o.Id} {r.Status}"));
        Assert.Equal(named.Order(StringComparer.Ordinal), Successes.Select(s => $"{s.Data.Item1} {s.Data.Item2}").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Successes))]
    public async Task A_real_answer_has_the_shape_of_its_example_and_of_its_schema(string id, int status)
    {
        var contract = await ContractDocument.ReadAsync(service.Http);
        var operation = contract.Operations.Single(o => o.Id == id);
        using var answer = await SendAsync(operation, status);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == (int)HttpStatusCode.NoContent)
        {
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancelled));
            return;
        }

        var real = await answer.ReadJsonAsync();
        var response = operation.Responses.Single(r => r.Status == status);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(JsonShape.Differences(response.Example!.Value, real));
        Assert.Empty(new SchemaCheck(contract.Root).Misfits(response.Schema!.Value, real));
    }

    [Fact]
    public async Task Every_example_fits_its_own_schema()
    {
        var contract = await ContractDocument.ReadAsync(service.Http);
        var check = new SchemaCheck(contract.Root);
        foreach (var operation in contract.Operations)
        {
            Assert.All(operation.Responses.Where(r => r.Example is not null), r => Assert.Empty(check.Misfits(r.Schema!.Value, r.Example!.Value)));
        }
    }

    [Fact]
    public async Task Every_example_of_a_problem_says_its_own_status()
    {
        foreach (var operation in (await ContractDocument.ReadAsync(service.Http)).Operations)
        {
            Assert.All(operation.Responses.Where(r => r.Status >= 400), r => Assert.Equal(r.Status, r.Example!.Value.GetProperty("status").GetInt32()));
        }
    }

    [Fact]
    public async Task A_real_problem_fits_the_schema()
    {
        var contract = await ContractDocument.ReadAsync(service.Http);
        var schema = contract.Operations.Single(o => o.Id == "screenShipment").Responses.Single(r => r.Status == 422).Schema!.Value;
        using var answer = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.With("/lines/0/hsCode", "\"88062\""));
        Assert.Empty(new SchemaCheck(contract.Root).Misfits(schema, await answer.ReadJsonAsync()));
    }

    /// <summary>As the document tells it: its method, its path, its example for a body; only the screening that an example names is one that is stored.</summary>
    private async Task<HttpResponseMessage> SendAsync(ContractOperation operation, int status)
    {
        using var request = operation.RequestExample is { } body
            ? HttpSteps.NewPost(Path(operation, status), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body).Replace(ExampleId, _screening.ToString(), StringComparison.Ordinal)))
            : new HttpRequestMessage(new HttpMethod(operation.Method), Path(operation, status));
        return await service.Http.SendAsync(request, Cancelled);
    }

    private string Path(ContractOperation operation, int status) => operation.Id switch
    {
        "screenShipment" when status == 200 => HttpSteps.DryRun,
        "listScreenings" => operation.Path + "?limit=1",
        "getQuality" => operation.Path + "?misses=1",
        "getScreening" or "getScreeningRequest" => operation.Path.Replace("{id}", _screening.ToString(), StringComparison.Ordinal),
        "getLegalHold" or "releaseLegalHold" => operation.Path.Replace("{id}", _hold.ToString(), StringComparison.Ordinal),
        "revokeAccessKey" => operation.Path.Replace("{id}", _key.ToString(), StringComparison.Ordinal),
        "getCategory" => operation.Path.Replace("{code}", "uav", StringComparison.Ordinal),
        "getDestination" => operation.Path.Replace("{country}", "AE", StringComparison.Ordinal),
        "getControl" => operation.Path.Replace("{regime}", "US-EAR", StringComparison.Ordinal).Replace("{entry}", "9A012", StringComparison.Ordinal),
        _ => operation.Path,
    };
}
