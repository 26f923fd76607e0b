namespace Screening.Benchmarks;

/// <summary>What the benchmarks read: goods of no category, and goods of two.</summary>
internal static class Descriptions
{
    public const string Ordinary = "Cotton t-shirts, printed, assorted sizes and colours, 240 pcs in 12 ctn";
    public const string Finding = "Quadcopter, thermal camera, payload 10 kg, range 30 km, carrying case";
}
