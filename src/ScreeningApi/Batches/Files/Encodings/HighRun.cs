namespace ScreeningApi.Batches.Files.Encodings;

/// <summary>Bytes outside ASCII that stand together, and the bytes of ASCII beside them; zero at the ends of the text.</summary>
internal readonly ref struct HighRun(ReadOnlySpan<byte> bytes, byte before, byte after)
{
    /// <summary>What a byte counts that an encoding explains well.</summary>
    public const int Full = 4;

    public readonly ReadOnlySpan<byte> Bytes = bytes;

    public bool TouchesLetter => char.IsAsciiLetter((char)before) || char.IsAsciiLetter((char)after);

    public byte After => after;
}
