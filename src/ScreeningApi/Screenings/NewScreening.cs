using ScreeningApi.Storage;

namespace ScreeningApi.Screenings;

/// <summary>A screening that is to be stored.</summary>
/// <param name="Key">Null when the caller sent none.</param>
internal sealed record NewScreening(ScreeningRow Row, IdempotencyKey? Key)
{
    /// <summary>About what columns, parties and objects take that are not counted one by one.</summary>
    private const int Overhead = 2 * 1024;

    /// <summary>Memory that it holds while it waits.</summary>
    public long Bytes { get; } = Overhead + Row.Request.Length + (Row.ResultPacked?.Length ?? 0);
}

/// <summary>What became of it.</summary>
/// <param name="Row">The row as stored, or the one that the key already names; null when refused.</param>
internal readonly record struct StoreResult(StoreOutcome Outcome, ScreeningRow? Row = null);
