using System.ComponentModel.DataAnnotations;

namespace ScreeningApi.Screenings;

/// <summary>Configuration section <c>Screenings</c>: how what single requests store is written.</summary>
internal sealed class ScreeningWriterOptions
{
    public const string Section = "Screenings";

    /// <summary>
    /// Groups that one process writes at a time. One: two writers make groups half as large, of which each has its statements, its flush and its
    /// wake-ups. On two cores neither was faster than the other, in turns, with 32 and 64 connections. Another may help where the database is
    /// far away.
    /// </summary>
    [Range(1, 16)]
    public int Writers { get; set; } = 1;

    /// <summary>Rows of a group at most.</summary>
    [Range(1, 10_000)]
    public int GroupRows { get; set; } = 256;

    /// <summary>Bytes of a group at most; a larger row is a group of its own.</summary>
    [Range(1L, 256L << 20)]
    public long GroupBytes { get; set; } = 8L << 20;

    /// <summary>Rows that may wait or be written at a time; further requests are told to come again.</summary>
    [Range(1, 1_000_000)]
    public int QueueRows { get; set; } = 4_000;

    /// <summary>Bytes of memory that they may take, as far as texts go; a larger row is taken while nothing else waits.</summary>
    [Range(1L, 1L << 40)]
    public long QueueBytes { get; set; } = 128L << 20;

    /// <summary>
    /// How long a row may wait for its turn before it is refused: a caller is better served by 503 then. It also bounds how much later than
    /// it was screened a party is seen, and a new version of a list looks back (<c>Alerts:Settle</c>) for longer than that.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(15);
}
