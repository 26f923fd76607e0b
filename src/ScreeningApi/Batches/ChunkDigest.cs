using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Batches;

/// <summary>SHA-256 over the rows of a chunk as stored, their results and their explanations: what the audit entry is held against later.</summary>
internal static class ChunkDigest
{
    public static byte[] Of(ReadOnlySpan<byte> input, ReadOnlySpan<ResultRow> rows, ReadOnlySpan<byte> explanations)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(input);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(VerdictNames.Of(row.Verdict)).Append('\t').Append(CultureInfo.InvariantCulture, $"{row.RiskScore:0.0}").Append('\t')
                .Append(row.RiskLevel is { } level ? VerdictNames.Of(level) : "").Append('\t').Append(row.Columns.ToStored()).Append('\t')
                .Append(row.ErrorColumn).Append('\t').Append(row.Error).Append('\n');
        }

        foreach (var part in text.GetChunks())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part.ToArray()));
        }

        hash.AppendData(explanations);
        return hash.GetHashAndReset();
    }
}
