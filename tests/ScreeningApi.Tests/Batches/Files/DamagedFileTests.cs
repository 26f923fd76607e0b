using System.Text;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Files.Transfer;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Small good files of every form and encoding, damaged by chance but always by the same chance: they are read or refused, and no row is invented.</summary>
public sealed class DamagedFileTests
{
    private const int Files = 100_000;
    private const int Tasks = 8;
    private const string Table = "shipment_ref;description;hs_code;destination\r\nSO-1;\"Bolt; \"\"M8\"\"\r\nzinc\";7318.15;AE\r\n\r\nSO-2;Кабель;8544.42;Иран\r\nSO-3;热成像摄像机;8525.80;RU\r\n";
    private const string Lines = "{\"description\":\"Bolt \\u0416\",\"hs_code\":7318.15,\"destination\":\"AE\"}\n\n{\"destination\":\"IR\",\"x\":null,\"description\":\"Кабель\"}\n{\"description\":\"a\"}\n";

    private static readonly (byte[] Bytes, string? MediaType, string? Encoding)[] Seeds =
    [
        (Encoding.UTF8.GetBytes(Table), ReadFile.Csv, null),
        (Encoding.UTF8.GetBytes(Table), null, null),
        ([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table)], ReadFile.Csv, null),
        (Encoding.BigEndianUnicode.GetBytes(Table), ReadFile.Csv, null),
        (EncodingTests.Of("gb18030").GetBytes(Table), ReadFile.Csv, null),
        (EncodingTests.Of("windows-1251").GetBytes(Table), "text/csv; charset=windows-1251", null),
        (Encoding.UTF8.GetBytes(Lines), ReadFile.Ndjson, null),
        (Encoding.UTF8.GetBytes(Lines), ReadFile.Ndjson, null),
        (Encoding.Unicode.GetBytes(Lines), ReadFile.Ndjson, null),
        (Workbook(System.IO.Compression.CompressionLevel.NoCompression), ReadFile.Xlsx, null),
        (Workbook(System.IO.Compression.CompressionLevel.Fastest), ReadFile.Xlsx, null),
        (ContentDecodingTests.Compressed("gzip", Encoding.UTF8.GetBytes(Table)), ReadFile.Csv, "gzip"),
        (ContentDecodingTests.Compressed("br", Encoding.UTF8.GetBytes(Table)), ReadFile.Csv, "br"),
        (ContentDecodingTests.Compressed("zstd", Encoding.UTF8.GetBytes(Lines)), ReadFile.Ndjson, "zstd"),
    ];

    [Fact]
    public async Task A_damaged_file_is_read_or_refused()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => ReadDamagedAsync(task))));
        Assert.Equal(Files, counts.Sum(c => c.Read + c.Refused));
        Assert.InRange(counts.Sum(c => c.Read), Files / 10, Files);
        Assert.InRange(counts.Sum(c => c.Refused), Files / 10, Files);
    }

    private static async Task<(int Read, int Refused)> ReadDamagedAsync(int task)
    {
        var chance = new Random(20_261_125 + task);
        var (read, refused) = (0, 0);
        for (var i = task; i < Files; i += Tasks)
        {
            var (seed, mediaType, encoding) = Seeds[i % Seeds.Length];
            var bytes = Damaged(seed, chance);
            try
            {
                var file = await ReadFile.OfAsync(ContentDecoding.Decode(new MemoryStream(bytes), encoding, 1 << 20), mediaType);
                Assert.True(encoding is not null || file.Shape.Format == "xlsx" || file.Rows.Count <= 1 + bytes.Count(b => b is (byte)'\n' or (byte)'\r'), $"file {i}: {file.Rows.Count} rows");
                Assert.True(file.Rows.Zip(file.Rows.Skip(1)).All(pair => pair.First.Number < pair.Second.Number), $"file {i}: row numbers do not rise");
                read++;
            }
            catch (InputFileException fault)
            {
                Assert.True(fault.Status is 400 or 413 or 415 or 422, $"file {i}: {fault.Status}");
                refused++;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"file {i} ({mediaType}, {encoding}): {fault}");
            }
        }

        return (read, refused);
    }

    private static byte[] Damaged(byte[] good, Random chance)
    {
        var bytes = new List<byte>(good);
        for (var damages = chance.Next(1, 5); damages > 0 && bytes.Count > 0; damages--)
        {
            var at = chance.Next(bytes.Count);
            var length = chance.Next(1, Math.Min(40, bytes.Count - at) + 1);
            switch (chance.Next(6))
            {
                case 0 or 1:
                    bytes[at] ^= (byte)(1 << chance.Next(8));
                    break;
                case 2:
                    bytes[at] = (byte)"\"\r\n,;\t|{}[]:\\\0\uFFFF"[chance.Next(15)];
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.RemoveRange(at, chance.Next(3) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Workbook(System.IO.Compression.CompressionLevel level) => new SmallWorkbook { Level = level }
        .WithFormats("0", "14", "0000.00").WithStrings("<si><t>Bolt</t></si><si><r><t>a</t></r></si>")
        .WithRows($"{SmallWorkbook.Header(3)}<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"><v>45992</v></c></row><row r=\"5\">{SmallWorkbook.Cell("x", "C5")}</row>").ToBytes();
}
