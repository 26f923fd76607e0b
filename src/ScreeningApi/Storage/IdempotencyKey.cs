namespace ScreeningApi.Storage;

/// <summary>A caller's promise that the same key means the same request.</summary>
internal sealed record IdempotencyKey(string Key, byte[] BodyDigest);

/// <summary>What became of an attempt to store.</summary>
internal enum StoreOutcome
{
    Stored,

    /// <summary>The same key and body were stored before.</summary>
    Replayed,

    /// <summary>The same key came with another body.</summary>
    KeyReused,

    /// <summary>The same key is being stored at this moment.</summary>
    InFlight,

    /// <summary>Nothing was stored: too much waits for that already.</summary>
    Busy,
}
