namespace ScreeningApi.Tests.Faults;

/// <summary>Small chunks and short leases: a batch of some thousand rows then has many chunks under way, and what was lost is soon taken up.</summary>
internal sealed record BatchSettings
{
    /// <summary>Rows of a batch: a hundred and fifty chunks, about.</summary>
    public const int Rows = 3_000;

    public int Workers { get; init; } = 3;

    public int ChunkRows { get; init; } = 20;

    /// <summary>As <c>Batches</c> of appsettings.json.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Configuration =>
    [
        new("Batches:Workers", $"{Workers}"),
        new("Batches:ChunkRows", $"{ChunkRows}"),
        new("Batches:Lease", "00:00:01"),
        new("Batches:UploadLease", "00:00:01"),
        new("Batches:PollEvery", "00:00:00.1"),
        new("Screenings:Writers", "2"), // what could go wrong between two does not where there is one, as by default
    ];

    /// <summary>As the environment of a process.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        Configuration.Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!));
}
