using Screening.Engine.Matching.Thresholds;
using Screening.Engine.Rules.Thresholds;

namespace Screening.Engine.Tests.Support;

/// <summary>What is read out of a text with the shipped units and parameters.</summary>
internal static class Parameters
{
    public static CompiledParameters Known => Shipped.Snapshot.Rules.Parameters;

    /// <summary>Readings in words, "payload 10 kg", features left out.</summary>
    public static string[] Read(string text, params string[] categories) =>
    [
        .. Readings(text, categories).Where(r => Row(r).Kind != ParameterKind.Feature)
            .Select(r => $"{Row(r).Code} {ValueText.Of(Known.Parameters[r.Parameter], r.Low, r.High, Known.Parameters[r.Parameter].Unit)}"),
    ];

    /// <summary>The same with the characters that each reading points at.</summary>
    public static string[] Quoted(string text, params string[] categories) => [.. Readings(text, categories).Select(r => text.Substring(r.Start, r.Length))];

    public static List<ParameterReading> Readings(string text, params string[] categories)
    {
        var bits = Shipped.Snapshot.Rules.Categories.Index().Where(c => categories.Contains(c.Item.Code)).Aggregate(0UL, (all, c) => all | (1UL << c.Index));
        var scratch = new ParameterScratch();
        ParameterExtractor.Read(text, new ParameterContext(Known, bits, Ship.Today), scratch);
        return scratch.Readings;
    }

    private static ParameterRow Row(ParameterReading reading) => Known.Parameters[reading.Parameter].Row;
}
