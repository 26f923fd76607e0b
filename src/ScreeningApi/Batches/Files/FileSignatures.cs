using System.Text;

namespace ScreeningApi.Batches.Files;

/// <summary>First bytes of files that are no text, so that they are refused by name instead of being read as rows of nonsense.</summary>
internal static class FileSignatures
{
    private const string Workbook = "; save it as .xlsx without a password";
    private const string Compressed = "; say so in Content-Encoding if the file was compressed for the transfer";

    private static readonly (byte[] Bytes, string Name, string Hint)[] Known =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive", "; a workbook is sent as application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty zip archive", ""),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old .xls workbook or one with a password", Workbook),
        ([0x1F, 0x8B], "gzip", Compressed),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd", Compressed),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz", ""),
        ("BZh"u8.ToArray(), "bzip2", ""),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", ""),
        ("Rar!"u8.ToArray(), "a rar archive", ""),
        ("%PDF-"u8.ToArray(), "a PDF document", ""),
        ("{\\rtf"u8.ToArray(), "an RTF document", ""),
        ("PAR1"u8.ToArray(), "a Parquet file", ""),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", ""),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture", ""),
        ("GIF8"u8.ToArray(), "a GIF picture", ""),
        ([0x7F, 0x45, 0x4C, 0x46], "a program", ""),
        ("SQLite format 3\0"u8.ToArray(), "a database", ""),
    ];

    private static readonly (string Start, string Name)[] Markup = [("<!doctype", "an HTML page"), ("<html", "an HTML page"), ("<?xml", "XML")];

    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith(Known[0].Bytes) || start.StartsWith(Known[1].Bytes);

    /// <summary>What stands behind marks of an encoding, zeros of UTF-16, and white space.</summary>
    public static ReadOnlySpan<byte> TrimmedStart(ReadOnlySpan<byte> start) => start.TrimStart<byte>([0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);

    /// <exception cref="InputFileException">415 when the file is known to be something else than the text that is expected.</exception>
    public static void CheckIsText(ReadOnlySpan<byte> start, string format)
    {
        foreach (var (bytes, name, hint) in Known)
        {
            if (start.StartsWith(bytes))
            {
                throw NotExpected(name, format, hint);
            }
        }

        var first = TrimmedStart(start);
        foreach (var (tag, name) in Markup)
        {
            if (first.Length >= tag.Length && Ascii.EqualsIgnoreCase(first[..tag.Length], tag))
            {
                throw NotExpected(name, format, "");
            }
        }
    }

    /// <exception cref="InputFileException">415 for a workbook of another kind, 400 for what is no archive at all.</exception>
    public static void CheckIsZip(ReadOnlySpan<byte> start)
    {
        if (!IsZip(start))
        {
            var (_, name, hint) = Known.FirstOrDefault(k => k.Bytes is [0xD0, ..]) is var old && start.StartsWith(old.Bytes) ? old : default;
            throw name is not null ? NotExpected(name, FileFormats.Xlsx, hint)
                : new InputFileException("Found no zip archive, expected a workbook (.xlsx), which is one.", 400, "damagedWorkbook");
        }
    }

    private static InputFileException NotExpected(string name, string format, string hint) => new($"Found {name}, expected {format}{hint}.", 415, "unsupportedFormat");
}
