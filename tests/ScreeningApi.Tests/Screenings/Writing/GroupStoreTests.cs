using System.Text;
using Dapper;
using Npgsql;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings.Writing;

/// <summary>A group is stored as its members would be one after the other, in one transaction.</summary>
public sealed class GroupStoreTests(TemplateDatabase databases) : IAsyncLifetime
{
    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;
    private ScreeningGroupStore _store = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await databases.CloneAsync();
        (_database, _sql) = (Database.Open(connectionString), NpgsqlDataSource.Create(connectionString));
        _store = new ScreeningGroupStore(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task All_of_a_group_is_one_transaction_in_the_order_of_arrival()
    {
        ScreeningRow[] rows = [.. Enumerable.Range(0, 50).Select(i => NewRow() with { Parties = [.. Enumerable.Range(0, i % 3).Select(NewParty)] })];
        Random.Shared.Shuffle(rows); // ids are older or newer than those beside them
        NewScreening[] group = [.. rows.Select((r, i) => new NewScreening(r, i % 2 == 0 ? new IdempotencyKey($"k{i}", [1]) : null))];
        var results = await InsertAsync(group);
        Assert.All(results, r => Assert.Equal(StoreOutcome.Stored, r.Outcome));
        Assert.Equal(rows.Select(r => r.Id), results.Select(r => r.Row!.Id));
        Assert.Equal(results.Select(r => r.Row!.CreatedAt).Order(), results.Select(r => r.Row!.CreatedAt));
        Assert.Equal(rows.Select(r => $"{r.Id}"), await _sql.TextsAsync("select id::text from screenings order by created_at"));
        Assert.Equal(rows.Select(r => $"{r.Id}"), await _sql.TextsAsync("select subject from audit_entries order by at"));
        Assert.Equal(1L, await _sql.ScalarAsync("select count(distinct x) from (select xmin::text x from screenings union all select xmin::text from audit_entries union all select xmin::text from screening_parties union all select xmin::text from idempotency_keys) a"));
        Assert.Equal(
            rows.SelectMany(r => r.Parties.Select((p, i) => $"{r.Id} {i + 1} {p.Name} {p.Country} {p.Address} {p.Role}")).Order(StringComparer.Ordinal),
            (await _sql.TextsAsync("select concat_ws(' ', screening_id, party_no, name, coalesce(country, ''), coalesce(address, ''), role) from screening_parties")).Order(StringComparer.Ordinal));
        Assert.Equal(25L, await _sql.ScalarAsync("select count(*) from idempotency_keys k join screenings s on s.tenant_id = k.tenant_id and s.id = k.screening_id and s.month = k.month"));
    }

    [Fact]
    public async Task Every_column_of_every_row_is_what_it_was_given()
    {
        ScreeningRow[] rows =
        [
            NewRow() with { Reference = "one", Categories = ["uav", "radio"], RiskScore = 12.3m, Request = [.. """{"a" : 1, "b":1e-20000}"""u8], ResultPacked = PackedResult.Pack("""{"b": 2}"""u8), Digest = [1, 2] },
            NewRow("other") with { Reference = null, Categories = [], RiskScore = 100.0m, DecisiveDate = new DateOnly(2031, 1, 2), CreatedBy = "somebody", Destination = "a place \"\\{", Digest = [] },
        ];
        await InsertAsync([.. rows.Select(r => new NewScreening(r, null))]);
        var read = await _sql.TextsAsync(
            """
            select jsonb_build_array(s.tenant_id, s.id, s.created_by, s.reference, s.decisive_date, s.destination, s.verdict, s.risk_score, s.risk_level, s.categories,
                s.rule_set, s.destinations, s.policy, s.engine, s.request::text, encode(s.result_packed, 'hex'), encode(a.digest, 'hex'), a.actor, a.action)::text
            from screenings s join audit_entries a on a.tenant_id = s.tenant_id and a.id = s.id and a.month = s.month order by s.created_at
            """);
        Assert.Equal(
            rows.Select(r => System.Text.Json.JsonSerializer.Serialize<object?[]>([
                r.TenantId, r.Id, r.CreatedBy, r.Reference, r.DecisiveDate, r.Destination, r.Verdict, r.RiskScore, r.RiskLevel, r.Categories,
                r.RuleSet, r.Destinations, r.Policy, r.Engine, Encoding.UTF8.GetString(r.Request), Convert.ToHexStringLower(r.ResultPacked!), Convert.ToHexStringLower(r.Digest), r.CreatedBy, "screeningStored",
            ])).Select(Canonical),
            read.Select(Canonical));

        static string Canonical(string json) => System.Text.Json.Nodes.JsonNode.Parse(json)!.ToJsonString();
    }

    [Fact]
    public async Task Arrays_of_any_length_and_content_come_back_as_they_were()
    {
        string[][] categories =
        [
            [], [""], ["NULL"], ["null", "NULL"], ["a,b", "c"], ["{x}", "}", "{"], ["\"", "\\", "\\\"", "\\\\"], [" a ", "\t", "\n", "\r\n"], ["'", "''; drop table screenings; --"],
            ["無人機", "дрон", "🚁", "e\u0301"], ["[1:2]={a,b}"], [.. Enumerable.Range(0, 300).Select(i => $"c{i}")],
        ];
        ScreeningRow[] rows = [.. categories.Select(c => NewRow() with { Categories = c })];
        await InsertAsync([.. rows.Select(r => new NewScreening(r, null))]);
        await using var connection = await _sql.OpenConnectionAsync(Cancelled);
        Assert.Equal(categories, await connection.QueryAsync<string[]>("select categories from screenings order by created_at"));
    }

    [Fact]
    public async Task Of_one_key_in_a_group_the_first_is_stored_and_the_others_are_late()
    {
        var group = Keyed(("a", 1), ("b", 1), ("a", 1), ("a", 2), ("b", 1));
        Assert.Equal([StoreOutcome.Stored, StoreOutcome.Stored, StoreOutcome.InFlight, StoreOutcome.InFlight, StoreOutcome.InFlight], Outcomes(await InsertAsync(group)));
        Assert.Equal(2L, await _sql.ScalarAsync("select count(*) from screenings"));
        Assert.Equal(2L, await _sql.ScalarAsync("select count(*) from audit_entries"));
    }

    [Fact]
    public async Task A_key_that_is_known_gives_the_stored_row_or_is_refused_as_often_as_it_comes()
    {
        var first = await InsertAsync(Keyed(("a", 1), ("b", 1)));
        var again = await InsertAsync(Keyed(("a", 1), ("new", 1), ("b", 2), ("a", 1), ("b", 1)));
        Assert.Equal([StoreOutcome.Replayed, StoreOutcome.Stored, StoreOutcome.KeyReused, StoreOutcome.Replayed, StoreOutcome.Replayed], Outcomes(again));
        Assert.Equal([first[0].Row!.Id, first[0].Row!.Id, first[1].Row!.Id], new[] { again[0], again[3], again[4] }.Select(r => r.Row!.Id));
        Assert.Equal(first[0].Row!.CreatedAt, again[0].Row!.CreatedAt);
        Assert.Equal(("{}", first[0].Row!.DecisiveDate), (Encoding.UTF8.GetString(PackedResult.Unpack(again[0].Row!.ResultPacked)), again[0].Row!.DecisiveDate));
        Assert.Null(again[2].Row);
        Assert.Equal(3L, await _sql.ScalarAsync("select count(*) from screenings"));
    }

    [Fact]
    public async Task A_row_from_before_results_were_packed_is_given_again_as_well()
    {
        var first = await InsertAsync(Keyed(("a", 1)));
        await _sql.ScalarAsync("update screenings set result = '{}', result_packed = null");
        var again = Assert.Single(await InsertAsync(Keyed(("a", 1))));
        Assert.Equal((StoreOutcome.Replayed, first[0].Row!.Id, "{}"), (again.Outcome, again.Row!.Id, again.Row.Result));
        Assert.Null(again.Row.ResultPacked);
    }

    [Theory]
    [InlineData("result = null, result_packed = null")]
    [InlineData("result = '{}'")]
    public async Task A_row_has_one_result(string change)
    {
        await InsertAsync([new(NewRow(), null)]);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _sql.ScalarAsync($"update screenings set {change}"));
        Assert.Equal("screenings_one_result", refused.ConstraintName);
    }

