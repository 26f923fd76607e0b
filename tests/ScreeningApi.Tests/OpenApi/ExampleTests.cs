using System.Net;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>The examples are sent, and what comes back is compared with the examples and with the schemas.</summary>
public sealed class ExampleTests(ServiceFixture service) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private const string ExampleId = "0199aaaa-0000-7000-8000-000000000001";

    /// <summary>Of the batch that was completed.</summary>
    private const string LastEvent = "completed-2-2";

    private Guid _screening;
    private Guid _key;
    private Guid _hold;
    private Guid _batch;
    private int _quarantined;

    /// <summary>A list that this class alone imports.</summary>
    private const string List = "OWN-EXAMPLES";

    public async ValueTask InitializeAsync()
    {
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        _screening = (await stored.ReadJsonAsync()).GetProperty("id").GetGuid();
        _key = (await Keys.MakeWithIdAsync(service.Http, null)).Id;
        using var held = await service.Http.PostTextAsync("/v1/legal-holds", """{"subjectKind":"tenant","reason":"a test"}""");
        _hold = (await held.ReadJsonAsync()).GetProperty("id").GetGuid();
        _batch = await CompletedBatchAsync();
        _quarantined = await QuarantinedImportAsync();
        using var older = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full); // so that a page has a next
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, int> Successes => new()
    {
        { "screenShipment", 201 }, { "screenShipment", 200 }, { "listScreenings", 200 }, { "getScreening", 200 }, { "getScreeningRequest", 200 }, { "getScreeningMemo", 200 }, { "listCategories", 200 }, { "getCategory", 200 },
        { "matchParties", 200 }, { "compareNames", 200 }, { "determineLicenses", 200 }, { "listCircumstances", 200 }, { "listControls", 200 }, { "listDestinations", 200 }, { "getDestination", 200 }, { "getControl", 200 }, { "getQuality", 200 }, { "createAccessKey", 201 }, { "listAccessKeys", 200 },
        { "revokeAccessKey", 204 }, { "placeLegalHold", 201 }, { "listLegalHolds", 200 }, { "getLegalHold", 200 }, { "releaseLegalHold", 204 }, { "getLiveness", 200 }, { "getReadiness", 200 },
        { "createBatch", 202 }, { "previewBatch", 200 }, { "listBatches", 200 }, { "getBatch", 200 }, { "getBatchEvents", 200 }, { "getBatchEvents", 204 }, { "getBatchResults", 200 }, { "listBatchErrors", 200 },
        { "listWatchlists", 200 }, { "getWatchlist", 200 }, { "listWatchlistEntries", 200 }, { "listWatchlistVersions", 200 }, { "getWatchlistImport", 200 }, { "importWatchlist", 201 },
        { "releaseWatchlistImport", 200 }, { "overrideWatchlist", 201 },
        { "createSuppression", 201 }, { "listSuppressions", 200 }, { "getSuppression", 200 }, { "approveSuppression", 200 }, { "withdrawSuppression", 200 },
        { "listAlerts", 200 }, { "getAlert", 200 }, { "disposeAlert", 200 }, { "listAlertSweeps", 200 }, { "replaceOwnership", 200 }, { "getOwnership", 200 }, { "listOwnershipRows", 200 },
        { "cancelBatch", 200 }, { "rerunBatch", 202 }, { "streamScreenings", 200 },
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
        Assert.All(operation.Responses.Single(r => r.Status == status).Headers, name => Assert.True(answer.Headers.Contains(name), name));
        if (status == (int)HttpStatusCode.NoContent)
        {
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancelled));
            return;
        }

        var response = operation.Responses.Single(r => r.Status == status);
        Assert.Equal(response.MediaType, answer.Content.Headers.ContentType!.MediaType);
        if (response.MediaType != "application/json")
        {
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.Equal(LastColumns(response.Example!.Value.GetString()!), LastColumns(text));
            return;
        }

        var real = await answer.ReadJsonAsync();
        // Which lists are loaded is no matter of shape: their codes are the names of members.
        Assert.DoesNotContain(JsonShape.Differences(response.Example!.Value, real), d => !d.Contains(".versions.watchlists.", StringComparison.Ordinal));
        Assert.Empty(new SchemaCheck(contract.Root).Misfits(response.Schema!.Value, real));
    }

    [Fact]
    public async Task Results_as_lines_of_JSON_have_the_members_of_their_example()
    {
        var operation = (await ContractDocument.ReadAsync(service.Http)).Operations.Single(o => o.Id == "getBatchResults");
        var example = operation.Responses.Single(r => r.Status == 200).ExampleAs("application/x-ndjson").GetString()!;
        using var answer = await service.Http.GetAsync((await PathAsync(operation, 200)) + "?format=ndjson", Cancelled);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(OwnMembers(example), OwnMembers(await answer.Content.ReadAsStringAsync(Cancelled)));
        Assert.All(example.TrimEnd('\n').Split('\n'), line => Assert.Equal(OwnMembers(example), OwnMembers(line)));
    }

    [Fact]
    public async Task A_memo_in_Markdown_has_the_headings_of_its_example()
    {
        var operation = (await ContractDocument.ReadAsync(service.Http)).Operations.Single(o => o.Id == "getScreeningMemo");
        var example = operation.Responses.Single(r => r.Status == 200).ExampleAs("text/markdown").GetString()!;
        using var answer = await service.Http.GetAsync((await PathAsync(operation, 200)) + "?format=md", Cancelled);
        Assert.Equal("text/markdown", answer.Content.Headers.ContentType!.MediaType);
        Assert.Superset(Headings(example), Headings(await answer.Content.ReadAsStringAsync(Cancelled)));
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
        var path = await new ReviewExamples(service).PathAsync(operation) ?? await PathAsync(operation, status);
        using var request = operation.RequestMediaType == "text/csv" ? NewUpload(path, operation.RequestExample!.Value.GetString()!, operation.Method)
            : operation.RequestExample is { } body
            ? HttpSteps.NewPost(path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body).Replace(ExampleId, _screening.ToString(), StringComparison.Ordinal)))
            : new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (operation.Id == "getBatchEvents" && status == 204)
        {
            request.Headers.Add("Last-Event-ID", LastEvent);
        }

        return await service.Http.SendAsync(request, Cancelled);
    }

    /// <summary>The columns that every table of results ends with; of other texts the first line.</summary>
    private static string LastColumns(string text) => string.Join(',', text.Split('\n')[0].Split(',').TakeLast(10));

    /// <summary>Without what each came to.</summary>
    private static HashSet<string> Headings(string markdown) => [.. markdown.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l.Split(':')[0])];

    /// <summary>The members of the first line that are not the input's.</summary>
    private static string OwnMembers(string lines)
    {
        var names = JsonSerializer.Deserialize<JsonElement>(lines.Split('\n')[0]).EnumerateObject().Select(m => m.Name).ToList();
        return string.Join(',', names.Take(1).Concat(names.SkipWhile(n => n != "verdict")));
    }

    private static HttpRequestMessage NewUpload(string path, string rows, string method = "POST")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(rows, Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", $"example-{Guid.NewGuid()}");
        return request;
    }

    private async Task<Guid> CompletedBatchAsync()
    {
        const string Rows = "description,destination,value\nCotton shirts,DE,1\nQuadcopter,AE,12%\n";
        using var upload = NewUpload("/v1/batches", Rows);
        using var accepted = await service.Http.SendAsync(upload, Cancelled);
        using var other = NewUpload("/v1/batches", Rows);
        using var second = await service.Http.SendAsync(other, Cancelled); // so that a page has a next
        var location = accepted.Headers.Location!;
        await Eventually.HoldsAsync(async () => (await service.Http.GetJsonAsync(location.ToString())).Text("state") == "completed", "the batch is completed");
        return (await accepted.ReadJsonAsync()).GetProperty("id").GetGuid();
    }

    /// <summary>The number of an import that waits for a person, of a list with a version in use.</summary>
    private async Task<int> QuarantinedImportAsync()
    {
        var names = ListFiles.Names(20).ToList();
        await service.Http.ImportAsync(List, ListFiles.Own(names));
        var waiting = await service.Http.ImportAsync(List, ListFiles.Own(names.Take(3).Append($"Another {Guid.NewGuid()}")));
        if (waiting.State() == "quarantined")
        {
            return waiting.Number("seq");
        }

        // An example that was sent before has put a short list to use.
        return (await service.Http.ImportAsync(List, ListFiles.Own("Only One"))).Number("seq");
    }

    /// <summary>A batch in a state in which one is found for a moment only.</summary>
    private async Task<Guid> BatchInStateAsync(string state)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await service.AskAsync<string>(
            """
            insert into batches (tenant_id, id, month, created_by, state, idempotency_key, options_digest, body_digest, file, decisive_date, rule_set, destinations, policy, engine, upload_until, rows_total, finished_at)
            select tenant_id, $1, month_of($1), created_by, $2, $1::text, options_digest, body_digest, file, decisive_date, rule_set, destinations, policy, engine, upload_until,
                case when $2 = 'failed' then rows_total end, case when $2 = 'failed' then clock_timestamp() end
            from batches where id = $3
            returning state
            """, id, state, _batch);
        return id;
    }

    private async Task<string> PathAsync(ContractOperation operation, int status) => operation.Id switch
    {
        "cancelBatch" => operation.Path.Replace("{id}", (await BatchInStateAsync("receiving")).ToString(), StringComparison.Ordinal),
        "rerunBatch" => operation.Path.Replace("{id}", (await BatchInStateAsync("failed")).ToString(), StringComparison.Ordinal),
        "getBatch" or "getBatchEvents" or "getBatchResults" or "listBatchErrors" => operation.Path.Replace("{id}", _batch.ToString(), StringComparison.Ordinal),
        _ => Path(operation, status),
    };

    private string Path(ContractOperation operation, int status) => operation.Id switch
    {
        "listWatchlistEntries" or "listWatchlistVersions" => operation.Path.Replace("{code}", List, StringComparison.Ordinal) + "?limit=1",
        "importWatchlist" => operation.Path.Replace("{code}", List, StringComparison.Ordinal),
        "getWatchlist" or "overrideWatchlist" or "getWatchlistImport" or "releaseWatchlistImport" =>
            operation.Path.Replace("{code}", List, StringComparison.Ordinal).Replace("{seq}", _quarantined.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
        "listBatches" => operation.Path + "?limit=1",
        "screenShipment" when status == 200 => HttpSteps.DryRun,
        "listScreenings" => operation.Path + "?limit=1",
        "getQuality" => operation.Path + "?misses=1",
        "getScreening" or "getScreeningRequest" or "getScreeningMemo" => operation.Path.Replace("{id}", _screening.ToString(), StringComparison.Ordinal),
        "getLegalHold" or "releaseLegalHold" => operation.Path.Replace("{id}", _hold.ToString(), StringComparison.Ordinal),
        "revokeAccessKey" => operation.Path.Replace("{id}", _key.ToString(), StringComparison.Ordinal),
        "getCategory" => operation.Path.Replace("{code}", "uav", StringComparison.Ordinal),
        "getDestination" => operation.Path.Replace("{country}", "AE", StringComparison.Ordinal),
        "getControl" => operation.Path.Replace("{regime}", "US-EAR", StringComparison.Ordinal).Replace("{entry}", "9A012", StringComparison.Ordinal),
        _ => operation.Path,
    };
}
