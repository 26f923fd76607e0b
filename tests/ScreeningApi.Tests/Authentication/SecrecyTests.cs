using Microsoft.Extensions.Logging;
using Npgsql;
using ScreeningApi.AccessKeys;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Authentication;

/// <summary>What must not be found: keys in the database, keys and shipments in the log.</summary>
public sealed class SecrecyTests(TemplateDatabase databases)
{
    private const string Mark = "Zyxomma";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_stands_in_no_column_of_the_database()
    {
        var connectionString = await databases.CloneAsync();
        await using var service = await TestService.StartAsync(connectionString, "Production");
        using var admin = service.NewClient(TestService.BootstrapKey);
        var (id, key) = await Keys.MakeWithIdAsync(admin, "customer");
        using var client = service.NewClient(key);
        using var stored = await client.PostTextAsync("/v1/screenings", Shipments.Full, "idempotency-of-the-test");
        Assert.Equal(201, (int)stored.StatusCode);

        await using var sql = NpgsqlDataSource.Create(connectionString);
        var bytes = Convert.ToHexStringLower(Convert.FromHexString(key["scr_".Length..]));
        foreach (var table in await sql.TextsAsync("select table_name::text from information_schema.tables where table_schema = 'public'"))
        {
            foreach (var secret in new[] { key, key["scr_".Length..], bytes, TestService.BootstrapKey })
            {
                Assert.Equal(0L, await sql.ScalarAsync($"select count(*) from \"{table}\" t where position($1 in t::text) > 0", secret));
            }
        }

        Assert.Equal(1L, await sql.ScalarAsync("select count(*) from access_keys where id = $1 and encode(key_hash, 'hex') = lower($2)", id, AccessKey.Hash(key)));
    }

    /// <summary>At the most talkative level, while things go well and while they go wrong.</summary>
    [Fact]
    public async Task Neither_keys_nor_shipments_stand_in_the_log()
    {
        var log = new CapturedLog();
        var connectionString = await databases.CloneAsync();
        await using var service = await StartAsync(connectionString, log, LogLevel.Information);
        using var admin = service.NewClient(TestService.BootstrapKey);
        var key = await Keys.MakeAsync(admin, "customer");
        using var client = service.NewClient(key);

        await PostAsync(client, Planted("AE"), 201);
        await PostAsync(client, Planted("AE").Replace("8806.23", "8806.2x" + Mark, StringComparison.Ordinal), 422);
        await PostAsync(client, Planted("AE").Replace("\"lineNo\":1", $"\"lineNo\":1,\"{Mark}\":\"{Mark}\"", StringComparison.Ordinal), 400);
        await PostAsync(client, Planted("AE")[..200], 400);
        await PostAsync(client, Planted(Mark + " Islands"), 201);
        using var wrong = service.NewClient(Mark + "-is-no-key");
        await PostAsync(wrong, Planted("AE"), 401);
        using var listed = await client.GetAsync($"/v1/screenings?reference={Mark}", Cancelled);

        using var stored = await client.PostTextAsync("/v1/screenings", Planted("AE"));
        Assert.Contains($"{Mark} Trading", await client.GetStringAsync($"{stored.Headers.Location}/memo", Cancelled), StringComparison.Ordinal);
        Assert.Contains($"{Mark} Trading", await client.GetStringAsync($"{stored.Headers.Location}/memo?format=md", Cancelled), StringComparison.Ordinal);

        // A fault in the middle of storing: what the database then says may not carry the values.
        await using var sql = NpgsqlDataSource.Create(connectionString);
        await sql.ScalarAsync("alter table screenings add constraint trap check (reference is null) not valid");
        using var failed = await client.PostTextAsync("/v1/screenings", Planted("AE"));
        Assert.Equal(500, (int)failed.StatusCode);
        Assert.DoesNotContain(Mark, await failed.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        Assert.Contains(log.Entries, e => e.Contains("Request failed", StringComparison.Ordinal));
        foreach (var secret in new[] { Mark, key, TestService.BootstrapKey })
        {
            Assert.DoesNotContain(log.Entries, e => e.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_failure_is_found_in_the_log_by_the_trace_id_of_its_answer()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var log = new CapturedLog();
        await using var service = await StartAsync(await databases.CloneAsync(), log, LogLevel.Information);
        using var request = HttpSteps.NewPost(HttpSteps.DryRun, "{}"u8.ToArray());
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        request.Headers.Add("X-Api-Key", TestService.BootstrapKey);
        using var answer = await service.Http.SendAsync(request, Cancelled);
        Assert.Contains(Trace, (await ProblemAnswer.ReadAsync(answer)).Text, StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync(string connectionString, CapturedLog log, LogLevel level) => TestService.StartAsync(connectionString, "Production", builder =>
    {
        builder.Logging.AddProvider(log);
        builder.Logging.AddFilter((_, at) => at >= level);
    });

    private static async Task PostAsync(HttpClient client, string body, int status)
    {
        using var answer = await client.PostTextAsync("/v1/screenings", body);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static string Planted(string destination) =>
        $$"""
        {"reference":"{{Mark}}-1","destination":"{{destination}}","endUse":"{{Mark}} plant","parties":[{"role":"endUser","name":"{{Mark}} Trading","country":"RU","address":"{{Mark}} street"}],
         "lines":[{"lineNo":1,"description":"{{Mark}} quadcopter","hsCode":"8806.23","partNumber":"{{Mark}}","manufacturer":"{{Mark}}"}]}
        """;
}