    [Fact]
    public async Task What_is_stored_again_and_again_is_planned_once()
    {
        for (var i = 0; i < 3; i++)
        {
            await InsertAsync([new(NewRow(), null)]);
        }

        await _database.WriteOftenAsync(async (connection, transaction) =>
        {
            var prepared = await connection.QueryAsync<long>("select generic_plans + custom_plans from pg_prepared_statements where statement like 'insert into %'", transaction: transaction);
            Assert.Equal([3, 3], prepared);
            return 0;
        }, Cancelled);
    }

    [Fact]
    public async Task A_key_that_is_being_stored_elsewhere_is_in_flight_and_its_neighbours_are_stored()
    {
        await using var elsewhere = await _sql.OpenConnectionAsync(Cancelled);
        await elsewhere.ExecuteAsync("begin; select pg_advisory_xact_lock(hashtextextended(E'local\\na', 0))");
        Assert.Equal([StoreOutcome.Stored, StoreOutcome.InFlight, StoreOutcome.Stored], Outcomes(await InsertAsync(Keyed(("b", 1), ("a", 1), ("c", 1)))));
        await elsewhere.ExecuteAsync("rollback");
        Assert.Equal([StoreOutcome.Stored], Outcomes(await InsertAsync(Keyed(("a", 1)))));
    }

