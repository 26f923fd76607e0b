using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Batches;

/// <summary>
/// SHA-256 over the rows of a chunk as stored, their results and their explanations: what the audit entry is held against later. A
/// result is its verdict, score, level, columns, error's column and error with a tab between them, and ends its line. For one thread
/// at a time.
/// </summary>
internal sealed class ChunkDigest
{
    private const int LongestScore = 16;

    private readonly ArrayBufferWriter<byte> _text = new(1 << 16);

    public byte[] Of(ReadOnlySpan<byte> input, ReadOnlySpan<ResultRow> rows, ReadOnlySpan<byte> explanations)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(input);
        _text.ResetWrittenCount();
        foreach (var row in rows)
        {
            Add(VerdictNames.Of(row.Verdict), '\t');
            Add(row.RiskScore);
            Add(row.RiskLevel is { } level ? VerdictNames.Of(level) : null, '\t');
            Add(row.Columns.ToStored(), '\t');
            Add(row.ErrorColumn, '\t');
            Add(row.Error, '\n');
        }

        hash.AppendData(_text.WrittenSpan);
        hash.AppendData(explanations);
        return hash.GetHashAndReset();
    }

    private void Add(decimal? score)
    {
        if (score is { } points)
        {
            points.TryFormat(_text.GetSpan(LongestScore), out var written, "0.0", CultureInfo.InvariantCulture);
            _text.Advance(written);
        }

        Add("", '\t');
    }

    private void Add(string? text, char end)
    {
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, _text);
        }

        _text.GetSpan(1)[0] = (byte)end;
        _text.Advance(1);
    }
}
