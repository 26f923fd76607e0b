using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ScreeningApi.Ownership;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

public sealed class OwnershipTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Path = "/v1/ownership";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_put_in_use_read_and_replaced_and_the_one_before_is_kept()
    {
        using var http = await service.NewTenantAsync("own-life");
        Assert.Equal(0, (await http.GetJsonAsync(Path)).GetProperty("version").GetInt32());
        using var first = await http.PutCsvAsync("owned,owner,share,source,as_of\n\"Marlin, Ltd\",Holding A,0.3,register,2026-01-02\nMarlin Ltd.,Holding B,25%,,\n\nOther,Holding C,,,\n");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((1, 3), ((await http.GetJsonAsync(Path)).GetProperty("version").GetInt32(), (await http.GetJsonAsync(Path)).GetProperty("rows").GetInt32()));
        Assert.Equal(
            ["2 Marlin, Ltd < Holding A 0.3", "3 Marlin Ltd. < Holding B 0.25", "5 Other < Holding C null"],
            (await http.ItemsAsync($"{Path}/rows")).Select(i => $"{i.GetProperty("row").GetInt32()} {i.GetProperty("owned").Text("name")} < {i.GetProperty("owner").Text("name")} {i.GetProperty("share").GetRawText()}"));
        var table = service.Service.Services.GetRequiredService<OwnershipHolder>().Of("own-life");
        Assert.Equal([0.3m, 0.25m], table.OwnersOf(table.Rows[0].Owned.Key).Select(r => r.Share));

        using var second = await http.PutCsvAsync("owned_list,owned_entry,owner_list,owner_entry,share\nOWN-A,7,US-SDN,8,1\n");
        using var again = await http.PutCsvAsync("owned_list,owned_entry,owner_list,owner_entry,share\nOWN-A,7,US-SDN,8,1\n");
        Assert.Equal((2, 2), ((await second.ReadJsonAsync()).GetProperty("version").GetInt32(), (await again.ReadJsonAsync()).GetProperty("version").GetInt32()));
        Assert.Equal("#OWN-A/7", Assert.Single(service.Service.Services.GetRequiredService<OwnershipHolder>().Of("own-life").Rows).Owned.Key);
        Assert.Equal("3,1", await service.AskAsync<string>("select string_agg(n::text, ',' order by seq) from (select seq, count(*) as n from ownership_rows where tenant_id = 'own-life' group by seq) c"));
        Assert.Equal(2L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'own-life' and action = 'ownershipReplaced'"));
    }

    [Fact]
    public async Task A_table_with_a_header_alone_empties_it()
    {
        using var http = await service.NewTenantAsync("own-empty");
        using var filled = await http.PutCsvAsync("owned,owner,share\na,b,1\n");
        using var emptied = await http.PutCsvAsync("owned,owner,share\n");
        Assert.Equal(0, (await emptied.ReadJsonAsync()).GetProperty("rows").GetInt32());
        Assert.Empty(service.Service.Services.GetRequiredService<OwnershipHolder>().Of("own-empty").Rows);
    }

    [Fact]
    public async Task Shares_of_more_than_all_are_taken_and_remarked_upon()
    {
        using var http = await service.NewTenantAsync("own-remarks");
        using var answer = await http.PutCsvAsync("owned,owner,share\nMarlin,A,0.8\nMarlin,B,0.8\n");
        var remark = Assert.Single((await answer.ReadJsonAsync()).GetProperty("remarks").EnumerateArray());
        Assert.Equal(("Marlin", "found shares of 1.6 in sum, expected at most 1: one of them is not current"), (remark.Text("owned"), remark.Text("detail")));
    }

    [Theory]
    [InlineData("", "/1", "found nothing")]
    [InlineData("owned,owner\na,b\n", "/1", "found no columns")]
    [InlineData("owned,owner,shares\na,b,1\n", "/1", "found the column 'shares'")]
    [InlineData("owned,owner,share,share\na,b,1,1\n", "/1", "2 times")]
    [InlineData("owned,owner,share\na,b,1.5\n", "/2/share", "row 2, column share: found '1.5'")]
    [InlineData("owned,owner,share\na,b,-1\n", "/2/share", "found '-1'")]
    [InlineData("owned,owner,share\na,b,101%\n", "/2/share", "found '101%'")]
    [InlineData("owned,owner,share\na,b,half\n", "/2/share", "found 'half'")]
    [InlineData("owned,owner,share\na,b,1\n,b,1\n", "/3/owned", "found neither a name nor an entry")]
    [InlineData("owned,owner,owner_list,share\na,b,US-SDN,1\n", "/2/owner_entry", "found a list without an entry")]
    [InlineData("owned,owner,share\nA B,a-b,1\n", "/2/owner", "found the owned party itself")]
    [InlineData("owned,owner,share,as_of\na,b,1,2026-13-01\n", "/2/as_of", "found '2026-13-01'")]
    [InlineData("owned,owner,share\na,b\n", "/2", "found 2 fields, expected 3")]
    [InlineData("owned,owner,share\n\"a\"x,b,1\n", "/2", "found a row that is no row of a table")]
    public async Task A_table_that_makes_no_sense_is_refused_at_its_place_and_the_last_one_stays(string csv, string pointer, string detail)
    {
        using var http = await service.NewTenantAsync("own-wrong");
        using var good = await http.PutCsvAsync("owned,owner,share\ngood,owner,1\n");
        using var answer = await http.PutCsvAsync(csv);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((422, pointer), (problem.Status, problem.Errors[0].Pointer));
        Assert.Contains(detail, problem.Errors[0].Detail, StringComparison.Ordinal);
        Assert.Equal("good", Assert.Single(service.Service.Services.GetRequiredService<OwnershipHolder>().Of("own-wrong").Rows).Owned.Name);
    }

    [Fact]
    public async Task Too_many_rows_too_many_bytes_and_other_media_are_refused()
    {
        using var http = await service.NewTenantAsync("own-large");
        using var rows = await http.PutCsvAsync("owned,owner,share\n" + string.Concat(Enumerable.Range(0, OwnershipCsv.MaxRows + 1).Select(i => $"a{i},b,1\n")));
        using var bytes = await http.PutCsvAsync("owned,owner,share\n" + string.Concat(Enumerable.Repeat(new string('a', 100) + ",b,1\n", 90_000)));
        using var json = await http.PutCsvAsync("[]", "application/json");
        Assert.Equal((422, 413, 415), ((int)rows.StatusCode, (int)bytes.StatusCode, (int)json.StatusCode));
        Assert.Equal(0, (await http.GetJsonAsync(Path)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_table_is_its_tenants_and_rules_may_change_it()
    {
        using var ours = await service.NewTenantAsync("own-ours");
        using var theirs = await service.NewTenantAsync("own-theirs");
        using var screener = await service.NewTenantAsync("own-ours", "screen");
        using var put = await ours.PutCsvAsync("owned,owner,share\na,b,1\n");
        Assert.Equal(0, (await theirs.GetJsonAsync(Path)).GetProperty("version").GetInt32());
        Assert.Empty(await theirs.ItemsAsync($"{Path}/rows"));
        Assert.Empty(service.Service.Services.GetRequiredService<OwnershipHolder>().Of("own-theirs").Rows);
        using var refused = await screener.PutCsvAsync("owned,owner,share\n");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(await screener.ItemsAsync($"{Path}/rows"));
    }

    [Fact]
    public async Task Pages_hold_every_row_of_one_version_once()
    {
        using var http = await service.NewTenantAsync("own-pages");
        using var put = await http.PutCsvAsync("owned,owner,share\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"a{i},b,1\n")));
        var first = await http.GetJsonAsync($"{Path}/rows?limit=3");
        using var other = await http.PutCsvAsync("owned,owner,share\n");
        var second = await http.GetJsonAsync($"{Path}/rows?limit=3&cursor={first.Text("next")}");
        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("owned").Text("name")));
        using var wrong = await http.GetAsync($"{Path}/rows?cursor=x", Cancelled);
        Assert.Equal("?cursor", (await ProblemAnswer.ReadAsync(wrong)).Only.Pointer);
    }

    [Fact]
    public async Task Another_service_hears_of_it()
    {
        await using var other = await service.StartServiceAsync();
        using var http = await service.NewTenantAsync("own-heard");
        using var put = await http.PutCsvAsync("owned,owner,share\na,b,1\n");
        await Eventually.HoldsAsync(() => Task.FromResult(other.Services.GetRequiredService<OwnershipHolder>().Of("own-heard").Rows.Length == 1), "the other service knows the table");
    }
}
