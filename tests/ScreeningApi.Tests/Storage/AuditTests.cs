using Npgsql;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Storage;

/// <summary>Audit entries are only ever added, also by somebody who is at the database's own prompt.</summary>
public sealed class AuditTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("update audit_entries set actor = 'nobody'")]
    [InlineData("update audit_entries set digest = '' where false")]
    [InlineData("delete from audit_entries")]
    [InlineData("delete from audit_entries where false")]
    [InlineData("truncate audit_entries")]
    [InlineData("truncate screenings, audit_entries cascade")]
    [InlineData("with gone as (delete from audit_entries returning *) select count(*) from gone")]
    [InlineData("merge into audit_entries a using (select 1) x on true when matched then delete")]
    [InlineData("insert into audit_entries select * from audit_entries on conflict (tenant_id, id, month) do update set actor = 'nobody'")]
    [InlineData("update {partition} set actor = 'nobody'")]
    [InlineData("update {partition} set digest = '' where false")]
    [InlineData("delete from {partition}")]
    [InlineData("delete from {partition} where false")]
    [InlineData("truncate {partition}")]
    [InlineData("merge into {partition} a using (select 1) x on true when matched then delete")]
    [InlineData("insert into {partition} select * from {partition} on conflict (tenant_id, id, month) do update set actor = 'nobody'")]
    [InlineData("delete from audit_entries_default")]
    [InlineData("update audit_entries_default set actor = 'nobody'")]
    [InlineData("truncate audit_entries_default")]
    [InlineData("select allow_removal('{partition}'); delete from audit_entries")]
    [InlineData("select allow_removal('{partition}'); update {partition} set actor = 'nobody'")]
    [InlineData("select allow_removal('{partition}'); truncate {partition}")]
    [InlineData("select allow_removal('audit_entries_default'); delete from {partition}")]
    [InlineData("select allow_removal('{partition}'); select end_removal(); delete from {partition}")]
    public async Task No_entry_is_changed_or_taken_away(string statement)
    {
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        var before = await AllAsync();
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        var partition = await service.AskAsync<string>("select tableoid::regclass::text from audit_entries limit 1");
        Assert.Matches("^audit_entries_[0-9]{4}_[0-9]{2}$", partition);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => sql.ScalarAsync(statement.Replace("{partition}", partition, StringComparison.Ordinal)));
        Assert.Equal(("23001", "audit entries are append-only"), (refused.SqlState, refused.MessageText));
        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task Leave_to_remove_ends_with_the_transaction_it_was_given_in_and_is_for_the_owner_alone()
    {
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        var before = await AllAsync();
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        await using var connection = await sql.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var partition = await service.AskAsync<string>("select tableoid::regclass::text from audit_entries limit 1");
        string[] attempts =
        [
            $"set screening_api.removal = '1 1'; delete from {partition}",
            $"select set_config('screening_api.removal', (select '{partition}'::regclass::oid::text || ' ' || pg_current_xact_id()::text), false); commit; delete from {partition}",
            $"""
            begin; create role passer_by; grant select, delete on {partition} to passer_by; select allow_removal('{partition}'); set local role passer_by; delete from {partition}
            """,
        ];
        foreach (var attempt in attempts)
        {
            await using var command = new NpgsqlCommand(attempt, connection);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.Equal(("23001", "audit entries are append-only"), (refused.SqlState, refused.MessageText));
            await using var undo = new NpgsqlCommand("rollback", connection);
            await undo.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task The_digest_of_an_entry_is_that_of_the_stored_request_and_of_nothing_else()
    {
        using var first = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        using var second = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        using var third = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full + " ");
        var digests = await Task.WhenAll(DigestAsync(first), DigestAsync(second), DigestAsync(third));
        Assert.Equal(digests[0], digests[1]);
        Assert.NotEqual(digests[0], digests[2]);
        Assert.Equal(64, digests[0].Length);
    }

    [Fact]
    public async Task Making_and_revoking_a_key_is_written_down()
    {
        var (id, _) = await Keys.MakeWithIdAsync(service.Http, null);
        using var revoked = await service.Http.DeleteAsync($"/v1/access-keys/{id}", TestContext.Current.CancellationToken);
        Assert.Equal("accessKeyCreated local,accessKeyRevoked local", await service.AskAsync<string>("select string_agg(action || ' ' || actor, ',' order by at) from audit_entries where subject = $1", id.ToString()));
    }

    private async Task<string> DigestAsync(HttpResponseMessage stored) =>
        await service.AskAsync<string>("select encode(digest, 'hex') from audit_entries where subject = $1", (await stored.ReadJsonAsync()).Text("id"));

    private Task<string> AllAsync() => service.AskAsync<string>("select string_agg(a::text, ',' order by id) from audit_entries a");
}
