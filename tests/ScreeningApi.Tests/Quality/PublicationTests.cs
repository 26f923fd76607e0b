using Npgsql;
using ScreeningApi.Commands;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Quality;

/// <summary>What once was found must not be lost unnoticed by a new version.</summary>
public sealed class PublicationTests(TemplateDatabase databases) : IAsyncLifetime
{
    private Database _database = null!;
    private NpgsqlDataSource _sql = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await databases.CreateEmptyAsync();
        _database = Database.Open(connectionString);
        _sql = NpgsqlDataSource.Create(connectionString);
        await new Migrator(_database, MigrateCommand.MigrationsFolder).MigrateAsync(Cancelled);
        await PublishAsync(SmallRules.Of("1", ("uav", ["widget", "gadget"]), ("radio", ["buzzer"])));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _sql.DisposeAsync();
    }

    [Fact]
    public async Task The_first_version_has_nothing_to_be_measured_beside() => Assert.Equal(["1 published "], await VersionsAsync());

    [Fact]
    public async Task A_version_that_finds_as_much_is_published_without_a_note()
    {
        Assert.Equal(["rule set 2"], await PublishAsync(SmallRules.Of("2", ("uav", ["gadget", "widget"]), ("radio", ["buzzer"]))));
        Assert.Equal(["1 retired ", "2 published "], await VersionsAsync());
    }

    [Fact]
    public async Task A_version_that_finds_less_is_refused_with_categories_figures_and_the_way_out()
    {
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => PublishAsync(SmallRules.Of("2", ("uav", ["widget"]), ("radio", ["buzzer"]))));
        Assert.Contains("recall of all categories 1.000 -> 0.750: 4 -> 3 of 4 rows (description only)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("recall of uav 1.000 -> 0.667: 3 -> 2 of 3 rows (with HS code)", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("radio", refused.Message, StringComparison.Ordinal);
        Assert.Contains("migrate --force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["1 published "], await VersionsAsync());
    }

    [Fact]
    public async Task A_gain_elsewhere_does_not_make_up_for_a_category_that_is_lost()
    {
        await PublishAsync(SmallRules.Of("2", ("uav", ["widget"]), ("radio", ["buzzer"])), new() { Force = true });
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => PublishAsync(SmallRules.Of("3", ("uav", ["widget", "gadget"]), ("radio", ["bell"]))));
        Assert.Contains("recall of radio 1.000 -> 0.000", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("all categories", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_false_positives_are_refused()
    {
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => PublishAsync(SmallRules.Of("2", ("uav", ["widget", "gadget", "paper"]), ("radio", ["buzzer"]))));
        Assert.Contains("false positives 1 -> 2 of 2 look-alikes", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("recall", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_forces_it_publishes_it_and_the_note_says_what_was_lost()
    {
        Assert.Equal(["rule set 2"], await PublishAsync(SmallRules.Of("2", ("uav", ["widget"]), ("radio", ["buzzer"])), new() { Force = true }));
        var note = (await VersionsAsync())[1];
        Assert.StartsWith("2 published Published by force on ", note, StringComparison.Ordinal);
        Assert.Contains("although worse than rule set 1", note, StringComparison.Ordinal);
        Assert.Contains("recall of uav 1.000 -> 0.667", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_within_the_tolerance_is_published() =>
        Assert.Equal(["rule set 2"], await PublishAsync(
            SmallRules.Of("2", ("uav", ["widget", "paper"]), ("radio", ["buzzer"])), new() { RecallLoss = 0.25, CategoryRecallLoss = 0.34, FalsePositiveRise = 0.5 }));

    [Fact]
    public async Task A_policy_under_which_less_counts_as_found_is_measured_too()
    {
        var same = SmallRules.Of("1", ("uav", ["widget", "gadget"]), ("radio", ["buzzer"]));
        var strict = same with
        {
            Policy = same.Policy with { Version = "strict", Settings = [.. same.Policy.Settings.Select(s => s.Key == "foundThreshold" ? s with { Value = 0.95 } : s)] },
        };
        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => PublishAsync(strict));
        Assert.StartsWith("rule set 1 with policy strict was not published", refused.Message, StringComparison.Ordinal);
        await PublishAsync(strict, new() { Force = true });
        Assert.Equal(["1 published "], await VersionsAsync());
        Assert.StartsWith("Published by force", (string)(await _sql.ScalarAsync("select note from policies where version = 'strict'"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destinations_alone_are_not_measured()
    {
        var same = SmallRules.Of("1", ("uav", ["widget", "gadget"]), ("radio", ["buzzer"]));
        var published = await new ReferenceStore(_database).PublishAsync(
            same with { Destinations = same.Destinations with { Version = "next" } },
            (next, current) => MigrateCommand.Check(next, current, () => throw new InvalidOperationException("measured"), new QualityOptions()), Cancelled);
        Assert.Equal(["destination table next"], published);
    }

    private Task<IReadOnlyList<string>> PublishAsync(ReferenceData data, QualityOptions? options = null) => new ReferenceStore(_database).PublishAsync(
        data, (next, current) => MigrateCommand.Check(next, current, () => SmallRules.Corpus, options ?? new QualityOptions()), Cancelled);

    private Task<List<string>> VersionsAsync() => _sql.TextsAsync("select version || ' ' || state || ' ' || note from rule_sets order by version");
}
