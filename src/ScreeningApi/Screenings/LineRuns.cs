using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Scoring;
using ScreeningApi.Hosting;

namespace ScreeningApi.Screenings;

/// <summary>
/// Runs of members that are the same on nearly all lines, where nothing is found: they are written once, by <see cref="LineJson"/>, and then
/// copied in one piece. To the writer such a run is the value of its first member, because a value is what it copies unseen.
/// </summary>
internal static class LineRuns
{
    private static readonly byte[]?[,] Begins = new byte[]?[Enum.GetValues<Verdict>().Length, Enum.GetValues<RiskLevel>().Length];

    /// <summary>From the verdict to the categories. Without points and categories they follow from verdict and level.</summary>
    public static void WriteBegin(PooledJson json, LineResult line)
    {
        if (!line.Categories.IsEmpty || line.RiskScore != 0 || line.RiskScore.Scale != 1)
        {
            LineJson.WriteBegin(json, line);
            return;
        }

        // Two threads that write it at once write the same.
        Copy(json, LineJson.Verdict, Begins[(int)line.Verdict, (int)line.RiskLevel] ??= Written(LineJson.WriteBegin, line, LineJson.Verdict));
    }

    /// <summary>From the destination to the questions. Where nothing is to be said they follow from the places, which shipments share.</summary>
    public static void WriteEnd(PooledJson json, LineResult line)
    {
        if (!SaysNothing(line) || SharedJson.PartOf(line.Destination, line.Shared.Destination) is not { } destination || SharedJson.PartOf(line.Route, line.Shared.Route) is not { } route)
        {
            LineJson.WriteEnd(json, line);
            return;
        }

        var run = destination.RunWith(route);
        if (run is null)
        {
            run = Written(LineJson.WriteEnd, line, LineJson.Destination);
            destination.KeepRun(route, run);
        }

        Copy(json, LineJson.Destination, run);
    }

    private static bool SaysNothing(LineResult line) =>
        line.Parties.IsEmpty && line.Ownership.IsEmpty && line.Suppressed.IsEmpty && line.Contributions.IsEmpty && line.Findings.IsEmpty && line.NearMisses.IsEmpty && line.Questions.IsEmpty;

    private static void Copy(PooledJson json, JsonEncodedText first, byte[] run)
    {
        json.Writer.WritePropertyName(first);
        json.Writer.WriteRawValue(run, skipInputValidation: true);
    }

    /// <summary>What is written, without the name of the first member.</summary>
    private static byte[] Written(Action<PooledJson, LineResult> write, LineResult line, JsonEncodedText first)
    {
        using var json = PooledJson.Rent();
        json.Writer.WriteStartObject();
        write(json, line);
        var begin = """{"":""".Length + first.EncodedUtf8Bytes.Length;
        return json.Written.Span[begin..].ToArray();
    }
}
