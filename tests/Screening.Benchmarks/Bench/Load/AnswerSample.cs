using System.Net.Http.Headers;
using System.Text.Json;

namespace Screening.Benchmarks.Bench.Load;

/// <summary>What the service answers to a set of requests: the servers that it is compared with answer as much.</summary>
/// <param name="Path">File with the answer that is nearest to the mean length.</param>
internal sealed record AnswerSample(string Path, double MeanBytes, double RequestsWithFinding, double LinesWithFinding, double LinesWithCategory)
{
    public static async Task<AnswerSample> TakeAsync(HttpClient http, RequestBodies bodies, string folder, CancellationToken cancellation)
    {
        var answers = new List<byte[]>();
        foreach (var body in bodies.All)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var answer = await http.PostAsync("/v1/screenings?dryRun=true", content, cancellation);
            answers.Add(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation));
        }

        var mean = answers.Average(a => a.Length);
        var path = System.IO.Path.Combine(folder, $"{bodies.Lines}.json");
        await File.WriteAllBytesAsync(path, answers.MinBy(a => Math.Abs(a.Length - mean))!, cancellation);
        var screened = answers.Select(Read).ToArray();
        return new AnswerSample(path, mean, Share(screened, s => s.HasFinding), Share(screened.SelectMany(s => s.Lines), l => l.HasFinding), Share(screened.SelectMany(s => s.Lines), l => l.HasCategory));
    }

    private static (bool HasFinding, (bool HasFinding, bool HasCategory)[] Lines) Read(byte[] answer)
    {
        using var document = JsonDocument.Parse(answer);
        return (HasFinding(document.RootElement), [.. document.RootElement.GetProperty("lines").EnumerateArray().Select(l => (HasFinding(l), l.GetProperty("categories").GetArrayLength() > 0))]);

        static bool HasFinding(JsonElement of) => of.GetProperty("verdict").GetString() != "noFinding";
    }

    private static double Share<T>(IEnumerable<T> of, Func<T, bool> has) => of.Average(o => has(o) ? 1d : 0);
}
