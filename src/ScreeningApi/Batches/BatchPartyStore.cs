using System.Text;
using System.Text.Json;
using Dapper;
using Screening.Engine.Items;
using ScreeningApi.Batches.Files;
using ScreeningApi.Hosting;
using ScreeningApi.Storage;

namespace ScreeningApi.Batches;

/// <summary>Reads whom the rows of a batch name, for those who look for parties and not at batches.</summary>
internal sealed class BatchPartyStore(Database database)
{
    /// <summary>A party of a row, as it was sent.</summary>
    internal sealed record RowParty(PartyRole Role, string Name, string? Country);

    /// <summary>A chunk's parties, each once.</summary>
    internal sealed record ChunkParties(int ChunkNo, IReadOnlyList<RowParty> Parties);

    private sealed record StoredChunk
    {
        public int ChunkNo { get; init; }
        public byte[] Input { get; init; } = [];
        public string File { get; init; } = "";
    }

    /// <summary>The first chunk behind the given one; null when there is none, or the batch is gone.</summary>
    public Task<ChunkParties?> ReadNextAsync(string tenant, Guid batch, int? after, CancellationToken cancellation) => database.ReadAsync<ChunkParties?>(async connection =>
    {
        var chunk = await connection.QuerySingleOrDefaultAsync<StoredChunk>(new CommandDefinition(
            """
            select c.chunk_no, c.input, b.file::text as file
            from batches b join batch_chunks c on c.tenant_id = b.tenant_id and c.batch_id = b.id and c.month = b.month
            where b.tenant_id = @tenant and b.id = @batch and c.chunk_no > coalesce(@after::int, -1)
            order by c.chunk_no limit 1
            """, new { tenant, batch, after }, cancellationToken: cancellation));
        return chunk is null ? null : new ChunkParties(chunk.ChunkNo, PartiesOf(chunk));
    }, cancellation);

    private static List<RowParty> PartiesOf(StoredChunk chunk)
    {
        var columns = JsonSerializer.Deserialize<BatchFile>(chunk.File, JsonFormat.Options)!.Map();
        using var bytes = Compression.Decompress(chunk.Input);
        var block = RowBlock.Read(bytes.Span, null);
        var parties = new HashSet<RowParty>();
        foreach (var (role, name, country) in new[]
        {
            (PartyRole.Consignee, ColumnNames.Consignee, ColumnNames.ConsigneeCountry), (PartyRole.EndUser, ColumnNames.EndUser, ColumnNames.EndUserCountry),
        })
        {
            var (nameAt, countryAt) = (columns.IndexOf(name), columns.IndexOf(country));
            for (var row = 0; nameAt >= 0 && row < block.Count; row++)
            {
                if (block.FaultOf(row) is null && Text(block, row, nameAt) is { } text)
                {
                    parties.Add(new RowParty(role, text, Text(block, row, countryAt)));
                }
            }
        }

        return [.. parties];
    }

    private static string? Text(RowBlock block, int row, int column) =>
        column >= 0 && Encoding.UTF8.GetString(block.Cell(row, column)).Trim() is { Length: > 0 } text ? text : null;
}
