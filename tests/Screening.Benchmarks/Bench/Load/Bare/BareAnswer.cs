using System.Text.Json;
using System.Text.Json.Serialization;
using ScreeningApi.Intake;

namespace Screening.Benchmarks.Bench.Load.Bare;

/// <summary>An answer as long as the service's, in which nothing is said.</summary>
internal sealed record BareAnswer(string? Reference, string? Destination, IReadOnlyList<BareLine> Lines);

/// <param name="Text">A piece of an answer of the service.</param>
internal sealed record BareLine(int? LineNo, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScreeningRequest))]
[JsonSerializable(typeof(BareAnswer))]
internal sealed partial class BareJson : JsonSerializerContext;

/// <summary>Makes answers as long as one of the service for as many lines, with its words in them: what is stored of them must not be easier to compress.</summary>
internal sealed class BareAnswers
{
    private readonly Dictionary<int, string[]> _texts = [];

    /// <param name="samples">Answers of the service, each for another number of lines.</param>
    public BareAnswers(IEnumerable<string> samples)
    {
        foreach (var sample in samples)
        {
            using var document = JsonDocument.Parse(sample);
            var lines = document.RootElement.GetProperty("lines").GetArrayLength();
            _texts[lines] = Cut(sample, lines);
        }
    }

    public BareAnswer To(ScreeningRequest request)
    {
        var sent = request.Lines ?? [];
        var texts = _texts.GetValueOrDefault(sent.Count) ?? [];
        var lines = new BareLine[sent.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new BareLine(sent[i].LineNo, i < texts.Length ? texts[i] : "");
        }

        return new BareAnswer(request.Reference, request.Destination, lines);
    }

    private static string[] Cut(string sample, int lines)
    {
        var empty = new BareAnswer(null, "DE", [.. Enumerable.Range(1, lines).Select(n => new BareLine(n, ""))]);
        var room = System.Text.Encoding.UTF8.GetByteCount(sample) - JsonSerializer.SerializeToUtf8Bytes(empty, BareJson.Default.BareAnswer).Length;
        var text = string.Concat(Enumerable.Repeat(string.Concat(sample.Select(Plain)), 2));
        return [.. Enumerable.Range(0, lines).Select(i => text[(int)((long)room * i / lines)..(int)((long)room * (i + 1) / lines)])];
    }

    /// <summary>What JSON writes as it is, in one byte.</summary>
    private static char Plain(char character) => char.IsAsciiLetterOrDigit(character) || ".,:-_/()[]{}".Contains(character, StringComparison.Ordinal) ? character : ' ';
}
