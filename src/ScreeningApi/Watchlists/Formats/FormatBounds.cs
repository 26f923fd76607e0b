namespace ScreeningApi.Watchlists.Formats;

/// <summary>How much of a file is taken at most. The largest list published today has 60,000 entries, 120 MB, and texts of some thousand characters.</summary>
internal static class FormatBounds
{
    /// <summary>Characters of a field or of the text of an element.</summary>
    public const int FieldCharacters = 1 << 20;

    /// <summary>Bytes of one record: a row, an element with all in it, an object.</summary>
    public const int RecordBytes = 1 << 22;

    public const int NamesOfEntry = 2_000;

    /// <summary>Addresses, identifiers, programs and so on of an entry, each.</summary>
    public const int ValuesOfEntry = 10_000;

    public const int Entries = 2_000_000;

    /// <summary>How deep elements and objects may stand in one another.</summary>
    public const int Depth = 64;

    /// <summary>Bytes of a part, after unpacking.</summary>
    public const long PartBytes = 1L << 30;

    /// <summary>Files in an archive.</summary>
    public const int ArchiveFiles = 16;

    /// <summary>Characters of the rows of which something must be kept until the last one was read, because several make one entry. The largest such table has some 25 million today.</summary>
    public const int KeptCharacters = 1 << 26;
}
