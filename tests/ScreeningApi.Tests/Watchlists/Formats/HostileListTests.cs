using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using Screening.Engine.Parties;
using Screening.Engine.Tests.Support;
using ScreeningApi.Tests.Batches.Files;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

public sealed class HostileListTests
{
    private const int Megabyte = 1 << 20;

    private static readonly byte[] Archive = SmallLists.Zipped(("SDN.CSV", SmallLists.OfacEntries + "\u001A"), ("ADD.CSV", SmallLists.OfacAddresses + "\u001A"), ("ALT.CSV", SmallLists.OfacAliases + "\u001A"));

    public static TheoryData<string> Formats => [.. SmallLists.ByFormat.Keys];

    public static TheoryData<string> Documents => [.. SmallLists.ByFormat.Keys.Where(f => f.EndsWith("-xml", StringComparison.Ordinal))];

    public static TheoryData<string> Tables => [.. SmallLists.ByFormat.Keys.Where(f => f.EndsWith("-csv", StringComparison.Ordinal) || f.EndsWith("-txt", StringComparison.Ordinal))];

    [Fact]
    public void Every_format_has_a_small_list() => Assert.Equal(WatchlistFormats.Names, SmallLists.ByFormat.Keys.Append("ofac-csv").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_small_lists_are_sound(string format) => Assert.NotEmpty(ListReading.Read(format, SmallLists.ByFormat[format]));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Entities_are_refused_before_they_grow(string format)
    {
        var bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">");
        }

