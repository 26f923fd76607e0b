using System.Text;
using System.Text.Unicode;
using ScreeningApi.Batches.Files.Encodings;

namespace ScreeningApi.Batches.Files;

/// <summary>Tells whether bytes are text that can be stored and shown.</summary>
internal static class RowText
{
    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>Why the bytes are no text: what was found and what was expected; null when they are. A text that was transcoded has U+FFFD where its bytes made no sense.</summary>
    public static string? Fault(ReadOnlySpan<byte> text, TextEncoding encoding) =>
        text.Contains((byte)0) ? "found a NUL character, expected text"
        : !Utf8.IsValid(text) || (encoding.Transcoder is not null && text.IndexOf(Replacement) >= 0) ? $"found bytes that are no text, expected {encoding.Name.ToUpperInvariant()}"
        : null;

    /// <summary>The same with U+FFFD for what is no text: it shows what a faulty cell holds, and can be stored.</summary>
    public static byte[] Repaired(ReadOnlySpan<byte> text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace('\0', '\uFFFD'));
}
