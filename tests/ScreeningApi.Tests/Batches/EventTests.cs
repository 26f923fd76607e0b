using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches;

/// <summary>Server-sent events of a batch, as a browser's EventSource reads them.</summary>
public sealed class EventTests(IdleBatchFixture service) : IClassFixture<IdleBatchFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_event_says_what_is_the_last_says_how_it_ended_and_then_the_stream_ends()
    {
        var id = await service.Http.UploadAsync(Orders.Many(120));
        await using var events = await EventReader.OpenAsync(service.Http, id);
        Assert.Equal("queued", (await events.NextAsync())!.Data.Text("state"));
        await using var workers = await service.WorkAsync();
        var told = new List<JsonElement>();
        while (await events.NextAsync() is { } next)
        {
            told.Add(next.Data);
        }

        Assert.Equal("completed", told[^1].Text("state"));
        Assert.Equal(told.Order(Comparer<JsonElement>.Create((a, b) => Done(a).CompareTo(Done(b)))).Select(Done), told.Select(Done));
        Assert.Equal((await service.Http.StatusAsync(id)).ToString(), told[^1].ToString());
    }

    [Fact]
    public async Task Silence_is_broken_by_signs_of_life_and_not_by_events()
    {
        var id = await service.Http.UploadAsync(Orders.Mixed);
        await using var events = await EventReader.OpenAsync(service.Http, id);
        var first = await events.NextAsync();
        Assert.Equal(0, events.Beats);
        var next = events.NextAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(events.Beats >= 2), "signs of life");
        Assert.False(next.IsCompleted);
        await service.WorkOffAsync(id);
        Assert.NotEqual(first!.Id, (await next)!.Id);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_was_missed_and_nothing_twice()
    {
        var id = await service.Http.UploadAsync(Orders.Mixed);
        EventReader.Event first;
        await using (var events = await EventReader.OpenAsync(service.Http, id))
        {
            first = (await events.NextAsync())!;
        }

        await using (var again = await EventReader.OpenAsync(service.Http, id, first.Id))
        {
            var next = again.NextAsync();
            await Eventually.HoldsAsync(() => Task.FromResult(again.Beats >= 1), "a sign of life");
            Assert.False(next.IsCompleted, "what was known was sent again");
        }

        await service.WorkOffAsync(id);
        await using var late = await EventReader.OpenAsync(service.Http, id, first.Id);
        Assert.Equal("completed", (await late.NextAsync())!.Data.Text("state"));
        Assert.Null(await late.NextAsync());
    }

    [Fact]
    public async Task Who_comes_back_knowing_the_end_is_told_to_stay_away()
    {
        var id = await service.Http.UploadAsync(Orders.Mixed);
        await service.WorkOffAsync(id);
        string last;
        await using (var events = await EventReader.OpenAsync(service.Http, id))
        {
            last = (await events.NextAsync())!.Id;
            Assert.Null(await events.NextAsync());
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/batches/{id}/events") { Headers = { { "Last-Event-ID", last } } };
        using var answer = await service.Http.SendAsync(request, Cancelled);
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    [Fact]
    public async Task A_batch_that_was_canceled_ends_its_events()
    {
        var id = await service.Http.UploadAsync(Orders.Mixed);
        await using var events = await EventReader.OpenAsync(service.Http, id);
        await events.NextAsync();
        using var answer = await service.Http.DeleteAsync($"/v1/batches/{id}", Cancelled);
        Assert.Equal("canceled", (await events.NextAsync())!.Data.Text("state"));
        Assert.Null(await events.NextAsync());
    }

    private static int Done(JsonElement batch) => batch.GetProperty("rowsDone").GetInt32();
}
