namespace ScreeningApi.Batches.Files;

/// <summary>How the user of a command or of the API says what is not clear from a file, for messages that tell how.</summary>
internal sealed record ColumnOption
{
    public static readonly ColumnOption CommandLine = new() { Map = "--map", Destination = "--destination" };

    public static readonly ColumnOption Query = new() { Map = "?map" };

    /// <summary>The option that maps a column.</summary>
    public required string Map { get; init; }

    /// <summary>The option that gives a destination for all rows; null where there is none.</summary>
    public string? Destination { get; init; }

    /// <summary>As one would write it, to be read rather than copied: a query is escaped by what sends it.</summary>
    public string Mapping(string theirs, string ours) =>
        Map[0] == '?' ? $"{Map}={theirs}:{ours}" : theirs.Contains(' ', StringComparison.Ordinal) ? $"{Map} \"{theirs}:{ours}\"" : $"{Map} {theirs}:{ours}";
}
