using System.IO.Compression;
using System.Text;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Files.Xlsx;
using static ScreeningApi.Tests.Batches.Files.SmallWorkbook;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>What calls itself a workbook and is none, or is one that would fill the memory.</summary>
public sealed class XlsxArchiveTests
{
    [Fact]
    public async Task What_is_no_archive_or_holds_no_workbook_is_refused()
    {
        await IsRefusedAsync("a,b\n1,2\n"u8.ToArray(), 400, "damagedWorkbook");
        await IsRefusedAsync([], 400, "damagedWorkbook");
        await IsRefusedAsync([0x50, 0x4B, 0x03, 0x04, .. new byte[1000]], 400, "damagedWorkbook");
        await IsRefusedAsync([0x50, 0x4B, 0x05, 0x06, .. new byte[18]], 400, "damagedWorkbook");
        await IsRefusedAsync(Zip(("readme.txt", "x")), 400, "damagedWorkbook");
        await IsRefusedAsync(Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), 400, "damagedWorkbook");
        await IsRefusedAsync(new SmallWorkbook().ToBytes(), 400, "damagedWorkbook");
    }

    [Fact]
    public async Task Workbooks_of_other_kinds_are_refused_with_what_to_do()
    {
        var old = await IsRefusedAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]], 415, "unsupportedFormat");
        Assert.Contains("save it as .xlsx without a password", old.Message, StringComparison.Ordinal);
        var binary = new SmallWorkbook().With("_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>");
        await IsRefusedAsync(binary.ToBytes(), 415, "unsupportedFormat");
    }

    [Fact]
    public async Task No_document_type_is_read_and_so_no_entity_is_expanded()
    {
        const string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        foreach (var part in new[] { "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels" })
        {
            var workbook = new SmallWorkbook().WithRows(Header()).WithStrings("").WithFormats("0");
            await IsRefusedAsync(workbook.With(part, bomb + workbook.Parts[part]).ToBytes(), 400, "damagedWorkbook");
        }
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/workbook.xml")]
    public async Task A_part_that_becomes_much_larger_is_refused(string part)
    {
        var bomb = new SmallWorkbook { Level = CompressionLevel.SmallestSize }.WithRows(Header()).With(part, "<x>" + string.Concat(Enumerable.Repeat("<n></n>", 6_000_000)) + "</x>");
        await IsRefusedAsync(bomb.ToBytes(), 413, "decompressionBomb");
    }

    [Fact]
    public async Task Names_attributes_texts_and_depth_are_bounded()
    {
        await IsTooLargeAsync($"<row x=\"{new string('x', 3 << 20)}\"/>");
        await IsTooLargeAsync($"<row>{new string(' ', 3 << 20)}</row>");
        await IsTooLargeAsync(string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<n{i}/>")));
        await IsTooLargeAsync(string.Concat(Enumerable.Repeat("<row>", 50)));
        await IsTooLargeAsync($"<row><c t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat($"<t>{new string('x', 1000)}</t>", 1100))}</is></c></row>");
        var wide = $"<row>{string.Concat(Enumerable.Repeat($"<c t=\"inlineStr\"><is><t>{new string('x', 10_000)}</t></is></c>", 110))}</row>";
        Assert.Equal("row 2: found more than 1048576 bytes, expected at most that many in a row.", (await IsRefusedAsync(Of(Header() + wide), 413, "rowTooLong")).Message);

        static async Task IsTooLargeAsync(string rows) => await IsRefusedAsync(Of(Header() + rows), 413, "tooLarge");
    }

    [Fact]
    public void Shared_texts_are_bounded_in_number_and_in_length()
    {
        using var many = new PartXml(new RepeatingStream("<sst>", "<si/>", 4_000_001));
        Assert.Equal("Found more than 4000000 different texts in the workbook, which is too much; send the rows as CSV.", Assert.Throws<InputFileException>(() => SharedStrings.Read(many)).Message);
        using var large = new PartXml(new RepeatingStream("<sst>", $"<si><t>{new string('x', 1 << 19)}</t></si>", 300));
        Assert.Equal("Found more than 134217728 bytes of different texts in the workbook, which is too much; send the rows as CSV.", Assert.Throws<InputFileException>(() => SharedStrings.Read(large)).Message);
    }

    [Fact]
    public async Task Thousands_of_entries_are_refused() => await IsRefusedAsync(Zip([.. Enumerable.Range(0, 2001).Select(i => ($"e{i}", ""))]), 413, "tooLarge");

    [Fact]
    public async Task More_bytes_than_allowed_are_refused()
    {
        var bytes = Of(Header());
        await ReadFile.OfAsync(bytes, ReadFile.Xlsx, FileLimits.Default with { MaxBytes = bytes.Length });
        var refused = await ReadFile.RefusedAsync(bytes, ReadFile.Xlsx, FileLimits.Default with { MaxBytes = bytes.Length - 1 });
        Assert.Equal((413, "tooLarge"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Content_that_was_changed_does_not_fit_its_checksum()
    {
        var workbook = new SmallWorkbook { Level = CompressionLevel.NoCompression }.WithRows(Header() + "<row><c><v>8542.31</v></c></row>").ToBytes();
        var at = workbook.AsSpan().IndexOf("8542.31"u8);
        workbook[at] = (byte)'9';
        await IsRefusedAsync(workbook, 400, "damagedWorkbook");
    }

    [Fact]
    public async Task The_copy_on_disk_is_gone_when_it_is_closed()
    {
        var copy = await TemporaryCopy.OfAsync(new MemoryStream([1, 2, 3]), 3, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(copy.Name));
        await copy.DisposeAsync();
        Assert.False(File.Exists(copy.Name));
    }

    private static async Task<InputFileException> IsRefusedAsync(byte[] bytes, int status, string code)
    {
        var refused = await ReadFile.RefusedAsync(bytes, ReadFile.Xlsx);
        Assert.Equal((status, code), (refused.Status, refused.Code));
        return refused;
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return target.ToArray();
    }
}
