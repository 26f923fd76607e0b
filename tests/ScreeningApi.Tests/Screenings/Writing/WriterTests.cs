using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;
using ScreeningApi.Tests.Faults;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings.Writing;

/// <summary>Requests that come at once are stored together, and what becomes of one is not felt by the others.</summary>
public sealed class WriterTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string OneWriter = "Screenings:Writers";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Smoke")]
    public async Task Two_hundred_at_once_are_stored_each_once_by_few_commits()
    {
        const int Count = 200;
        await using var service = await StartAsync();
        using var figures = new MeasuredStoring(service);
        var answers = await WhileHeldAsync(service, figures, [.. Enumerable.Range(0, Count).Select(i => $"at-once-{i}")]);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Value.StatusCode));
        await AreStoredAsync(answers);
        foreach (var answer in answers.Values)
        {
            Assert.Equal(await answer.Content.ReadAsByteArrayAsync(Cancelled), await fixture.Http.GetByteArrayAsync(answer.Headers.Location, Cancelled));
        }

        // Two writers were under way when the rest piled up.
        Assert.InRange(await fixture.AskAsync<long>("select count(distinct xmin::text) from screenings where reference like 'at-once-%'"), 1, 3);
        Assert.Equal(0L, await fixture.AskAsync<long>("select count(*) from screenings s join audit_entries a on a.tenant_id = s.tenant_id and a.id = s.id where s.xmin <> a.xmin"));
        Assert.Equal(Count, figures.Values("screening.group.rows").Sum());
        Assert.Equal((0, 0), (figures.Now("screening.queue.rows"), figures.Now("screening.queue.bytes")));
    }

    [Fact]
    public async Task The_bounds_of_a_group_hold()
    {
        await using var service = await StartAsync((OneWriter, "1"), ("Screenings:GroupRows", "7"));
        using var figures = new MeasuredStoring(service);
        await AreStoredAsync(await WhileHeldAsync(service, figures, [.. Enumerable.Range(0, 30).Select(i => $"by-sevens-{i}")]));
        Assert.Equal((30, 7), (figures.Values("screening.group.rows").Sum(), figures.Values("screening.group.rows").Max()));

        await using var small = await StartAsync((OneWriter, "1"), ("Screenings:GroupBytes", "1"));
        using var smallFigures = new MeasuredStoring(small);
        await AreStoredAsync(await WhileHeldAsync(small, smallFigures, [.. Enumerable.Range(0, 5).Select(i => $"one-by-one-{i}")]));
        Assert.Equal([1, 1, 1, 1, 1], smallFigures.Values("screening.group.rows"));
    }

    [Theory]
    [InlineData("22P05")]
    [InlineData("23514")]
    [InlineData("54000")]
    public async Task A_row_that_the_database_refuses_fails_alone(string state)
    {
        await using var service = await StartAsync((OneWriter, "1"));
        using var figures = new MeasuredStoring(service);
        string[] references = [.. Enumerable.Range(0, 12).Select(i => i is 4 or 11 ? $"refused-{state}-{i}" : $"beside-{state}-{i}")];
        var answers = await WhileRefusingAsync($"refused-{state}", state, () => WhileHeldAsync(service, figures, references));
        var refused = answers.Where(a => a.Key.StartsWith("refused", StringComparison.Ordinal)).ToDictionary();
        Assert.All(refused.Values, a => Assert.Equal(HttpStatusCode.InternalServerError, a.StatusCode));
        var stored = answers.Where(a => !refused.ContainsKey(a.Key)).ToDictionary();
        Assert.All(stored.Values, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        await AreStoredAsync(stored);
        Assert.Equal(0L, await fixture.AskAsync<long>("select count(*) from screenings where reference = any($1)", (object)refused.Keys.ToArray()));
        Assert.Equal(0, figures.Now("screening.queue.rows"));
    }

    [Fact]
    public async Task A_fault_that_passes_refuses_all_of_the_group_with_a_time_to_try_again()
    {
        await using var service = await StartAsync((OneWriter, "1"));
        using var figures = new MeasuredStoring(service);
        string[] references = ["full-0", "full-1", "full-2", "full-3"];
        var answers = await WhileRefusingAsync("full", "53100", () => WhileHeldAsync(service, figures, references));
        foreach (var answer in answers.Values)
        {
            Assert.NotNull(answer.Headers.RetryAfter);
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal((503, "databaseUnavailable"), (problem.Status, problem.Code));
        }

        Assert.Equal(0L, await fixture.AskAsync<long>("select count(*) from screenings where reference like 'full-%'"));
        using var again = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", "full-0"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory]
    [InlineData("Screenings:QueueRows", "5", 5)]
    [InlineData("Screenings:QueueBytes", "1", 1)]
    public async Task A_full_queue_refuses_with_a_time_to_try_again_stores_nothing_of_it_and_recovers(string setting, string value, int room)
    {
        await using var service = await StartAsync((setting, value));
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        var waiting = Enumerable.Range(0, room).Select(i => PostAsync(service, $"waits-{room}-{i}")).ToList();
        await figures.HasQueueOfAsync(room);
        for (var i = 0; i < 3; i++)
        {
            using var refused = await PostAsync(service, $"too-much-{room}-{i}");
            Assert.NotNull(refused.Headers.RetryAfter);
            var problem = await ProblemAnswer.ReadAsync(refused);
            Assert.Equal((503, "storageBusy"), (problem.Status, problem.Code));
        }

        using var dry = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.Chip("AE"));
        Assert.Equal(HttpStatusCode.OK, dry.StatusCode);
        Assert.Equal(3, figures.Values("screening.refused").Sum());
        await held.EndAsync();
        Assert.All(await Task.WhenAll(waiting), a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        using var after = await PostAsync(service, $"too-much-{room}-0");
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
        Assert.Equal(["too-much-" + room + "-0"], await fixture.TextsAsync("select reference from screenings where reference like $1", $"too-much-{room}-%"));
    }

    [Fact]
    public async Task What_has_waited_for_too_long_is_refused_and_what_came_after_it_is_stored()
    {
        await using var service = await StartAsync((OneWriter, "1"), ("Screenings:MaxWait", "00:00:02"));
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        var underWay = PostAsync(service, "wait-under-way");
        await figures.HasQueueOfAsync(1);
        var behind = PostAsync(service, "wait-too-long");
        await figures.HasQueueOfAsync(2);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancelled);
        var young = PostAsync(service, "wait-young");
        await figures.HasQueueOfAsync(3);
        await held.EndAsync();
        Assert.Equal((201, 503, 201), ((int)(await underWay).StatusCode, (int)(await behind).StatusCode, (int)(await young).StatusCode));
        Assert.Equal("storageBusy", (await ProblemAnswer.ReadAsync(await behind)).Code);
        Assert.Equal(["wait-under-way", "wait-young"], await fixture.TextsAsync("select reference from screenings where reference like 'wait-%' order by created_at"));
    }

    [Fact]
    public async Task A_caller_who_goes_away_leaves_nothing_behind_in_the_queue()
    {
        await using var service = await StartAsync(("Screenings:QueueRows", "4"));
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var gone = Enumerable.Range(0, 3).Select(i => service.Http.SendAsync(HttpSteps.NewPost("/v1/screenings", System.Text.Encoding.UTF8.GetBytes(Shipments.Chip("AE", $"gone-{i}"))), patience.Token)).ToList();
        await figures.HasQueueOfAsync(3);
        var stays = PostAsync(service, "stays");
        await figures.HasQueueOfAsync(4);
        await patience.CancelAsync();
        await Task.WhenAll(gone.Select(g => Assert.ThrowsAnyAsync<OperationCanceledException>(() => g)));
        await held.EndAsync();
        using var stayed = await stays;
        Assert.Equal(HttpStatusCode.Created, stayed.StatusCode);
        await figures.HasQueueOfAsync(0);
        Assert.Equal(0, figures.Now("screening.queue.bytes"));
        await AreStoredAsync(new Dictionary<string, HttpResponseMessage> { ["stays"] = stayed });
    }

    [Fact]
    public async Task One_key_many_times_in_one_group_has_one_effect()
    {
        await using var service = await StartAsync((OneWriter, "1"));
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        using var other = service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", "before-them"));
        await figures.HasQueueOfAsync(1);
        var posts = Enumerable.Range(0, 20).Select(i => service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", i < 10 ? "one-key" : "one-key-other"), "in-one-group")).ToList();
        await figures.HasQueueOfAsync(21);
        await held.EndAsync();
        var answers = await Task.WhenAll(posts);
        var stored = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(a => a != stored))
        {
            Assert.Equal("idempotencyKeyInFlight", (await ProblemAnswer.ReadAsync(refused)).Code);
        }

        Assert.Equal([1, 20], figures.Values("screening.group.rows"));
        Assert.Equal(1L, await fixture.AskAsync<long>("select count(*) from screenings where reference like 'one-key%'"));
        Assert.Equal(1L, await fixture.AskAsync<long>("select count(*) from idempotency_keys where key = 'in-one-group'"));
    }

    [Fact]
    public async Task A_service_that_is_stopped_writes_what_it_has_accepted_and_takes_nothing_more()
    {
        var service = await StartAsync();
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        var writer = service.Services.GetRequiredService<ScreeningWriter>();
        var waiting = Enumerable.Range(0, 20).Select(_ => writer.InsertAsync(NewRow(), null, Cancelled)).ToList();
        await figures.HasQueueOfAsync(20);
        var stopped = writer.StopAsync(Cancelled);
        Assert.Equal((StoreOutcome.Busy, null), await writer.InsertAsync(NewRow(), null, Cancelled));
        Assert.False(stopped.IsCompleted);
        await held.EndAsync();
        await stopped;
        var stored = await Task.WhenAll(waiting);
        Assert.All(stored, s => Assert.Equal(StoreOutcome.Stored, s.Outcome));
        Assert.Equal(20L, await fixture.AskAsync<long>("select count(*) from screenings s join audit_entries a on a.id = s.id where s.id = any($1)", stored.Select(s => s.Row!.Id).ToArray()));
        using var late = await PostAsync(service, "late");
        Assert.Equal("storageBusy", (await ProblemAnswer.ReadAsync(late)).Code);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Where_there_is_no_time_left_to_write_everybody_is_told_so()
    {
        var service = await StartAsync((OneWriter, "1"), ("Screenings:GroupRows", "1"));
        using var figures = new MeasuredStoring(service);
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        var writer = service.Services.GetRequiredService<ScreeningWriter>();
        var first = writer.InsertAsync(NewRow(), null, Cancelled);
        await Eventually.HoldsAsync(async () => await fixture.AskAsync<long>("select count(*) from pg_locks where not granted and relation = 'screenings'::regclass") == 1, "the first is under way");
        var behind = Enumerable.Range(0, 5).Select(_ => writer.InsertAsync(NewRow(), null, Cancelled)).ToList();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await writer.StopAsync(patience.Token);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => first); // whether it was committed is not known
        Assert.All(await Task.WhenAll(behind), b => Assert.Equal(StoreOutcome.Busy, b.Outcome));
        await held.EndAsync();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData("Screenings:Writers", "0")]
    [InlineData("Screenings:GroupRows", "0")]
    [InlineData("Screenings:QueueRows", "-1")]
    [InlineData("Screenings:QueueBytes", "0")]
    [InlineData("Screenings:MaxWait", "00:00:00")]
    public async Task Settings_that_make_no_sense_stop_the_start(string setting, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.StartServiceAsync((setting, value)));

    /// <summary>A service beside the fixture's. Where a machine is slow, what is held back waits for long.</summary>
    private Task<TestService> StartAsync(params (string Key, string Value)[] settings) => fixture.StartServiceAsync([("Screenings:MaxWait", "00:10:00"), .. settings]);

    private static ScreeningRow NewRow()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        return StoredMonths.Row("local", id) with { Reference = $"{id}" };
    }

    private static Task<HttpResponseMessage> PostAsync(TestService service, string reference) => service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("AE", reference));

    /// <summary>Sends all while nothing can be stored, so that they pile up, and returns the answers by reference.</summary>
    private async Task<Dictionary<string, HttpResponseMessage>> WhileHeldAsync(TestService service, MeasuredStoring figures, string[] references)
    {
        await using var held = await HeldStoring.BeginAsync(fixture.ConnectionString);
        var posts = references.Select(r => PostAsync(service, r)).ToList();
        await figures.HasQueueOfAsync(references.Length);
        await held.EndAsync();
        return references.Zip(await Task.WhenAll(posts)).ToDictionary();
    }

    /// <summary>The database refuses rows whose reference begins so.</summary>
    private async Task<T> WhileRefusingAsync<T>(string prefix, string state, Func<Task<T>> act)
    {
        await fixture.TextsAsync(
            $"""
             create function refuse_row() returns trigger language plpgsql as $$ begin raise exception 'refused' using errcode = '{state}', constraint = 'a_test'; end $$;
             create trigger refuse_row before insert on screenings for each row when (new.reference like '{prefix}%') execute function refuse_row();
             """);
        try
        {
            return await act();
        }
        finally
        {
            await fixture.TextsAsync("drop trigger refuse_row on screenings; drop function refuse_row()");
        }
    }

    private async Task AreStoredAsync(Dictionary<string, HttpResponseMessage> answers)
    {
        var acknowledged = new Dictionary<string, string>();
        foreach (var (reference, answer) in answers)
        {
            acknowledged[reference] = (await answer.ReadJsonAsync()).Text("id");
        }

        await StoredInvariants.HoldAsync(fixture.ConnectionString, acknowledged);
    }
}
