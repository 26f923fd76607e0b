using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScreeningApi.Alerts;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Review;

/// <summary>Several processes share a sweep, and any of them may die.</summary>
public sealed class AlertWorkTests(ReviewFixture service) : IClassFixture<ReviewFixture>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50), Long = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_process_left_half_done_another_ends_and_nothing_is_alerted_twice_or_missed()
    {
        var names = await ScreenedAsync("work-dead", 40);
        var store = service.Service.Services.GetRequiredService<AlertSweepStore>();
        await store.PlanAsync(90, TimeSpan.Zero, Cancelled);

        // It takes a part with at least three parties, does one step of it and dies.
        SweepPart? part;
        do
        {
            part = (await store.ClaimNextAsync(Short, Cancelled))!;
        }
        while ((await store.ReadAsync(part, 10, Cancelled)).Parties.Count < 3);
        var step = await store.ReadAsync(part, 1, Cancelled);
        Assert.Equal(0, await store.FinishStepAsync(part, step, [], Short, Cancelled));
        var (raised, skipped) = (0, step.Parties[0].Name);
        await Task.Delay(Short * 2, Cancelled);
        var second = part with { DoneKey = step.DoneKey, DoneCountry = step.DoneCountry };

        raised += await service.SweepAsync();
        Assert.Null(await store.FinishStepAsync(second, await store.ReadAsync(second, 1, Cancelled), [], Long, Cancelled));
        Assert.Equal(39, raised); // all but the one whose step this test finished without looking
        Assert.Equal(names.Except([skipped]).Order(StringComparer.Ordinal), await AlertedAsync("work-dead"));
        Assert.Equal(40L, await service.AskAsync<long>("select sum(parties)::bigint from alert_sweep_parts where party_tenant = 'work-dead'"));
    }

    [Fact]
    public async Task A_step_whose_transaction_is_lost_is_done_again()
    {
        var names = await ScreenedAsync("work-lost", 25);
        // The database refuses the first ten alerts, as if the process had died before each commit.
        await service.TextsAsync("create sequence work_lost_tries");
        await service.TextsAsync(
            """
            create function work_lost() returns trigger language plpgsql as $$
            begin
                if new.tenant_id = 'work-lost' and nextval('work_lost_tries') % 2 = 1 and currval('work_lost_tries') < 20 then
                    raise exception 'the process dies here' using errcode = 'raise_exception';
                end if;
                return new;
            end $$;
            create trigger work_lost before insert on alerts for each row execute function work_lost();
            """);
        var died = 0;
        for (var tries = 0; tries < 200 && (await AlertedAsync("work-lost")).Count < names.Count; tries++)
        {
            try
            {
                await using var other = await service.StartServiceAsync(("Alerts:Enabled", "false"), ("Alerts:Settle", "00:00:00"), ("Alerts:Lease", "00:00:00.1"), ("Alerts:StepParties", "1"));
                await ReviewFixture.SweepAsync(other);
            }
            catch (Npgsql.PostgresException)
            {
                died++;
                await Task.Delay(Short * 3, Cancelled);
            }
        }

        await service.TextsAsync("drop trigger work_lost on alerts");
        Assert.InRange(died, 5, 20);
        Assert.Equal(names.Order(StringComparer.Ordinal), await AlertedAsync("work-lost"));
        Assert.Equal(25L, await service.AskAsync<long>("select count(*) from audit_entries where tenant_id = 'work-lost' and action = 'alertRaised'"));
    }

    [Fact]
    public async Task Several_services_share_the_work_and_raise_each_alert_once()
    {
        var names = await ScreenedAsync("work-shared", 60);
        (string, string)[] settings = [("Alerts:Enabled", "false"), ("Alerts:Settle", "00:00:00"), ("Alerts:StepParties", "2")];
        await using var two = await service.StartServiceAsync(settings);
        await using var three = await service.StartServiceAsync(settings);
        var raised = await Task.WhenAll(service.SweepAsync(), ReviewFixture.SweepAsync(two), ReviewFixture.SweepAsync(three));
        Assert.Equal(60, raised.Sum());
        Assert.Equal(names.Order(StringComparer.Ordinal), await AlertedAsync("work-shared"));
        Assert.Equal(60L, await service.AskAsync<long>("select sum(parties)::bigint from alert_sweep_parts where party_tenant = 'work-shared'"));
        Assert.Equal(0L, await service.AskAsync<long>("select count(*) from alert_sweep_parts where party_tenant = 'work-shared' and state <> 'done'"));
    }

    [Fact]
    public async Task By_itself_the_job_raises_what_is_due()
    {
        await using var eager = await service.StartServiceAsync(("Alerts:PollEvery", "00:00:00.1"), ("Alerts:Settle", "00:00:00.2"));
        var names = await ScreenedAsync("work-itself", 3);
        await Eventually.HoldsAsync(async () => (await AlertedAsync("work-itself")).Count == names.Count, "the alerts come by themselves");
    }

    [Fact]
    public async Task Parties_go_with_their_screenings_and_alerts_with_their_months()
    {
        await ScreenedAsync("work-old", 2);
        await service.SweepAsync();
        Assert.Equal("screening_parties,alert_dispositions,alerts", await service.AskAsync<string>(
            "select string_agg(name, ',' order by position) from retained_tables where name in ('screening_parties', 'alerts', 'alert_dispositions')"));
        var month = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var first = new DateOnly(month.Year, month.Month, 1);
        foreach (var table in new[] { "screening_parties", "alert_dispositions", "alerts" })
        {
            await service.TextsAsync("select removed::text from remove_expired_rows($1, $2, null, 100000)", table, first);
        }

        Assert.Equal(0L, await service.AskAsync<long>("select (select count(*) from screening_parties where tenant_id = 'work-old') + (select count(*) from alerts where tenant_id = 'work-old')"));
        await service.TextsAsync("delete from removals where table_name in ('screening_parties', 'alerts', 'alert_dispositions') returning table_name");
    }

    [Fact]
    public async Task What_is_stored_keeps_its_invariants()
    {
        using var http = await service.NewTenantAsync("work-sound");
        await ScreenedAsync("work-sound", 4);
        await service.SweepAsync();
        var alerts = await http.ItemsAsync("/v1/alerts");
        using var decided = await http.PostTextAsync($"/v1/alerts/{alerts[0].Text("id")}/dispositions", """{"state":"confirmed","reason":"r"}""");
        var made = await http.SuppressAsync("Somebody", "1");
        using var withdrawn = await http.PostTextAsync($"/v1/suppressions/{made.Text("id")}/withdraw", """{"reason":"r"}""");
        await http.SuppressAsync("Somebody", "2");
        Assert.Empty(await service.TextsAsync(await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Root, "db/checks/invariants.sql"), Cancelled)));
    }

    [Fact]
    public async Task No_name_of_a_party_is_logged()
    {
        var log = new CapturedLog();
        await using var other = await TestService.StartAsync(service.ConnectionString, configure: builder =>
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Alerts:Enabled", "false"), KeyValuePair.Create<string, string?>("Alerts:Settle", "00:00:00")]);
        });
        using var admin = other.NewClient(TestService.BootstrapKey);
        using var http = other.NewClient(await Keys.MakeAsync(admin, "work-quiet"));
        await http.ScreenAsync("Secretname Holding", "Concealed Works");
        using var owners = await http.PutCsvAsync("owned,owner,share\nSecretname Holding,Concealed Works,0.8\n");
        await http.ImportAsync(ReviewSteps.Own, "1,Secretname Holding,,", "2,Concealed Works,,");
        Assert.Equal(2, await ReviewFixture.SweepAsync(other));
        await http.SuppressAsync("Secretname Holding", "1");
        await http.ImportAsync(ReviewSteps.Own, "1,Secretname Holding,,changed", "2,Concealed Works,,");
        await ReviewFixture.SweepAsync(other);
        Assert.Contains(log.Entries, l => l.Contains("new alerts", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Entries, l => l.Contains("secret", StringComparison.OrdinalIgnoreCase) || l.Contains("conceal", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Stores screenings of parties and puts a list to use that then has all of them; gives their names.</summary>
    private async Task<List<string>> ScreenedAsync(string tenant, int count)
    {
        using var http = await service.NewTenantAsync(tenant);
        var names = Enumerable.Range(0, count).Select(i => $"{Syllables(i)} Holding").ToList();
        foreach (var some in names.Chunk(10))
        {
            await http.ScreenAsync(some);
        }

        await http.ImportAsync(ReviewSteps.Own, [.. names.Select((n, i) => $"{i},{n},,")]);
        return names;
    }

    /// <summary>Words that are not alike: consonants and vowels as a hash has them.</summary>
    private static string Syllables(int number)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"name {number}"));
        return string.Concat(bytes.Take(5).Select((b, i) => $"{"bdfghklmnprstvz"[b % 15]}{"aeiou"[bytes[i + 8] % 5]}"));
    }

    private Task<List<string>> AlertedAsync(string tenant) => service.TextsAsync("select name from alerts where tenant_id = $1 and name = entry_name order by name collate \"C\"", tenant);
}
