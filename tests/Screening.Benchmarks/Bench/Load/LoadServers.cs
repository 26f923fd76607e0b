using System.Net.Http.Headers;
using System.Text.Json;
using Screening.Benchmarks.Bench.Load.Bare;
using Screening.Benchmarks.Bench.Wire;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>The service and what it is compared with, each warm and only one at a time under load.</summary>
internal sealed class LoadServers : IAsyncDisposable
{
    private const int Gentle = 200, Connections = 8;
    private const double MostOff = 0.05;

    /// <summary>Lines of a request, and how many different ones are sent in turn.</summary>
    private static readonly (int Lines, int Count)[] Sets = [(1, 500), (10, 100), (100, 20)];

    private readonly DirectoryInfo _folder;
    private readonly BareProcess _echo, _insert;

    private LoadServers(ServiceProcess service, BareProcess echo, BareProcess insert, DirectoryInfo folder, RequestBodies[] bodies)
    {
        (Service, _echo, _insert, _folder, Bodies) = (service, echo, insert, folder, bodies);
        Echo = new LoadTarget("echo", echo, "/", "none");
        DryRun = new LoadTarget("dryRun", service, "/v1/screenings?dryRun=true", ServiceProcess.AccessKey);
        Storing = new LoadTarget("storing", service, "/v1/screenings", ServiceProcess.AccessKey);
        Insert = new LoadTarget("insert", insert, "/", "none");
    }

    public ServiceProcess Service { get; }
    public LoadTarget Echo { get; }
    public LoadTarget DryRun { get; }
    public LoadTarget Storing { get; }
    public LoadTarget Insert { get; }
    public RequestBodies[] Bodies { get; }

    public static async Task<LoadServers> StartAsync(Run run)
    {
        var (database, cancellation) = (run.Database.ConnectionString, run.Cancellation);
        var folder = Directory.CreateTempSubdirectory("screening-bench-");
        var started = new List<ListeningProcess>();
        try
        {
            var service = Keep(await run.StartServiceAsync());
            var (bodies, samples) = await SampleAsync(run, service, folder);
            var echo = Keep(await BareProcess.StartAsync(BareServer.Echo, database, samples, cancellation));
            var insert = Keep(await BareProcess.StartAsync(BareServer.Insert, database, samples, cancellation));
            var servers = new LoadServers(service, echo, insert, folder, bodies);
            await servers.CheckBareAsync(run);
            return servers;
        }
        catch
        {
            await StopAsync(started, folder);
            throw;
        }

        T Keep<T>(T process) where T : ListeningProcess
        {
            started.Add(process);
            return process;
        }
    }

    public static string NameOf(RequestBodies bodies) => bodies.Lines == 1 ? "1line" : $"{bodies.Lines}lines";

    /// <summary>
    /// Half of the time gently, so that the compiler gets its share of the processors, then as fast as a few connections are answered:
    /// what is saturated from its first request on stays slow for minutes.
    /// </summary>
    public async Task WarmUpAsync(TimeSpan time, CancellationToken cancellation)
    {
        foreach (var target in (LoadTarget[])[Echo, DryRun, Storing, Insert])
        {
            byte[][] requests = [.. Bodies.SelectMany(target.Requests)];
            using var pool = new WirePool(target.Url, Connections);
            using var half = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            half.CancelAfter(time / 2);
            await new ConstantRate(Gentle, i => pool.SendAsync(requests[i % requests.Length], cancellation)).RunAsync(half.Token);
            cancellation.ThrowIfCancellationRequested();
            (await new ClosedLoop(target.Url, requests).RunAsync(Connections, time / 2, null, cancellation)).Check($"warming {target.Name} up");
        }
    }

    public ValueTask DisposeAsync() => StopAsync([Service, _echo, _insert], _folder);

    /// <summary>That the bare servers read what they are sent, and answer as much as the service.</summary>
    private async Task CheckBareAsync(Run run)
    {
        using var http = new HttpClient();
        foreach (var target in (LoadTarget[])[Echo, Insert])
        {
            foreach (var bodies in Bodies)
            {
                using var content = new ByteArrayContent(bodies.All[0]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await http.PostAsync(target.Url, content, run.Cancellation);
                var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(run.Cancellation);
                var (lines, wanted) = (JsonSerializer.Deserialize(bytes, BareJson.Default.BareAnswer)!.Lines, run.Figures[$"load.{NameOf(bodies)}.answerBytes"]);
                if (!lines.Select(l => l.LineNo).SequenceEqual(Enumerable.Range(1, bodies.Lines).Select(n => (int?)n)) || Math.Abs(bytes.Length / wanted - 1) > MostOff)
                {
                    throw new BenchFault($"{target.Name} answered {lines.Count} lines in {bytes.Length} bytes, expected {bodies.Lines} in about {wanted}.");
                }
            }
        }
    }

    private static async ValueTask StopAsync(IEnumerable<ListeningProcess> processes, DirectoryInfo folder)
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private static async Task<(RequestBodies[] Bodies, List<string> Samples)> SampleAsync(Run run, ServiceProcess service, DirectoryInfo folder)
    {
        using var http = service.NewClient();
        RequestBodies[] sets = [.. Sets.Select(s => RequestBodies.Make(s.Count, s.Lines, withParties: false))];
        var samples = new List<string>();
        foreach (var bodies in sets)
        {
            var sample = await AnswerSample.TakeAsync(http, bodies, folder.FullName, run.Cancellation);
            var name = $"load.{NameOf(bodies)}";
            run.Figures.Add($"{name}.requestBytes", bodies.All.Average(b => b.Length));
            run.Figures.Add($"{name}.answerBytes", sample.MeanBytes);
            run.Figures.Add($"{name}.requestsWithFinding", sample.RequestsWithFinding);
            run.Figures.Add($"{name}.linesWithFinding", sample.LinesWithFinding);
            run.Figures.Add($"{name}.linesWithCategory", sample.LinesWithCategory);
            samples.Add(sample.Path);
        }

        return (sets, samples);
    }
}
