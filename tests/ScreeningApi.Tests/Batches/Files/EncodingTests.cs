using System.Text;
using CsvHelper;
using ScreeningApi.Batches.Files;
using ScreeningApi.Batches.Files.Encodings;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches.Files;

/// <summary>Texts in the encodings that files come in: read right, or refused, never made into other letters.</summary>
public sealed class EncodingTests
{
    private const string Russian = "Наименование;Код;Страна\nТокарный станок с ЧПУ, 5 осей;8458.11;Объединённые Арабские Эмираты\nТЕПЛОВИЗОР;8525.80;РОССИЯ\n";
    private const string Ukrainian = "Найменування;Код;Країна\nЄмність для зберігання їжі;3923.10;Україна\n";
    private const string German = "Bezeichnung;Code;Land\nKugellager für Straßenfahrzeuge;8482.10;Österreich\nSchläuche, 20 °C;4009.11;Türkei\n";
    private const string French = "Désignation;Code;Pays\nCaméra thermique;8525.80;Émirats arabes unis\nPièces détachées d’aéronefs;8803.30;Algérie\n";
    private const string Spanish = "Descripción;Código;País\nMáquina de cinco ejes;8458.11;España\n";
    private const string Chinese = "品名,税号,目的国\n无人驾驶飞机,8806.23,阿拉伯联合酋长国\n热成像摄像机,8525.80,俄罗斯\n碳纤维，T800级,6815.11,伊朗\n";

