using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Commands.Imports;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Import;

/// <summary>Drafts in the database: what is stored, published, refused and removed.</summary>
public sealed class DraftTests(TemplateDatabase databases) : IAsyncLifetime
{
    private const string Version = "import-2026-10-01";

    private static readonly string[] Schedule = ["uk-schedule", Texts.Path(Texts.Schedule), "--list", "UK-2D", "--as-of", "2026-10-01"];

    private readonly TemporaryDirectory _folder = new();
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
        _folder.Dispose();
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_stored_unless_a_draft_is_asked_for()
    {
        await RunAsync(Schedule);
        Assert.Equal("No draft is stored.", (await RunAsync("drafts")).Trim());
    }

    [Fact]
    public async Task A_table_that_lost_more_than_a_tenth_is_stored_by_force_alone()
    {
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => RunAsync([.. Schedule, "--draft"]));
        Assert.Equal(
            "No draft was stored: listings of UK-2D: 2 of 5 rows would end, more than a tenth. Look at the text, and store it all the same with --force.", refused.Message);
        Assert.Contains($"Stored as a draft of rule set: {Version}.", await RunAsync([.. Schedule, "--draft", "--force"]), StringComparison.Ordinal);
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} published", $"{Version} draft"], await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task A_draft_is_the_published_version_with_the_table_in_its_place()
    {
        await StoreScheduleAsync();
        foreach (var (table, differs) in new[] { ("rules", false), ("makers", false), ("control_entries", false), ("lists", false), ("listings", true) })
        {
            var rows = $"select (to_jsonb(t) - 'rule_set')::text from {table} t where rule_set = $1";
            var before = (await _sql.TextsAsync(rows, Texts.Shipped.RuleSet.Version)).Order(StringComparer.Ordinal);
            var after = (await _sql.TextsAsync(rows, Version)).Order(StringComparer.Ordinal);
            Assert.Equal(differs, !before.SequenceEqual(after));
        }

        Assert.Equal(
            ["841960 always", "84198910 always", "84198998 until 2026-09-30", "84213935 until 2026-09-30", "84213935 always", "84213985 until 2026-09-30"],
            await _sql.TextsAsync(
                "select code || case when isfinite(valid_to) then ' until ' || valid_to else ' always' end from listings where rule_set = $1 and list = 'UK-2D' order by code, valid_from", Version));
    }

    [Fact]
    public async Task A_published_draft_is_in_use_and_the_version_before_it_retired()
    {
        await StoreScheduleAsync();
        Assert.StartsWith($"Published rule set {Version}.", await RunAsync("publish", Version), StringComparison.Ordinal);
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} retired", $"{Version} published"], await StatesAsync("rule_sets"));
        await using var service = await TestService.StartAsync(_connectionString);
        Assert.Equal(Version, (await service.Http.GetJsonAsync("/v1/categories")).Text("ruleSet"));
        Assert.Contains("Drafted onto", (string)(await _sql.ScalarAsync("select note from rule_sets where version = $1", Version))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_service_takes_a_published_draft()
    {
        await StoreScheduleAsync();
        await using var service = await TestService.StartAsync(_connectionString);
        await RunAsync("publish", Version);
        await Eventually.HoldsAsync(async () => (await service.Http.GetJsonAsync("/v1/categories")).Text("ruleSet") == Version, "the notification is heard", seconds: 10);
    }

    [Fact]
    public async Task Migrate_leaves_a_published_import_in_use()
    {
        await StoreScheduleAsync();
        await RunAsync("publish", Version);
        await MigrateCommand.MigrateAsync(_database, _ => { }, Cancelled);
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} retired", $"{Version} published"], await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task Destinations_are_drafted_apart_from_the_rules()
    {
        Assert.Contains($"Stored as a draft of destination table: {Version}.", await RunAsync([.. Chart(), "--draft"]), StringComparison.Ordinal);
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} published"], await StatesAsync("rule_sets"));
        await RunAsync("publish", Version);
        Assert.Equal([$"{Texts.Shipped.Destinations.Version} retired", $"{Version} published"], await StatesAsync("destination_tables"));
        Assert.Equal(["|2026-09-30", "2026-10-01|"], await _sql.TextsAsync(
            "select case when isfinite(valid_from) then valid_from::text else '' end || '|' || case when isfinite(valid_to) then valid_to::text else '' end from country_chart where destination_table = $1 and code = 'JP' order by valid_from", Version));
    }

    [Fact]
    public async Task Texts_can_be_laid_over_a_draft_one_after_the_other()
    {
        await StoreScheduleAsync();
        Assert.Contains($"Stored as a draft of destination table: {Version}.", await RunAsync([.. Chart(), "--draft", "--onto", Version]), StringComparison.Ordinal);
        await RunAsync("csv", Path.Combine(ReferenceFolder.Shipped, "listings/uk_russia_regs.csv"), "--table", "listings/uk_russia_regs", "--as-of", "2026-10-02", "--draft", "--onto", Version);
        Assert.Equal([$"{Version} draft"], (await StatesAsync("rule_sets")).Where(s => s.EndsWith("draft", StringComparison.Ordinal)));
        var note = (string)(await _sql.ScalarAsync("select note from rule_sets where version = $1", Version))!;
        Assert.Matches($"^Imported listings of UK-2D as of 2026-10-01 from legislation.gov.uk. Imported listings/uk_russia_regs .* Drafted onto {Texts.Shipped.RuleSet.Version}.$", note);
        Assert.Equal($"Published rule set {Version}, destination table {Version}.", (await RunAsync("publish", Version)).Split(" Put ")[0]);
    }

    [Fact]
    public async Task A_draft_of_a_version_that_is_no_longer_published_is_refused()
    {
        await StoreScheduleAsync();
        await RunAsync([.. Schedule, "--draft", "--force", "--version", "other"]);
        await RunAsync("publish", "other");
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => RunAsync("publish", Version));
        Assert.StartsWith($"The draft '{Version}' was made of rule set {Texts.Shipped.RuleSet.Version}, and other is published now.", refused.Message, StringComparison.Ordinal);
        await RunAsync("publish", Version, "--force");
        Assert.Contains($"{Version} published", await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task A_draft_that_finds_less_is_refused_and_the_published_version_stays()
    {
        await StoreScheduleAsync();
        await _sql.ScalarAsync("delete from rules where rule_set = $1 and category = 'uav'", Version);
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => RunAsync("publish", Version));
        Assert.Contains("recall of uav", refused.Message, StringComparison.Ordinal);
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} published", $"{Version} draft"], await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task A_draft_that_does_not_compile_is_refused_with_its_place()
    {
        await StoreScheduleAsync();
        await _sql.ScalarAsync("update listings set code = '84x' where rule_set = $1 and list = 'UK-2D' and code = '841960'", Version);
        Assert.Contains("listing UK-2D 84x: found code '84x'", (await Assert.ThrowsAsync<ReferenceDataException>(() => RunAsync("publish", Version, "--force"))).Message, StringComparison.Ordinal);
        Assert.Contains($"{Version} draft", await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task A_discarded_draft_leaves_no_row_and_what_was_published_cannot_be_discarded()
    {
        await StoreScheduleAsync();
        Assert.Equal($"Discarded rule set {Version}.", (await RunAsync("discard", Version)).Trim());
        foreach (var table in await _sql.TextsAsync("select table_name::text from information_schema.columns where column_name = 'rule_set' and table_schema = 'public' and table_name not like 'screenings%' and table_name not like 'batch%'"))
        {
            Assert.Equal(0L, await _sql.ScalarAsync($"select count(*) from {table} where rule_set = $1", Version));
        }

        await Assert.ThrowsAsync<ImportRefusedException>(() => RunAsync("discard", Texts.Shipped.RuleSet.Version));
        Assert.Equal([$"{Texts.Shipped.RuleSet.Version} published"], await StatesAsync("rule_sets"));
    }

    [Fact]
    public async Task A_second_draft_of_a_day_gets_a_version_of_its_own()
    {
        await StoreScheduleAsync();
        Assert.Contains($"{Version}-2.", await RunAsync([.. Schedule, "--draft", "--force"]), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ImportRefusedException>(() => RunAsync([.. Schedule, "--draft", "--force", "--version", Version]));
        Assert.Contains("2 stored: ", await RunAsync("drafts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_text_is_stored_by_force_alone()
    {
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => RunAsync("uk-schedule", Texts.Path(Texts.Schedule), "--list", "UK-2D", "--as-of", "2022-10-01", "--draft"));
        Assert.Contains("the text is of 2022-10-01, rows are published as of 2022-10-29", refused.Message, StringComparison.Ordinal);
    }

    private Task<string> StoreScheduleAsync() => RunAsync([.. Schedule, "--draft", "--force"]);

    /// <summary>The published chart as the eCFR writes it, in which Japan lost an X.</summary>
    private string[] Chart()
    {
        var file = Path.Combine(_folder.Path, "title-15.xml");
        File.WriteAllText(file, ChartXml.Of(Texts.Shipped, row => row.Code == "JP" ? [.. row.Reasons.Where(r => r != "NS1")] : row.Reasons));
        return ["ecfr", file, "--as-of", "2026-10-01"];
    }

    private Task<List<string>> StatesAsync(string table) => _sql.TextsAsync($"select version || ' ' || state from {table} order by version");

    private async Task<string> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var desk = new ImportDesk(output, _database, new QualityOptions(), () => LabelledCorpus.Read(LabelledCorpus.Shipped));
        Assert.Equal(0, await ImportCommand.RunAsync(args, desk, error, Cancelled));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }
}
