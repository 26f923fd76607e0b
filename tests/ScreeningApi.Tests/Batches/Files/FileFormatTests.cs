using System.Text;
using ScreeningApi.Batches.Files;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Which form a file has: as its sender says, or as it begins; and what is refused because it is none.</summary>
public sealed class FileFormatTests
{
    private const string Excel = "application/vnd.ms-excel";

    [Theory]
    [InlineData("text/csv", null, "csv", null)]
    [InlineData("TEXT/CSV; header=present; charset=\"Windows-1251\"", null, "csv", "Windows-1251")]
    [InlineData("application/csv", null, "csv", null)]
    [InlineData("text/tab-separated-values", null, "csv", null)]
    [InlineData("text/plain", null, "csv", null)]
    [InlineData("text/plain; charset=utf-8", "lines.jsonl", "ndjson", "utf-8")]
    [InlineData("application/x-ndjson", null, "ndjson", null)]
    [InlineData("application/ndjson", null, "ndjson", null)]
    [InlineData("application/jsonl", null, "ndjson", null)]
    [InlineData(ReadFile.Xlsx, null, "xlsx", null)]
    [InlineData(Excel, "orders.csv", "csv", null)]
    [InlineData(Excel, "orders.xlsx", "xlsx", null)]
    [InlineData(Excel, null, null, null)]
    [InlineData("application/octet-stream", "C:\\Orders\\orders.CSV", "csv", null)]
    [InlineData("application/octet-stream", "orders.xlsx", "xlsx", null)]
    [InlineData("application/octet-stream", "orders.dat", null, null)]
    [InlineData(null, "orders.tsv", "csv", null)]
    [InlineData(null, null, null, null)]
    [InlineData("", "", null, null)]
    public void The_form_is_as_the_sender_says(string? mediaType, string? fileName, string? format, string? charset) =>
        Assert.Equal(new DeclaredFormat(format, charset), FileFormats.Declared(mediaType, fileName));

    [Theory]
    [InlineData("application/pdf", "found 'application/pdf', expected CSV (text/csv)")]
    [InlineData("application/json", "one JSON object per line is application/x-ndjson")]
    [InlineData("image/png", "found 'image/png'")]
    [InlineData("nonsense", "found 'nonsense'")]
    [InlineData("multipart/form-data; boundary=x", "found 'multipart/form-data; boundary=x'")]
    public void What_is_none_is_refused_with_what_was_found_and_what_is_read(string mediaType, string message)
    {
        var refused = Assert.Throws<InputFileException>(() => FileFormats.Declared(mediaType, null));
        Assert.Equal((415, "unsupportedFormat"), (refused.Status, refused.Code));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "csv")]
    [InlineData("{\"a\":1}\n", "ndjson")]
    [InlineData("\uFEFF \r\n{\"a\":1}\n", "ndjson")]
    [InlineData("", "csv")]
    public void What_nobody_says_is_seen_by_the_first_bytes(string text, string format)
    {
        Assert.Equal(format, FileFormats.Of(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(format, FileFormats.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]));
        Assert.Equal(format, FileFormats.Of(Encoding.BigEndianUnicode.GetBytes(text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Excel)]
    [InlineData("application/octet-stream")]
    public async Task A_workbook_is_known_by_its_first_bytes(string? mediaType)
    {
        var file = await ReadFile.OfAsync(SmallWorkbook.Of("<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>"), mediaType);
        Assert.Equal("xlsx", file.Shape.Format);
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "a zip archive")]
    [InlineData("\u001f\u008b\u0008", "gzip")]
    [InlineData("(µ/ý", "zstd")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("ÐÏ\u0011à¡±\u001aá", "an old .xls workbook or one with a password")]
    [InlineData("\u0089PNG", "a PNG picture")]
    [InlineData("<!DOCTYPE html><html>", "an HTML page")]
    [InlineData("\r\n<HTML>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>", "XML")]
    [InlineData("7z\u00bc\u00af\u0027\u001c", "a 7z archive")]
    public async Task A_file_of_another_kind_is_refused_by_name_and_not_read_as_text(string start, string name)
    {
        foreach (var mediaType in new[] { ReadFile.Csv, ReadFile.Ndjson })
        {
            var refused = await ReadFile.RefusedAsync([.. Encoding.Latin1.GetBytes(start), .. "and,more\n1,2\n"u8], mediaType);
            Assert.Equal((415, "unsupportedFormat"), (refused.Status, refused.Code));
            Assert.StartsWith($"Found {name}, expected ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ebcdic-nonsense")]
    [InlineData("utf-7")]
    [InlineData("utf-32")]
    [InlineData("IBM037")]
    public async Task A_charset_that_is_not_read_is_refused(string charset)
    {
        var refused = await ReadFile.RefusedAsync("a,b\n1,2\n", $"text/csv; charset={charset}");
        Assert.Equal((415, "unsupportedCharset"), (refused.Status, refused.Code));
        Assert.Contains($"'{charset}'", refused.Message, StringComparison.Ordinal);
    }
}