    public static readonly TheoryData<string, string> Texts = new()
    {
        { Russian, "utf-8" }, { Russian, "windows-1251" }, { Russian, "utf-16le" }, { Russian, "utf-16be" }, { Ukrainian, "windows-1251" }, { Ukrainian, "utf-8" },
        { German, "windows-1252" }, { German, "utf-8" }, { German, "utf-16le" }, { French, "windows-1252" }, { French, "utf-16be" }, { Spanish, "windows-1252" },
        { Chinese, "gb18030" }, { Chinese, "utf-8" }, { Chinese, "utf-16le" }, { Chinese, "utf-16be" },
        { "Страна\nРоссия\n", "windows-1251" }, { "СТРАНА,ТОВАР\nИРАН,БОЛТ\n", "windows-1251" }, { "a,b\ncafé,1\n", "windows-1252" }, { "品名\n螺丝\n", "gb18030" },
        { "a,b\n1,2\n", "utf-8" }, { "a,b\n1,2\n", "utf-16le" }, { "a,b\n1,2\n", "utf-16be" }, { "Code;Pays\n8541;Tube à ondes progressives\n", "windows-1252" }, { "HS,Land\n8482.10,Köln\n8482.10,Zürich\n", "windows-1252" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task The_encoding_is_found(string text, string encoding)
    {
        var file = await ReadFile.OfAsync(Of(encoding).GetBytes(text));
        Assert.Equal(encoding, file.Shape.Encoding);
        Same(text, file);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task The_encoding_is_as_the_sender_says(string text, string encoding)
    {
        var file = await ReadFile.OfAsync(Of(encoding).GetBytes(text), $"text/csv; charset={encoding}");
        Assert.Equal(encoding, file.Shape.Encoding);
        Same(text, file);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public async Task A_mark_at_the_start_is_believed_before_the_sender_and_is_no_part_of_the_first_name(string encoding)
    {
        byte[] bytes = [.. Of(encoding).GetPreamble(), .. Of(encoding).GetBytes(German)];
        var file = await ReadFile.OfAsync(bytes, "text/csv; charset=windows-1251");
        Assert.Equal(encoding, file.Shape.Encoding);
        Same(German, file);
    }

    [Fact]
    public async Task Lines_of_JSON_come_in_the_same_encodings()
    {
        foreach (var encoding in new[] { "utf-8", "utf-16le", "utf-16be", "windows-1251" })
        {
            byte[] bytes = [.. Of(encoding).GetPreamble(), .. Of(encoding).GetBytes("{\"Товар\":\"Болты и гайки\",\"Страна\":\"Россия\"}\n{\"Страна\":\"Китай\"}\n")];
            var file = await ReadFile.OfAsync(bytes, ReadFile.Ndjson);
            Assert.Equal((encoding, "Товар"), (file.Shape.Encoding, file.Shape.Headers[0]));
            Assert.StartsWith("Болты и гайки|Россия|", file.Rows[0].Joined, StringComparison.Ordinal);
            Assert.StartsWith("|Китай|", file.Rows[1].Joined, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task UTF_32_is_refused() => Assert.Equal(415, (await ReadFile.RefusedAsync([.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("a,b\n1,2\n")])).Status);

    [Fact]
    public async Task Bytes_that_are_text_in_no_encoding_are_refused()
    {
        var refused = await ReadFile.RefusedAsync([.. "a,b\n"u8, .. Enumerable.Range(0, 300).Select(i => (byte)(0x80 + i * 37 % 0x20))]);
        Assert.Equal((415, "unknownEncoding"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("koi8-r", "Станок токарный с ЧПУ\nПодшипник качения\nТепловизор переносной\n")]
    [InlineData("cp866", "Станок токарный с ЧПУ\nПодшипник качения\nТепловизор переносной\n")]
    [InlineData("euc-kr", "무인 항공기 부품\n열화상 카메라\n반도체 제조 장비\n")]
    [InlineData("shift_jis", "工作機械\n熱画像カメラ\n半導体製造装置の部品\n")]
    [InlineData("big5", "無人駕駛飛機\n熱像攝影機\n半導體製造設備的零件\n")]
    [InlineData("windows-1254", "Isıl kamera\nTaşıyıcı bilyalı rulman\nYarı iletken üretim aygıtı\n")]
    [InlineData("windows-1256", "طائرة بدون طيار\nكاميرا حرارية\nأجهزة تصنيع أشباه الموصلات\n")]
    public async Task A_text_in_an_encoding_that_is_not_looked_for_is_refused_and_read_when_the_sender_says_which(string charset, string text)
    {
        var bytes = Of(charset).GetBytes($"description\n{text}");
        var refused = await ReadFile.RefusedAsync(bytes);
        Assert.Equal((415, "unknownEncoding"), (refused.Status, refused.Code));
        Assert.Contains("text/csv; charset=...", refused.Message, StringComparison.Ordinal);
        Same($"description\n{text}", await ReadFile.OfAsync(bytes, $"text/csv; charset={charset}"));
    }

    /// <summary>Texts of the trade in every language that has such an encoding, respelled ones with letters of other alphabets among them.</summary>
    [Theory]
    [InlineData("ru", "windows-1251")]
    [InlineData("uk", "windows-1251")]
    [InlineData("de", "windows-1252")]
    [InlineData("fr", "windows-1252")]
    [InlineData("es", "windows-1252")]
    [InlineData("zh", "gb18030")]
    [InlineData("ar", "utf-8")]
    [InlineData("ja", "utf-8")]
    public void The_labelled_texts_are_known_by_twenty(string language, string encoding)
    {
        var writable = Corpus(language).Where(t => Of(encoding).GetString(Of(encoding).GetBytes(t)) == t);
        foreach (var texts in writable.Chunk(20).Where(c => c.Length == 20))
        {
            var bytes = Of(encoding).GetBytes("HS;description\n" + string.Concat(texts.Select(t => $"8542.31;{t}\n")));
            Assert.Equal(encoding, EncodingDetection.Find(bytes, isWhole: true, charset: null).Name);
        }

        Assert.True(writable.Count() >= 40, $"{writable.Count()} texts");
    }

    [Fact]
    public void Korean_in_its_old_encoding_is_not_read_as_Chinese()
    {
        var korean = Of("euc-kr");
        var writable = Corpus("ko").Where(t => korean.GetString(korean.GetBytes(t)) == t).ToList();
        foreach (var texts in writable.Where(t => t.Any(c => c >= '\uAC00')).Chunk(5))
        {
            var bytes = korean.GetBytes("HS;description\n" + string.Concat(texts.Select(t => $"8542.31;{t}\n")));
            Assert.Throws<InputFileException>(() => EncodingDetection.Find(bytes, isWhole: true, charset: null));
        }

        Assert.True(writable.Count >= 40, $"{writable.Count} texts");
    }

    /// <summary>All but three of its characters lie in the rows that hold the syllables of Korean.</summary>
    [Fact]
    public void A_few_words_of_Chinese_are_known_though_they_lie_where_Korean_does()
    {
        var bytes = Of("gb18030").GetBytes("HS;description;destination\n1;数控机床;阿拉伯联合酋长国\n2;集成电路;阿拉伯联合酋长国\n3;轴承;阿拉伯联合酋长国\n");
        Assert.Equal("gb18030", EncodingDetection.Find(bytes, isWhole: true, charset: null).Name);
    }

    [Fact]
    public async Task What_is_no_UTF_8_after_the_start_makes_its_rows_faulty_and_is_not_read_as_other_letters()
    {
        var start = Encoding.UTF8.GetBytes("description,destination\n" + string.Concat(Enumerable.Repeat("Steel bolt,AE" + new string('E', 10_000) + "\n", 110)));
        var file = await ReadFile.OfAsync([.. start, .. Of("windows-1251").GetBytes("Болт,RU\nГайка,RU\n"), .. "Nut,AE\n"u8]);
        Assert.Equal(113, file.Rows.Count);
        Assert.All(file.Rows.Take(110), r => Assert.Null(r.Fault));
        Assert.All(file.Rows.Skip(110).Take(2), r => Assert.Equal("column 'description': found bytes that are no text, expected UTF-8", r.Fault));
        Assert.Equal((114, "Nut|AE", null), (file.Rows[^1].Number, file.Rows[^1].Joined, file.Rows[^1].Fault));
    }

    [Fact]
    public async Task A_damaged_row_does_not_change_how_the_others_are_read()
    {
        var text = "товар,страна\n" + string.Concat(Enumerable.Repeat("Болт,Россия\n", 10));
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), .. "a\u00FFb,AE\n".Select(c => (byte)c), .. Encoding.UTF8.GetBytes("Гайка,Иран\n")];
        var file = await ReadFile.OfAsync(bytes);
        Assert.Equal("utf-8", file.Shape.Encoding);
        Assert.Equal("a\uFFFDb|AE", file.Rows[10].Joined);
        Assert.NotNull(file.Rows[10].Fault);
        Assert.Equal(("Гайка|Иран", null), (file.Rows[11].Joined, file.Rows[11].Fault));
    }

    [Theory]
    [InlineData("gb18030", new byte[] { 0xB0, 0xA1, 0xFF, 0x2C, 0x31 })]
    [InlineData("utf-16le", new byte[] { 0x41, 0x00, 0x00, 0xD8, 0x2C, 0x00, 0x31, 0x00 })]
    public async Task What_makes_no_sense_in_the_encoding_makes_the_row_faulty(string encoding, byte[] row)
    {
        var file = await ReadFile.OfAsync([.. Of(encoding).GetBytes("a,b\n"), .. row], $"text/csv; charset={encoding}");
        Assert.Equal($"column 'a': found bytes that are no text, expected {encoding.ToUpperInvariant()}", Assert.Single(file.Rows).Fault);
    }

    [Fact]
    public async Task A_stray_zero_makes_no_UTF_16_of_a_text()
    {
        var file = await ReadFile.OfAsync("a,b\n1,\0\n"u8.ToArray());
        Assert.Equal(("utf-8", "column 'b': found a NUL character, expected text"), (file.Shape.Encoding, Assert.Single(file.Rows).Fault));
    }

    [Fact]
    public async Task A_character_on_the_border_of_the_first_look_is_no_damage()
    {
        for (var sample = 20; sample < 60; sample++)
        {
            var file = await ReadFile.OfAsync(Encoding.UTF8.GetBytes(Chinese), limits: FileLimits.Default with { SampleBytes = sample });
            Assert.Equal("utf-8", file.Shape.Encoding);
            Same(Chinese, file);
        }
    }

    private static IEnumerable<string> Corpus(string language)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "corpus"), "*.csv").Order(StringComparer.Ordinal))
        {
            using var reader = CsvReader.Create(File.OpenRead(path));
            while (reader.Read())
            {
                if (reader.GetString("lang") == language)
                {
                    yield return reader.GetString("description");
                }
            }
        }
    }

    internal static Encoding Of(string name) => name switch
    {
        "utf-8" => Encoding.UTF8,
        "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "cp866" => CodePagesEncodingProvider.Instance.GetEncoding(866)!,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name)!,
    };

    private static void Same(string text, ReadFile file)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(l => l.Split(text.Contains(';', StringComparison.Ordinal) ? ';' : ',')).ToList();
        Assert.Equal(lines[0], file.Shape.Headers);
        Assert.Equal(lines.Skip(1), file.Rows.Select(r => r.Cells));
        Assert.All(file.Rows, r => Assert.Null(r.Fault));
    }
}
