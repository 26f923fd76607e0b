using System.Buffers.Text;

namespace Screening.Benchmarks.Bench.Wire;

/// <summary>Where an HTTP/1.1 answer ends among the bytes that have come. Reads what Kestrel writes; header names in its spelling.</summary>
internal static class AnswerEnd
{
    private const int StatusAt = 9; // behind "HTTP/1.1 "

    private static ReadOnlySpan<byte> Line => "\r\n"u8;

    /// <summary>Length of the whole answer; 0 while some of it is missing.</summary>
    public static int Find(ReadOnlySpan<byte> bytes)
    {
        var head = HeadOf(bytes);
        if (head.IsEmpty)
        {
            return 0;
        }

        var length = Header(head, "\r\nContent-Length: "u8);
        var end = !length.IsEmpty ? head.Length + Number(length)
            : Header(head, "\r\nTransfer-Encoding: "u8).SequenceEqual("chunked"u8) ? EndOfChunks(bytes, head.Length)
            : head.Length;
        return end <= bytes.Length ? end : 0;
    }

    public static int Status(ReadOnlySpan<byte> answer) => Number(answer.Slice(StatusAt, 3));

    /// <summary>Value of a header; empty where there is none.</summary>
    /// <param name="name">With the line break before it and the colon and space behind it.</param>
    public static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> name)
    {
        var head = HeadOf(answer);
        var at = head.IndexOf(name);
        return at < 0 ? [] : head[(at + name.Length)..] is var rest ? rest[..rest.IndexOf(Line)] : [];
    }

    /// <summary>With the empty line that ends it; empty while that has not come.</summary>
    private static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return end < 0 ? [] : bytes[..(end + 4)];
    }

    private static int EndOfChunks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            var rest = bytes[at..];
            if (!Utf8Parser.TryParse(rest, out int size, out var digits, 'x') || !rest[digits..].StartsWith(Line))
            {
                return rest.IndexOf(Line) < 0 ? int.MaxValue : throw new BenchFault("Found something else in an answer, expected the size of a chunk.");
            }

            at += digits + Line.Length + size + Line.Length; // the last chunk is empty, and an empty line follows it
            if (size == 0)
            {
                return at;
            }
        }

        return int.MaxValue;
    }

    private static int Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out int number, out var read) && read == text.Length ? number : throw new BenchFault("Found something else in the head of an answer, expected a number.");
}
