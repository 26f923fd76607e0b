using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Batches;

/// <summary>Configuration section <c>Batches</c>.</summary>
internal sealed class BatchOptions
{
    public const string Section = "Batches";

    /// <summary>How many chunks this process screens at a time; 0: it takes uploads and leaves the work to others.</summary>
    [Range(0, 256)]
    public int Workers { get; set; } = Environment.ProcessorCount + 1;

    /// <summary>
    /// How long a worker may keep a chunk before others take it: about ten times what the slowest chunks take. A worker that was only
    /// slow, not dead, then loses its work, and nothing else.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an upload may stand still before its key may be sent again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan UploadLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a broken-off upload is kept for its sender to come back.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan UploadKept { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a new batch may go unnoticed by a worker in another process.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Rows of a chunk; one that ends in the middle of a shipment goes on to its end.</summary>
    [Range(1, 100_000)]
    public int ChunkRows { get; set; } = 4_000;

    /// <summary>Bytes of a file, uncompressed.</summary>
    [Range(1L, 1L << 40)]
    public long MaxBytes { get; set; } = 4L << 30;

    [Range(1, 100_000_000)]
    public int MaxRows { get; set; } = 10_000_000;

    /// <summary>Uploads and streams that one process takes at a time; further ones are told to come again.</summary>
    [Range(1, 10_000)]
    public int MaxUploads { get; set; } = 64;

    /// <summary>Connections that one process keeps open for events; further ones are told to come again.</summary>
    [Range(1, 100_000)]
    public int MaxListeners { get; set; } = 200;

    /// <summary>Silence after which an event stream sends a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
