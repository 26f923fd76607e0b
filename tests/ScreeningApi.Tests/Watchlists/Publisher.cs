using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>A web server that publishes a list, well or badly.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Publisher(WebApplication app) => _app = app;

    /// <summary>Of every request the condition it came with; empty where it had none.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How the next request is answered.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/list.xml";

    public static async Task<Publisher> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        builder.Logging.ClearProviders();
        var publisher = new Publisher(builder.Build());
        publisher._app.Run(context =>
        {
            publisher.Requests.Enqueue(context.Request.Headers.IfNoneMatch.ToString());
            return publisher.Answer(context);
        });
        await publisher._app.StartAsync();
        return publisher;
    }

    /// <summary>The file with a mark of its version; 304 for who has it already.</summary>
    public static RequestDelegate Sound(byte[] file, string etag) => context =>
    {
        context.Response.Headers.ETag = etag;
        context.Response.StatusCode = context.Request.Headers.IfNoneMatch == etag ? 304 : 200;
        return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.Body.WriteAsync(file).AsTask();
    };

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static RequestDelegate MovedTo(string location) => context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    /// <summary>Nothing comes.</summary>
    public static async Task Slow(HttpContext context) => await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Begins, and never comes to its end.</summary>
    public static async Task Endless(HttpContext context)
    {
        var block = new byte[1 << 16];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
        }
    }

    /// <summary>The connection breaks before as many bytes have come as were said to.</summary>
    public static RequestDelegate Cut(byte[] file) => async context =>
    {
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file.AsMemory(0, file.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
