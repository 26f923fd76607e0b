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
    [InlineData("insert into audit_entries select * from audit_entries on conflict (tenant_id, id) do update set actor = 'nobody'")]
    public async Task No_entry_is_changed_or_taken_away(string statement)
    {
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE"));
        var before = await AllAsync();
        await using var sql = NpgsqlDataSource.Create(service.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => sql.ScalarAsync(statement));
        Assert.Equal(("23001", "audit entries are append-only"), (refused.SqlState, refused.MessageText));
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
