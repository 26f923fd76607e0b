using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

public sealed class ListingTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Every_filter_keeps_what_it_names_and_leaves_out_the_rest()
    {
        using var http = await service.NewTenantAsync("filters");
        var russia = await StoreAsync(http, Shipments.Chip("RU", "first"));
        var drone = await StoreAsync(http, Shipments.Described("Quadcopter drone with thermal camera", "AE"));
        var bolt = await StoreAsync(http, Shipments.Described("Fishing vest", "DE"));
        var nowhere = await StoreAsync(http, Shipments.Described("Steel bolt", "Middle Kingdom of Nowhere"));

        await ListsAsync(http, "", nowhere, bolt, drone, russia);
        await ListsAsync(http, "?verdict=prohibited", russia);
        await ListsAsync(http, "?riskLevel=critical", russia);
        await ListsAsync(http, "?category=uav", drone);
        await ListsAsync(http, "?category=semiconductor", russia);
        await ListsAsync(http, "?destination=RU", russia);
        await ListsAsync(http, "?destination=Russian%20Federation", russia);
        await ListsAsync(http, "?destination=ARE", drone);
        await ListsAsync(http, "?destination=Middle%20Kingdom%20of%20Nowhere", nowhere);
        await ListsAsync(http, "?reference=first", russia);
        await ListsAsync(http, "?reference=firs");
        await ListsAsync(http, "?verdict=noFinding&destination=DE", bolt);
        await ListsAsync(http, "?verdict=noFinding&destination=RU");
    }

    [Fact]
    public async Task From_is_included_and_to_is_not()
    {
        using var http = await service.NewTenantAsync("times");
        var first = await StoreAsync(http, Shipments.Chip("DE"));
        var second = await StoreAsync(http, Shipments.Chip("DE"));
        var third = await StoreAsync(http, Shipments.Chip("DE"));
        var at = (await http.GetJsonAsync($"/v1/screenings/{second}")).Text("createdAt");
        await ListsAsync(http, $"?from={at}", third, second);
        await ListsAsync(http, $"?to={at}", first);
        await ListsAsync(http, $"?from={at.Replace("Z", "%2B00:00", StringComparison.Ordinal)}", third, second);
        await ListsAsync(http, "?from=2000-01-01&to=2001-01-01T00:00:00Z");
    }

    [Fact]
    public async Task An_item_says_what_the_screening_says()
    {
        using var http = await service.NewTenantAsync("items");
        var id = await StoreAsync(http, Shipments.Full);
        var item = (await http.GetJsonAsync("/v1/screenings")).GetProperty("items")[0];
        var screening = await http.GetJsonAsync($"/v1/screenings/{id}");
        foreach (var member in new[] { "id", "reference", "createdAt", "decisiveDate", "verdict", "riskScore", "riskLevel" })
        {
            Assert.Equal(screening.GetProperty(member).GetRawText(), item.GetProperty(member).GetRawText());
        }

        Assert.Equal("AE", item.Text("destination"));
        Assert.Contains("uav", item.GetProperty("categories").EnumerateArray().Select(c => c.GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    [InlineData(200)]
    public async Task Pages_hold_every_row_once_while_new_ones_arrive(int limit)
    {
        using var http = await service.NewTenantAsync($"pages-{limit}");
        var stored = new List<Guid>();
        for (var i = 0; i < 23; i++)
        {
            stored.Add(await StoreAsync(http, Shipments.Chip("DE")));
        }

        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = await http.GetJsonAsync($"/v1/screenings?limit={limit}" + (next is null ? "" : $"&cursor={next}"));
            var ids = Ids(page).ToList();
            Assert.InRange(ids.Count, 1, limit);
            seen.AddRange(ids);
            next = page.GetProperty("next").GetString();
            await StoreAsync(http, Shipments.Chip("DE"));
        }
        while (next is not null);

        Assert.Equal(Enumerable.Reverse(stored), seen);
    }

    [Fact]
    public async Task Rows_of_the_same_instant_are_paged_without_gaps_or_doubles()
    {
        using var http = await service.NewTenantAsync("same-instant");
        for (var i = 0; i < 9; i++)
        {
            await StoreAsync(http, Shipments.Chip("DE"));
        }

        await service.AskAsync<long>("with u as (update screenings set created_at = '2026-01-01' where tenant_id = 'same-instant' returning 1) select count(*) from u");
        var all = Ids(await http.GetJsonAsync("/v1/screenings")).ToList();
        Assert.Equal(9, all.Count);
        var first = await http.GetJsonAsync("/v1/screenings?limit=4");
        var second = await http.GetJsonAsync($"/v1/screenings?limit=4&cursor={first.Text("next")}");
        var third = await http.GetJsonAsync($"/v1/screenings?limit=4&cursor={second.Text("next")}");
        Assert.Equal(all, [.. Ids(first), .. Ids(second), .. Ids(third)]);
        Assert.Equal(JsonValueKind.Null, third.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_filter_goes_on_over_the_pages()
    {
        using var http = await service.NewTenantAsync("filtered-pages");
        var kept = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            kept.Add(await StoreAsync(http, Shipments.Chip("RU")));
            await StoreAsync(http, Shipments.Chip("DE"));
        }

        var first = await http.GetJsonAsync("/v1/screenings?limit=3&destination=RU");
        var second = await http.GetJsonAsync($"/v1/screenings?limit=3&destination=RU&cursor={first.Text("next")}");
        Assert.Equal(Enumerable.Reverse(kept), [.. Ids(first), .. Ids(second)]);
    }

    [Fact]
    public async Task Fifty_are_listed_where_no_limit_is_named()
    {
        using var http = await service.NewTenantAsync("default-limit");
        for (var i = 0; i < 51; i++)
        {
            await StoreAsync(http, Shipments.Chip("DE"));
        }

        Assert.Equal(50, Ids(await http.GetJsonAsync("/v1/screenings")).Count());
    }

    private static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid());

    private static async Task ListsAsync(HttpClient http, string query, params Guid[] expected)
    {
        var page = await http.GetJsonAsync("/v1/screenings" + query);
        Assert.True(Ids(page).SequenceEqual(expected), $"{query}: found {page.GetProperty("items")}, expected {string.Join(", ", expected)}");
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    private static async Task<Guid> StoreAsync(HttpClient http, string body)
    {
        using var answer = await http.PostTextAsync("/v1/screenings", body);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.ReadJsonAsync()).GetProperty("id").GetGuid();
    }
}
