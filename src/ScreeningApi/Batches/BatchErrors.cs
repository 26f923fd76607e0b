using System.Globalization;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches;

/// <summary>The rows of a batch that have no screening, with their places in the file.</summary>
internal sealed class BatchErrors(BatchResultStore store)
{
    public async Task<BatchErrorPage> ListAsync(BatchRow batch, int afterRow, int limit, CancellationToken cancellation)
    {
        var errors = await store.ListErrorsAsync(batch.Key, afterRow, limit, cancellation);
        var numbers = new RowNumbers(store, batch.Key);
        var items = new List<BatchRowError>(errors.Count);
        foreach (var error in errors.Take(limit))
        {
            items.Add(new BatchRowError
            {
                Row = await numbers.OfAsync(error, cancellation),
                Column = error.ErrorColumn,
                Code = error.Verdict == "notScreened" ? "failed" : "rejected",
                Detail = error.Error,
            });
        }

        return new BatchErrorPage { Items = items, Next = errors.Count > limit ? errors[limit - 1].RowNo.ToString(CultureInfo.InvariantCulture) : null };
    }

    /// <summary>Rows are stored under their place among the rows; the number that people look for stands in the chunk.</summary>
    private sealed class RowNumbers(BatchResultStore store, BatchKey batch)
    {
        private int _chunkNo = -1;
        private RowBlock? _block;

        public async Task<long> OfAsync(StoredError error, CancellationToken cancellation)
        {
            if (_chunkNo != error.ChunkNo)
            {
                _chunkNo = error.ChunkNo;
                _block = await store.FindChunkAsync(batch, error.ChunkNo, cancellation) is { } chunk ? StoredRows.TryRead(chunk.Input) : null;
            }

            // Where the stored rows themselves are damaged, a table without blank lines is the best guess.
            return _block is { } block && error.RowNo - error.FirstRow < block.Count ? block.NumberOf(error.RowNo - error.FirstRow) : error.RowNo + 1;
        }
    }
}
