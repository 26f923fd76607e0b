using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches;

/// <summary>
/// The full results of those rows of a chunk of which there is something to say, as the single screening would give them, kept as one
/// compressed text: they are much alike and come to a fiftieth of their size. Row, length, JSON; integers little-endian.
/// </summary>
internal static class Explanations
{
    private const int HeaderBytes = 2 * sizeof(int);

    /// <summary>Null when there is nothing to say of any row.</summary>
    public static byte[]? Write(ReadOnlySpan<RowOutcome> outcomes, ReadOnlySpan<ResultRow> results)
    {
        ArrayBufferWriter<byte>? target = null;
        Utf8JsonWriter? json = null;
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row].Line is not { } line || ReferenceEquals(results[row].Columns, ResultColumns.Empty))
            {
                continue;
            }

            target ??= new ArrayBufferWriter<byte>(1 << 16);
            json ??= new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JsonFormat.Options.Encoder, SkipValidation = true });
            var header = target.WrittenCount;
            target.GetSpan(HeaderBytes);
            target.Advance(HeaderBytes);
            JsonSerializer.Serialize(json, line, JsonFormat.Options);
            json.Flush();
            json.Reset();
            var written = System.Runtime.InteropServices.MemoryMarshal.AsMemory(target.WrittenMemory)[header..].Span;
            BinaryPrimitives.WriteInt32LittleEndian(written, row);
            BinaryPrimitives.WriteInt32LittleEndian(written[sizeof(int)..], written.Length - HeaderBytes);
        }

        json?.Dispose();
        return target is null ? null : Compression.Compress(target.WrittenSpan);
    }

    /// <summary>The JSON of each row that has one. Throws <see cref="InvalidDataException"/> when the bytes are damaged.</summary>
    public static Dictionary<int, ReadOnlyMemory<byte>> Read(byte[]? stored)
    {
        var byRow = new Dictionary<int, ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte> left = stored is null ? [] : Compression.Decompress(stored);
        while (left.Length >= HeaderBytes)
        {
            var row = BinaryPrimitives.ReadInt32LittleEndian(left.Span);
            var length = BinaryPrimitives.ReadInt32LittleEndian(left.Span[sizeof(int)..]);
            if (length < 0 || length > left.Length - HeaderBytes)
            {
                throw new InvalidDataException("The stored explanations are damaged.");
            }

            byRow[row] = left.Slice(HeaderBytes, length);
            left = left[(HeaderBytes + length)..];
        }

        return byRow;
    }
}
