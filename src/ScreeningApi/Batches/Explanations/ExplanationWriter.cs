using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Screening.Engine;
using ScreeningApi.Batches.Rows;
using ScreeningApi.Hosting;

namespace ScreeningApi.Batches.Explanations;

/// <summary>
/// Writes the full results of those rows of a chunk of which there is something to say, as the single screening would give them. What
/// rows have in common stands once: the number of parts, then length and JSON of each, then row, length and JSON of each row, in which
/// a byte that no JSON has (<see cref="Mark"/>) and a number stand for a part. Integers little-endian, the whole compressed. For one
/// thread at a time.
/// </summary>
internal sealed class ExplanationWriter : IDisposable
{
    /// <summary>Not in any UTF-8 text.</summary>
    public const byte Mark = 0xFF;

    private const int HeaderBytes = 2 * sizeof(int);

    private readonly KnownParts _parts = new();
    private readonly ArrayBufferWriter<byte> _rows = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _chunk = new(1 << 17);
    private readonly Utf8JsonWriter _json;

    public ExplanationWriter() =>
        _json = new Utf8JsonWriter(_rows, new JsonWriterOptions { Encoder = JsonFormat.Options.Encoder, SkipValidation = true });

    /// <summary>Null when there is nothing to say of any row.</summary>
    public byte[]? Write(ReadOnlySpan<RowOutcome> outcomes, ReadOnlySpan<ResultRow> results)
    {
        _parts.BeginChunk();
        _rows.ResetWrittenCount();
        _json.Reset(); // a chunk that failed in the middle of a row leaves nothing to the next
        for (var row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row].Line is { } line && !results[row].Columns.SaysNothing)
            {
                WriteRow(row, line);
            }
        }

        if (_rows.WrittenCount == 0)
        {
            return null;
        }

        _chunk.ResetWrittenCount();
        BinaryPrimitives.WriteInt32LittleEndian(_chunk.GetSpan(sizeof(int)), _parts.Count);
        _chunk.Advance(sizeof(int));
        _chunk.Write(_parts.Stored);
        _chunk.Write(_rows.WrittenSpan);
        return Compression.Compress(_chunk.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();

    private void WriteRow(int row, LineResult line)
    {
        var header = _rows.WrittenCount;
        _rows.GetSpan(HeaderBytes);
        _rows.Advance(HeaderBytes);
        WriteLine(line);
        _json.Flush();
        _json.Reset();
        var written = MemoryMarshal.AsMemory(_rows.WrittenMemory)[header..].Span;
        BinaryPrimitives.WriteInt32LittleEndian(written, row);
        BinaryPrimitives.WriteInt32LittleEndian(written[sizeof(int)..], written.Length - HeaderBytes);
    }

    /// <summary>In the order of the contract: what is read back is byte for byte what the serializer would have made.</summary>
    private void WriteLine(LineResult line)
    {
        _json.WriteStartObject();
        _json.WriteNumber("lineNo"u8, line.LineNo);
        _json.WriteString("verdict"u8, VerdictNames.Of(line.Verdict));
        _json.WriteNumber("riskScore"u8, line.RiskScore);
        _json.WriteString("riskLevel"u8, VerdictNames.Of(line.RiskLevel));
        WriteShared("categories"u8, line.Categories);
        WriteShared("listings"u8, line.Listings);
        WriteOwn("controls"u8, line.Controls);
        WriteLicenses(line);
        _json.WritePropertyName("destination"u8);
        WritePart(line.Destination);
        WriteShared("route"u8, line.Route);
        WriteOwn("parties"u8, line.Parties);
        WriteOwn("ownership"u8, line.Ownership);
        WriteOwn("suppressed"u8, line.Suppressed);
        WriteOwn("contributions"u8, line.Contributions);
        WriteOwn("findings"u8, line.Findings);
        WriteOwn("nearMisses"u8, line.NearMisses);
        WriteOwn("questions"u8, line.Questions);
        _json.WriteEndObject();
    }

    /// <summary>Objects that the engine gives again and again.</summary>
    private void WriteShared<T>(ReadOnlySpan<byte> name, ImmutableArray<T> parts)
        where T : class
    {
        _json.WriteStartArray(name);
        foreach (var part in parts)
        {
            WritePart(part);
        }

        _json.WriteEndArray();
    }

    /// <summary>Objects that are made for the line.</summary>
    private void WriteOwn<T>(ReadOnlySpan<byte> name, ImmutableArray<T> parts)
    {
        _json.WriteStartArray(name);
        foreach (var part in parts)
        {
            JsonSerializer.Serialize(_json, part, JsonFormat.Options);
        }

        _json.WriteEndArray();
    }

    /// <summary>Made for each line, and alike for goods of a kind that go the same way.</summary>
    private void WriteLicenses(LineResult line)
    {
        _json.WriteStartArray("licenses"u8);
        foreach (var license in line.Licenses)
        {
            WriteReference(_parts.NumberOfContent(JsonSerializer.SerializeToUtf8Bytes(license, JsonFormat.Options)));
        }

        _json.WriteEndArray();
    }

    private void WritePart<T>(T part)
        where T : class => WriteReference(_parts.NumberOf(part));

    private void WriteReference(int number)
    {
        Span<byte> reference = stackalloc byte[1 + 5];
        reference[0] = Mark;
        var length = 1;
        var left = (uint)number;
        for (; left >= 0x80; left >>= 7)
        {
            reference[length++] = (byte)(left | 0x80);
        }

        reference[length++] = (byte)left;
        _json.WriteRawValue(reference[..length], skipInputValidation: true);
    }
}
