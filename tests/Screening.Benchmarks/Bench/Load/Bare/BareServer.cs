using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Screening.Benchmarks.Bench.Load.Bare;

// What the service is compared with, on the same framework, for the same requests and with answers of the same length.
//
// echo    reads the request into the contract and writes an answer: nobody who speaks HTTP and JSON can do less
// insert  does that, and stores request, answer and digest with one INSERT, which is a transaction by itself: how one stores what one
//         was asked when one gives it no thought

/// <summary><c>bare echo|insert SAMPLE...</c>: a server that screens nothing, at the address in ASPNETCORE_URLS until its input ends.</summary>
internal static class BareServer
{
    public const string Command = "bare", Echo = "echo", Insert = "insert";
    public const string Database = "ConnectionStrings__Screening";

    /// <param name="args">Kind of server, and files with answers of the service, each for another number of lines.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [Echo or Insert, .. { Length: > 0 } samples])
        {
            await Console.Error.WriteLineAsync($"Usage: {Command} {Echo}|{Insert} SAMPLE...");
            return 2;
        }

        var answers = new BareAnswers(samples.Select(File.ReadAllText));
        await using var table = args[0] == Insert ? await InsertTable.MakeAsync(Environment.GetEnvironmentVariable(Database)!) : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health/ready", (RequestDelegate)(_ => Task.CompletedTask));
        app.MapPost("/", table is null ? (RequestDelegate)(context => EchoAsync(context, answers)) : context => StoreAsync(context, answers, table));
        await app.StartAsync();
        await Console.In.ReadToEndAsync(); // who started it is gone when this ends
        await app.StopAsync();
        return 0;
    }

    private static async Task EchoAsync(HttpContext context, BareAnswers answers)
    {
        var request = await context.Request.ReadFromJsonAsync(BareJson.Default.ScreeningRequest, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(answers.To(request!), BareJson.Default.BareAnswer, cancellationToken: context.RequestAborted);
    }

    private static async Task StoreAsync(HttpContext context, BareAnswers answers, InsertTable table)
    {
        var body = await ReadAsync(context.Request, context.RequestAborted);
        var request = System.Text.Json.JsonSerializer.Deserialize(body, BareJson.Default.ScreeningRequest)!;
        var answer = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answers.To(request), BareJson.Default.BareAnswer);
        var id = await table.InsertAsync(body, answer, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"/{id}";
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new byte[request.ContentLength ?? 0];
        await request.Body.ReadExactlyAsync(body, cancellation);
        return body;
    }
}