    [Fact]
    public async Task A_key_is_of_its_tenant_alone()
    {
        var key = new IdempotencyKey("shared", [1]);
        NewScreening[] group = [new(NewRow("one"), key), new(NewRow("two"), key with { BodyDigest = [2] })];
        Assert.Equal([StoreOutcome.Stored, StoreOutcome.Stored], Outcomes(await InsertAsync(group)));
        Assert.Equal([StoreOutcome.Replayed, StoreOutcome.KeyReused], Outcomes(await InsertAsync([new(NewRow("one"), key), new(NewRow("two"), key)])));
    }

    [Fact]
    public async Task A_group_that_is_done_again_because_its_reply_was_lost_comes_to_the_same()
    {
        NewScreening[] group = [new(NewRow() with { Parties = [NewParty(1)] }, null), .. Keyed(("a", 1), ("b", 1)), new(NewRow(), null)];
        var first = await InsertAsync(group);
        var added = new NewScreening(NewRow(), null);
        var again = await InsertAsync([.. group, added]);
        Assert.All(again, r => Assert.Equal(StoreOutcome.Stored, r.Outcome));
        Assert.Equal(first.Select(r => (r.Row!.Id, r.Row.CreatedAt)), again.SkipLast(1).Select(r => (r.Row!.Id, r.Row.CreatedAt)));
        Assert.Equal("5 5 1 2", await _sql.ScalarAsync("select concat_ws(' ', (select count(*) from screenings), (select count(*) from audit_entries), (select count(*) from screening_parties), (select count(*) from idempotency_keys))"));
    }

    [Theory]
    [InlineData(new byte[] { 0x7b })] // no JSON
    [InlineData(new byte[] { 0x22, 0xff, 0x22 })] // no UTF-8
    public async Task A_group_with_a_row_that_cannot_be_stored_stores_nothing(byte[] request)
    {
        NewScreening[] group = [new(NewRow(), null), new(NewRow() with { Request = request }, null), new(NewRow(), null)];
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => InsertAsync(group));
        Assert.IsNotType<DatabaseUnavailableException>(fault);
        Assert.Equal(0L, await _sql.ScalarAsync("select (select count(*) from screenings) + (select count(*) from audit_entries)"));
    }

    [Fact]
    public async Task Rows_that_are_found_again_are_looked_for_in_their_month_alone()
    {
        var row = NewRow();
        await InsertAsync([new(row, null)]);
        var month = Months.MonthOf(row.Id)!.Value;
        await using var connection = await _sql.OpenConnectionAsync(Cancelled);
        var plan = (await connection.QueryAsync<string>(
            "explain (costs off) " + ScreeningGroupStore.FindSql, new { Tenants = new[] { "local" }, Ids = new[] { row.Id }, Months = new[] { month }, From = month, To = month })).AsList();
        Assert.DoesNotContain(plan, l => l.Contains("Append", StringComparison.Ordinal));
        Assert.Single(plan, l => l.Contains($"Index Scan using screenings_{month:yyyy_MM}", StringComparison.Ordinal));
    }

    private static ScreeningRow NewRow(string tenant = "local") => StoredMonths.Row(tenant, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));

    private static ScreenedParty NewParty(int no) => new([(byte)no], $"Party {no}", no == 0 ? null : "AE", no == 0 ? null : "Dubai", "consignee");

    private static NewScreening[] Keyed(params (string Key, byte Body)[] keys) => [.. keys.Select(k => new NewScreening(NewRow(), new IdempotencyKey(k.Key, [k.Body])))];

    private static StoreOutcome[] Outcomes(StoreResult[] results) => [.. results.Select(r => r.Outcome)];

    private Task<StoreResult[]> InsertAsync(IReadOnlyList<NewScreening> group) => _store.InsertAsync(group, Cancelled);
}
