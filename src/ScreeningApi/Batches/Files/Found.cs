using System.Text;

namespace ScreeningApi.Batches.Files;

/// <summary>How what was found is shown in a fault: short, and without characters that would break a line.</summary>
internal static class Found
{
    private const int MaxLength = 40;

    public static string Short(ReadOnlySpan<byte> text) => Short(Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxLength * 4)]));

    public static string Short(string text)
    {
        var isLong = text.Length > MaxLength;
        var end = isLong && char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : Math.Min(text.Length, MaxLength);
        return string.Concat(text.AsSpan(0, end).ToString().Select(c => char.IsControl(c) ? ' ' : c)) + (isLong ? "..." : "");
    }
}
