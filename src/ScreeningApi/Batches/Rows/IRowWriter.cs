using ScreeningApi.Batches.Files;

namespace ScreeningApi.Batches.Rows;

/// <summary>Writes rows with their results in one of the forms that are given out.</summary>
internal interface IRowWriter : IDisposable
{
    void WriteHeader(IReadOnlyList<string> headers);

    /// <param name="explanation">The full result as JSON; empty when there is nothing to say.</param>
    void Write(RowBlock block, int row, in ResultRow result, ReadOnlyMemory<byte> explanation);

    void Flush();
}
