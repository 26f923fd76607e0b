using Microsoft.Extensions.Configuration;
using Npgsql;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Reference;

/// <summary>New versions of the rules, published beside a running service.</summary>
public sealed class PublishingTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const string Next = "2099.1.1";

    private static readonly ReferenceData Shipped = ReferenceFolder.Read(ReferenceFolder.Shipped);

    private string _connectionString = "";
    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await databases.CloneAsync();
        _database = Database.Open(_connectionString);
        _sql = NpgsqlDataSource.Create(_connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task A_running_service_takes_a_new_version_without_a_restart()
    {
        await using var service = await TestService.StartAsync(_connectionString);
        Assert.Equal(Shipped.RuleSet.Version, await RuleSetAsync(service));
        Assert.Equal([$"rule set {Next}"], await PublishAsync(Renamed(Next)));
        await Eventually.HoldsAsync(async () => await RuleSetAsync(service) == Next, "the notification is heard", seconds: 60);
        Assert.Equal("Renamed", (await service.Http.GetJsonAsync("/v1/categories/uav")).GetProperty("category").Text("name"));
        using var screened = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("RU"));
        Assert.Equal(Next, (await screened.ReadJsonAsync()).GetProperty("versions").Text("ruleSet"));
    }

    [Fact]
    public async Task A_running_service_takes_a_new_version_when_the_notification_is_lost()
    {
        await PublishAsync(Renamed(Next));
        await using var service = await StartPollingAsync();
        Assert.Equal(Next, await RuleSetAsync(service));
        await StateAsync(Next, "retired");
        await StateAsync(Shipped.RuleSet.Version, "published");
        await Eventually.HoldsAsync(async () => await RuleSetAsync(service) == Shipped.RuleSet.Version, "the change is found by asking", seconds: 60);
    }

    [Fact]
    public async Task Destinations_and_policy_are_versions_of_their_own()
    {
        await using var service = await TestService.StartAsync(_connectionString);
        var published = await PublishAsync(Shipped with { Destinations = Shipped.Destinations with { Version = Next }, Policy = Shipped.Policy with { Version = Next } });
        Assert.Equal([$"destination table {Next}", $"policy {Next}"], published);
        await Eventually.HoldsAsync(async () =>
        {
            var versions = (await service.Http.GetJsonAsync("/health/ready")).GetProperty("versions");
            return (versions.Text("ruleSet"), versions.Text("destinations"), versions.Text("policy")) == (Shipped.RuleSet.Version, Next, Next);
        }, "both are taken", seconds: 60);
    }

    [Fact]
    public async Task The_rows_of_older_versions_stay()
    {
        var before = await RowsAsync(Shipped.RuleSet.Version);
        await PublishAsync(Renamed(Next));
        Assert.Equal(before, await RowsAsync(Shipped.RuleSet.Version));
        Assert.Equal(before.Count, (await RowsAsync(Next)).Count);
        Assert.Equal([$"{Shipped.RuleSet.Version} retired", $"{Next} published"], await _sql.TextsAsync("select version || ' ' || state from rule_sets order by version"));
    }

    [Fact]
    public async Task The_same_files_are_published_once()
    {
        Assert.Empty(await PublishAsync(Shipped));
        await PublishAsync(Renamed(Next));
        Assert.Empty(await PublishAsync(Renamed(Next)));
    }

    [Fact]
    public async Task Two_who_publish_at_once_publish_it_once()
    {
        var published = await Task.WhenAll(PublishAsync(Renamed(Next)), PublishAsync(Renamed(Next)));
        Assert.Equal([$"rule set {Next}"], published.SelectMany(p => p));
    }

    [Fact]
    public async Task Another_text_under_a_published_version_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ReferenceFileException>(() => PublishAsync(Renamed(Shipped.RuleSet.Version)));
        Assert.Contains($"version {Shipped.RuleSet.Version} in rule_sets", refused.Message, StringComparison.Ordinal);
        Assert.Contains("manifest", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Unmanned aerial vehicles", await _sql.ScalarAsync("select name from categories where code = 'uav'"));
    }

    [Fact]
    public async Task A_version_that_does_not_compile_is_refused_with_its_place_and_the_old_one_stays()
    {
        await using var service = await StartPollingAsync();
        var broken = Shipped with
        {
            RuleSet = Shipped.RuleSet with { Version = Next, Rules = [.. Shipped.RuleSet.Rules, Shipped.RuleSet.Rules[0] with { Rule = "uav.broken", Category = "uav", Kind = "hsCode", Lang = "", Values = ["88x"] }] },
        };
        var refused = await Assert.ThrowsAsync<ReferenceDataException>(() => PublishAsync(broken));
        Assert.Contains("uav.broken", refused.Message, StringComparison.Ordinal);
        Assert.Contains("found '88x', expected", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await _sql.ScalarAsync("select (select count(*) from rule_sets where version = $1) + (select count(*) from rules where rule_set = $1)", Next));
        await Task.Delay(500, Cancelled);
        Assert.Equal(Shipped.RuleSet.Version, await RuleSetAsync(service));
    }

    [Fact]
    public async Task A_published_version_that_cannot_be_used_leaves_the_last_good_one_in_use_until_it_is_mended()
    {
        await using var service = await StartPollingAsync();
        await StateAsync(Shipped.RuleSet.Version, "retired");
        await _sql.ScalarAsync("insert into rule_sets (tenant_id, version, state, checksum) values ('shared', 'hollow', 'published', '')");
        await Task.Delay(1000, Cancelled);
        Assert.Equal(Shipped.RuleSet.Version, await RuleSetAsync(service));
        using var screened = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("RU"));
        Assert.Equal("prohibited", (await screened.ReadJsonAsync()).Text("verdict"));
        await StateAsync("hollow", "retired");
        await PublishAsync(Renamed(Next));
        await Eventually.HoldsAsync(async () => await RuleSetAsync(service) == Next, "the mended version is taken", seconds: 60);
    }

    [Fact]
    public async Task A_request_sees_one_version_from_beginning_to_end()
    {
        await using var service = await TestService.StartAsync(_connectionString);
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 2; i++)
            {
                await PublishAsync(Renamed($"2099.2.{i}") with { Policy = Shipped.Policy with { Version = $"2099.2.{i}" } });
            }
        }, Cancelled);
        while (!publishing.IsCompleted)
        {
            using var screened = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.Full);
            var versions = (await screened.ReadJsonAsync()).GetProperty("versions");
            Assert.Equal(versions.Text("ruleSet") == Shipped.RuleSet.Version ? Shipped.Policy.Version : versions.Text("ruleSet"), versions.Text("policy"));
        }

        await publishing;
    }

    /// <summary>Batches hold to the versions of the day they came.</summary>
    [Fact]
    public async Task A_rule_set_from_before_the_words_of_names_still_loads_and_has_none()
    {
        var older = Renamed(Next);
        await PublishAsync(older with { RuleSet = older.RuleSet with { Parties = new() } });
        var snapshot = SnapshotCompiler.Compile(await new ReferenceStore(_database).GetAsync(new(Next, Shipped.Destinations.Version, Shipped.Policy.Version), Cancelled));
        Assert.Null(snapshot.Names);
        Assert.Empty(snapshot.WatchlistRules.Lists);
        var current = SnapshotCompiler.Compile(await new ReferenceStore(_database).GetAsync(new(Shipped.RuleSet.Version, Shipped.Destinations.Version, Shipped.Policy.Version), Cancelled));
        Assert.NotNull(current.Names);
        Assert.Equal(Shipped.RuleSet.Parties.WatchlistSections.Count, current.WatchlistRules.Sections.Length);
    }

    private static ReferenceData Renamed(string version) => Shipped with
    {
        RuleSet = Shipped.RuleSet with { Version = version, Categories = [.. Shipped.RuleSet.Categories.Select(c => c.Code == "uav" ? c with { Name = "Renamed" } : c)] },
    };

    private Task<TestService> StartPollingAsync() => TestService.StartAsync(_connectionString, configure: builder =>
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Changes:PollEvery", "00:00:00.2")]));

    private Task<IReadOnlyList<string>> PublishAsync(ReferenceData data) => new ReferenceStore(_database).PublishAsync(data, (next, _) => Compile(next), Cancelled);

    private static string Compile(ReferenceData data)
    {
        SnapshotCompiler.Compile(data);
        return "";
    }

    /// <summary>Without a word to anybody.</summary>
    private Task<object?> StateAsync(string version, string state) => _sql.ScalarAsync("update rule_sets set state = $2 where version = $1", version, state);

    private async Task<List<string>> RowsAsync(string version)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "categories", "rules", "vague_terms", "lists", "listings", "control_entries" })
        {
            rows.AddRange(await _sql.TextsAsync($"select t::text from {table} t where rule_set = $1 order by 1", version));
        }

        return rows;
    }

    private static async Task<string> RuleSetAsync(TestService service) => (await service.Http.GetJsonAsync("/v1/categories")).Text("ruleSet");
}
