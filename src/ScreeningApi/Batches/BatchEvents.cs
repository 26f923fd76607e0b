using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches;

/// <summary>
/// Server-sent events of a batch. An event's id is the state that it tells of, so a client that comes back with Last-Event-ID is told at
/// once what it missed, and nothing that it knows already.
/// </summary>
internal static class BatchEvents
{
    private const string LastIdHeader = "Last-Event-ID";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    internal static async Task<IResult> Send(HttpContext context, BatchStore store, BatchSlots slots, IOptions<BatchOptions> options, TimeProvider clock, Guid id)
    {
        var tenant = Caller.Of(context).Tenant;
        if (QueryNames.RefuseUnknown(context) is { } refusal)
        {
            return refusal;
        }

        if (await store.FindAsync(tenant, id, context.RequestAborted) is not { } batch)
        {
            return BatchEndpoints.NotFound(context);
        }

        if (batch.IsFinished && context.Request.Headers[LastIdHeader] == IdOf(batch))
        {
            // Whoever knows the end would be told it again at every return: this status alone makes an EventSource stop coming back.
            return Results.NoContent();
        }

        var slot = slots.Listeners.TryTake();
        if (slot is null)
        {
            return Problems.Refuse(context, 503, "As many event streams as this service keeps open are open. Ask for the batch itself.", "tooManyListeners");
        }

        return Results.Stream(
            async body =>
            {
                using (slot)
                {
                    await SendAsync(new EventStream(body, context.RequestAborted), batch, context, (store, options.Value, clock));
                }
            }, "text/event-stream");
    }

    private static async Task SendAsync(EventStream events, BatchRow batch, HttpContext context, (BatchStore Store, BatchOptions Options, TimeProvider Clock) service)
    {
        var known = context.Request.Headers[LastIdHeader].ToString();
        var spoke = service.Clock.GetTimestamp();
        await events.BeginAsync();
        while (true)
        {
            var current = IdOf(batch);
            if (current != known)
            {
                await events.SendAsync(current, JsonSerializer.SerializeToUtf8Bytes(BatchResponse.Of(batch), JsonFormat.Options));
                (known, spoke) = (current, service.Clock.GetTimestamp());
            }
            else if (service.Clock.GetElapsedTime(spoke) >= service.Options.Heartbeat)
            {
                await events.BeatAsync();
                spoke = service.Clock.GetTimestamp();
            }

            if (batch.IsFinished)
            {
                return;
            }

            await Task.Delay(LookEvery, service.Clock, context.RequestAborted);
            if (await service.Store.FindAsync(batch.TenantId, batch.Id, context.RequestAborted) is not { } next)
            {
                // An upload that broke off: there is no such batch any more.
                return;
            }

            batch = next;
        }
    }

    private static string IdOf(BatchRow batch) => string.Create(CultureInfo.InvariantCulture, $"{batch.State}-{batch.RowsReceived}-{batch.RowsDone}");

    /// <summary>The form of https://html.spec.whatwg.org/multipage/server-sent-events.html.</summary>
    private sealed class EventStream(Stream body, CancellationToken cancellation)
    {
        public Task BeginAsync() => WriteAsync("retry: 2000\n\n"u8.ToArray());

        public Task BeatAsync() => WriteAsync(": still here\n\n"u8.ToArray());

        public Task SendAsync(string id, byte[] data) => WriteAsync([.. Encoding.ASCII.GetBytes($"id: {id}\ndata: "), .. data, (byte)'\n', (byte)'\n']);

        private async Task WriteAsync(byte[] bytes)
        {
            await body.WriteAsync(bytes, cancellation);
            await body.FlushAsync(cancellation);
        }
    }
}