        ListReading.Refused(format, WithDtd(format, bomb.Append("]>").ToString()));
        ListReading.Refused(format, WithDtd(format, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">"));
        ListReading.Refused(format, WithDtd(format, "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">]>"));
        ListReading.Refused(format, SmallLists.ByFormat[format].Replace("Rufe", "&amp;&e;", StringComparison.Ordinal).Replace("RUFE", "&e;", StringComparison.Ordinal).Replace("Optics", "&e;", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Of_a_file_cut_anywhere_no_shorter_list_is_made(string format)
    {
        var text = SmallLists.ByFormat[format];
        var bytes = Encoding.UTF8.GetBytes(text);
        var isTable = !text.StartsWith('<') && !text.StartsWith('{');
        var random = new Random(20261126);
        foreach (var length in Enumerable.Range(0, 300).Select(_ => random.Next(bytes.Length - 1)))
        {
            // A table that ends with a row looks whole: that it became smaller is seen when it is compared with the version before.
            if (!isTable || bytes[length - 1 < 0 ? 0 : length - 1] != '\n')
            {
                ListReading.Refused(format, new WatchlistPart("list", new MemoryStream(bytes[..length])));
            }
        }
    }

    [Fact]
    public void Of_three_tables_of_which_one_was_cut_no_list_is_made()
    {
        for (var part = 0; part < 3; part++)
        {
            for (var cut = 1; cut < 200; cut += 3)
            {
                var parts = SmallLists.Ofac();
                var stream = (MemoryStream)parts[part].Content;
                stream.SetLength(Math.Max(0, stream.Length - cut));
                ListReading.Refused("ofac-csv", parts);
            }
        }
    }

    [Theory]
    [InlineData("csl-json", """{"results":[{"name":""", "\"", "ha")]
    [InlineData("csl-json", """{"results":""", "[", "[")]
    [InlineData("csl-json", "", "{\"", "a")]
    [InlineData("un-xml", "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>", "", "ha")]
    [InlineData("un-xml", "<CONSOLIDATED_LIST><INDIVIDUALS>", "<INDIVIDUAL><FIRST_NAME>", "<a/>")]
    [InlineData("un-xml", "<CONSOLIDATED_LIST><INDIVIDUALS>", "<INDIVIDUAL>", "<a>")]
    [InlineData("un-xml", "<CONSOLIDATED_LIST ", "dateGenerated=\"", "ha")]
    [InlineData("un-xml", "<CONSOLIDATED_LIST><", "", "ha")]
    [InlineData("eu-xml", "<export><sanctionEntity><nameAlias ", "wholeName=\"", "ha")]
    [InlineData("ofac-xml", "<sdnList><sdnEntry><remarks>", "<![CDATA[", "ha")]
    [InlineData("uk-xml", "<Designations>", "<!--", "ha")]
    [InlineData("uk-xml", "<Designations>", "<?", "ha")]
    [InlineData("own-csv", "name\n", "\"", "ha")]
    [InlineData("own-csv", "name\n", "", "ha")]
    [InlineData("own-csv", "name\n", "\"", "ha\n")]
    [InlineData("own-csv", "", "name", ",a")]
    [InlineData("uk-csv", "Report Date: ", "", "24")]
    [InlineData("ofac-csv", "36,\"", "", "ha")]
    public void What_has_no_end_is_refused_before_it_fills_the_memory(string format, string start, string more, string piece)
    {
        using var stream = new RepeatingStream(start + more, piece, 100 * Megabyte / piece.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ListReading.Refused(format, new WatchlistPart("list", stream));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 96 * Megabyte);
    }

    [Theory]
    [InlineData("csl-json")]
    [InlineData("un-xml")]
    [InlineData("eu-xml")]
    [InlineData("own-csv")]
    public void A_text_of_more_than_a_megabyte_is_a_fault_that_says_so(string format)
    {
        var tooLong = new string('a', Megabyte + 1);
        var text = SmallLists.ByFormat[format].Replace("Trentino Optics", tooLong, StringComparison.Ordinal).Replace("TRENTINO OPTICS", tooLong, StringComparison.Ordinal);
        Assert.Contains("10485", ListReading.Refused(format, text).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(5_000, false)]
    public void Depth_is_bounded(int depth, bool isRead)
    {
        var nested = string.Concat(Enumerable.Repeat("<a>", depth - 3)) + string.Concat(Enumerable.Repeat("</a>", depth - 3));
        var text = SmallLists.UnXml.Replace("<DATAID>1</DATAID>", "<DATAID>1</DATAID>" + nested, StringComparison.Ordinal);
        Assert.Equal(isRead, Record.Exception(() => ListReading.Read("un-xml", text)) is null);
        ListReading.Refused("csl-json", SmallLists.CslJson.Replace("\"total\":4", "\"total\":" + new string('[', 70) + new string(']', 70), StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_has_at_most_so_many_names()
    {
        Assert.Equal(2_000, Assert.Single(ListReading.Read("own-csv", Named(2_000))).Names.Length);
        Assert.Contains("2000", ListReading.Refused("own-csv", Named(2_001)).Expected, StringComparison.Ordinal);

        static string Named(int count) => $"name,aliases\nTrentino,{string.Join(" | ", Enumerable.Range(1, count - 1).Select(i => $"T{i}"))}\n";
    }

    [Fact]
    public void An_id_stands_for_one_entry_and_a_list_has_at_least_one()
    {
        Assert.Contains("earlier entry", ListReading.Refused("own-csv", "id,name\n1,Trentino\n1,Firefly\n").Found, StringComparison.Ordinal);
        ListReading.Refused("own-csv", "name\nTrentino\nTrentino\n");
        ListReading.Refused("own-csv", "name\n");
        ListReading.Refused("csl-json", """{"results":[]}""");
        ListReading.Refused("un-xml", "<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>");
        Assert.All(WatchlistFormats.Names, format => ListReading.Refused(format, ""));
    }

    [Theory]
    [InlineData("csl-json")]
    [InlineData("un-xml")]
    [InlineData("own-csv")]
    public void A_large_list_is_read_as_it_is_asked_for_and_not_held(string format)
    {
        using var stream = new PiecesStream(Large(format, 5_000));
        using var file = WatchlistFormats.Open(format, [new WatchlistPart("list", stream)], ListReading.Of("LIST"));
        using var entries = file.Entries().GetEnumerator();
        var early = Read(entries, 1_000);

        // 2 KB an entry: what was taken of the file is what was asked for, and a buffer.
        Assert.InRange(stream.Given, 2_000_000, 4 * Megabyte);
        Assert.Equal(1_000, Read(entries, 1_000).Count);
        GC.Collect();
        Assert.DoesNotContain(early, e => e.IsAlive);
    }

    [Fact]
    public void Bytes_of_any_kind_are_refused_in_one_way() =>
        Property.Holds(Gen.Select(Gen.OneOf(WatchlistFormats.Names.Select(Gen.Const).ToArray()), Gen.Byte.Array[0, 300]), input => IsReadOrRefused(input.Item1, input.Item2), 3_000);

    [Fact]
    public void A_damaged_list_is_read_or_refused_in_one_way() =>
        Property.Holds(
            from format in Gen.OneOf(SmallLists.ByFormat.Keys.Select(Gen.Const).ToArray())
            from flips in Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 5]
            select (format, Flipped(Encoding.UTF8.GetBytes(SmallLists.ByFormat[format]), flips)),
            input => IsReadOrRefused(input.format, input.Item2), 4_000);

    [Fact]
    public void A_damaged_archive_is_read_or_refused_in_one_way() =>
        Property.Holds(
            from flips in Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 4]
            from length in Gen.Int[0, 400]
            select Flipped(Archive, flips)[..Math.Max(4, Archive.Length - length)],
            bytes => IsReadOrRefused("ofac-csv", bytes), 3_000);

    [Fact]
    public void Of_three_damaged_tables_a_list_is_made_or_refused_in_one_way() =>
        Property.Holds(
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 10_000], Gen.Byte),
            flip =>
            {
                var parts = SmallLists.Ofac();
                parts[flip.Item1] = parts[flip.Item1] with { Content = new MemoryStream(Flipped(((MemoryStream)parts[flip.Item1].Content).ToArray(), [(flip.Item2, flip.Item3)])) };
                Assert.True(Record.Exception(() => ListReading.Read("ofac-csv", parts)) is null or WatchlistFormatException);
            }, 1_000);

    private static byte[] Flipped(byte[] sound, (int At, byte Value)[] flips)
    {
        var bytes = (byte[])sound.Clone();
        foreach (var (at, value) in flips)
        {
            bytes[at % bytes.Length] ^= value;
        }

        return bytes;
    }

    /// <summary>In a method of its own, so that nothing of it stands in a register when the memory is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Read(IEnumerator<WatchlistEntry> entries, int count)
    {
        var read = new List<WeakReference>(count);
        while (read.Count < count && entries.MoveNext())
        {
            read.Add(new WeakReference(entries.Current));
        }

        return read;
    }

    private static IEnumerable<string> Large(string format, int count)
    {
        var words = new string('w', 2_000);
        var numbers = Enumerable.Range(0, count);
        return format switch
        {
            "csl-json" => numbers.Select(i => $$"""{{(i > 0 ? "," : "{\"results\":[")}}{"id":"{{i}}","source":"Entity List (EL) - Bureau","name":"Trentino {{i}}","alt_names":[],"remarks":"{{words}}"}""").Append("]}"),
            "un-xml" => numbers.Select(i => $"<ENTITY><DATAID>{i}</DATAID><FIRST_NAME>T</FIRST_NAME><UN_LIST_TYPE>x</UN_LIST_TYPE><REFERENCE_NUMBER>y</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><COMMENTS1>{words}</COMMENTS1></ENTITY>")
                .Prepend("<CONSOLIDATED_LIST><ENTITIES>").Append("</ENTITIES></CONSOLIDATED_LIST>"),
            _ => numbers.Select(i => $"{i},Trentino {i},{words}\n").Prepend("id,name,remarks\n"),
        };
    }

    private static bool IsReadOrRefused(string format, byte[] bytes) =>
        Record.Exception(() => ListReading.Read(format, new WatchlistPart("list", new MemoryStream(bytes)))) is null or WatchlistFormatException;

    private static string WithDtd(string format, string dtd)
    {
        var text = SmallLists.ByFormat[format];
        var at = text.IndexOf("?>", StringComparison.Ordinal) + 2;
        return text[..at] + dtd + text[at..];
    }
}
