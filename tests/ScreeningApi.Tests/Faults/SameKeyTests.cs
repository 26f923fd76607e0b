using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Faults;

/// <summary>One key, and more than one who sends with it.</summary>
public sealed class SameKeyTests(FaultyService service) : IClassFixture<FaultyService>
{
    private const int Seed = 20261123;
    private const int Senders = 20;
    private const int Breaks = 10;

    [Fact]
    public async Task The_same_upload_twenty_times_at_once_is_one_batch()
    {
        await using var monitor = new BatchMonitor(service.Http);
        var uploads = Enumerable.Range(0, Senders).Select(_ => new OrderBookUpload(service.Http, BatchSettings.Rows, "same")).ToList();
        var ids = await Task.WhenAll(uploads.Select(u => u.UntilAcceptedAsync()));
        var batch = Assert.Single(ids.Distinct());
        await service.HoldsAsync(monitor, (batch, BatchSettings.Rows));
        Assert.Equal(1L, await service.Sql.ScalarAsync("select count(*) from batches where idempotency_key = 'same'"));
        var answers = uploads.SelectMany(u => u.Answers).CountBy(a => a).OrderBy(a => a.Key);
        TestContext.Current.SendDiagnosticMessage($"{Senders} senders: {string.Join(", ", answers.Select(a => $"{a.Value} x {a.Key}"))}");
    }

    [Fact]
    public async Task Senders_who_break_off_and_come_again_with_their_key_send_one_batch()
    {
        const int Rows = 9_000; // more than is looked at before an upload begins
        var chance = new Random(Seed);
        await using var monitor = new BatchMonitor(service.Http);
        var upload = new OrderBookUpload(service.Http, Rows, "broken-off") { Duration = TimeSpan.FromSeconds(0.3) };
        for (var i = 0; i < Breaks; i++)
        {
            using var patience = new CancellationTokenSource(chance.Next(1, 250));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload.SendAsync(patience.Token));
        }

        var batch = await upload.UntilAcceptedAsync();
        await service.HoldsAsync(monitor, (batch, Rows));
        Assert.Equal(1L, await service.Sql.ScalarAsync("select count(*) from batches where idempotency_key = 'broken-off'"));
    }
}
