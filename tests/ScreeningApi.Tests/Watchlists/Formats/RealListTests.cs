using Screening.Engine.Parties;
using ScreeningApi.Tests.Support;
using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Tests.Watchlists.Formats;

/// <summary>The files as they were published, where they are at hand.</summary>
public sealed class RealListTests
{
    [Theory]
    [InlineData("csl-json", 25_921, 57_174, "us_csl", "screening-list.json")]
    [InlineData("un-xml", 1_003, 4_133, "un", "UN_consolidated.xml")]
    [InlineData("dpl-txt", 459, 459, "dpl.txt")]
    [InlineData("isn-csv", 213, 314, "isn.csv")]
    [InlineData("itar-csv", 515, 614, "itar_debarred.csv")]
    public void Published_lists_are_read_whole(string format, int entries, int names, params string[] path)
    {
        using var stream = Open(path);
        var list = ListReading.Read(format, new WatchlistPart(path[^1], stream));
        Assert.Equal((entries, names), (list.Entries.Count, list.Entries.Sum(e => e.Names.Length)));
        Assert.All(list.Entries, e => Assert.Equal(WatchlistNameKind.Primary, e.Names[0].Kind));
        Assert.All(list.Entries.SelectMany(e => e.Names), n => Assert.Equal(n.Text, string.Join(' ', n.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void The_screening_list_has_the_sections_that_its_file_counts()
    {
        using var stream = Open("us_csl", "screening-list.json");
        var list = ListReading.Read("csl-json", new WatchlistPart("screening-list.json", stream));
        var counts = list.Entries.CountBy(e => e.Section).OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}");
        Assert.Equal(["SDN 19181", "EL 3420", "DPL 1596", "DTC 787", "SSI 286", "UVL 222", "ISN 161", "PLC 78", "MEU 70", "CMIC 68", "NS-MBS 51", "CAP 1"], counts);
        Assert.Equal(25_921, list.DeclaredCount);
        Assert.Equal(3_420, list.Entries.Count(e => e.Section == "EL" && e.LicenseRequirement is not null));
    }

    [Fact]
    public void The_list_of_the_United_Nations_has_weak_and_former_names_and_original_scripts()
    {
        using var stream = Open("un", "UN_consolidated.xml");
        var list = ListReading.Read("un-xml", new WatchlistPart("UN.xml", stream));
        Assert.Equal((730, 273), (list.Entries.Count(e => e.Kind == EntryKind.Individual), list.Entries.Count(e => e.Kind == EntryKind.Entity)));
        var names = list.Entries.SelectMany(e => e.Names).CountBy(n => n.Kind).ToDictionary();
        Assert.Equal((615, 19), (names[WatchlistNameKind.Weak], names[WatchlistNameKind.Former]));
        Assert.Equal(863, list.Entries.Sum(e => e.BirthDates.Length), tolerance: 40);
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 0, 0, 9, 554, TimeSpan.Zero), list.Published);
    }

    /// <summary>The table of entries at hand ends at 1.5 MB, in the middle of the list: the other two name entries that are not in it.</summary>
    [Fact]
    public void The_tables_of_the_Treasury_at_hand_are_refused_since_one_was_cut_off()
    {
        using SdnTables tables = new();
        var fault = ListReading.Refused("ofac-csv", tables.Parts());
        Assert.StartsWith("static_sdn.csv", fault.Where, StringComparison.Ordinal);
        Assert.Contains("1A", fault.Found, StringComparison.Ordinal);
        var mended = ListReading.Refused("ofac-csv", tables.Parts(end: "\r\n\u001A"));
        Assert.Contains("entries that are not in the table", mended.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_of_the_Treasury_are_read_as_far_as_they_belong_together()
    {
        using SdnTables tables = new();
        var list = ListReading.Read("ofac-csv", tables.Parts(end: "\r\n\u001A", isMatched: true)).Entries;
        Assert.Equal(7_379, list.Count);
        Assert.Equal((3_845, 2_994, 323, 217), (Count(EntryKind.Individual), Count(EntryKind.Entity), Count(EntryKind.Vessel), Count(EntryKind.Aircraft)));
        Assert.Equal(3662, list.Count(e => e.BirthDates.Length > 0));
        Assert.DoesNotContain(list.SelectMany(e => e.Identifiers), i => i.Kind.StartsWith("Gender", StringComparison.Ordinal) || i.Kind.Contains("sanctions", StringComparison.Ordinal));
        Assert.Equal(2026, list.SelectMany(e => e.Names).Count(n => n.Kind == WatchlistNameKind.Weak));
        Assert.InRange(list.Sum(e => e.Identifiers.Length), 5_450, 5_550);
        Assert.InRange(list.SelectMany(e => e.Identifiers).Count(i => i.Kind.EndsWith("IMO", StringComparison.Ordinal)), 360, 380);

        int Count(EntryKind kind) => list.Count(e => e.Kind == kind);
    }

    private static FileStream Open(params string[] path)
    {
        Assert.SkipWhen(SharedData.Find(["lists", .. path]) is null, "the published lists are not at hand");
        return File.OpenRead(SharedData.Find(["lists", .. path])!);
    }

    private sealed class SdnTables : IDisposable
    {
        private readonly List<Stream> _streams = [];

        /// <param name="end">What is put at the end of the table of entries.</param>
        /// <param name="isMatched">Of the other two tables only rows of entries that are in the first.</param>
        public WatchlistPart[] Parts(string end = "", bool isMatched = false)
        {
            var entries = Lines("static_sdn.csv");
            var numbers = entries.Select(Number).ToHashSet(StringComparer.Ordinal);
            return
            [
                Part("static_sdn.csv", [.. entries[..^1], entries[^1] + end]),
                .. new[] { "static_add.csv", "static_alt.csv" }.Select(n => Part(n, [.. Lines(n).Where(l => !isMatched || Number(l) == "\u001A" || numbers.Contains(Number(l)))])),
            ];
        }

        public void Dispose() => _streams.ForEach(s => s.Dispose());

        private static string[] Lines(string name)
        {
            using var file = new StreamReader(Open("ofac_sdn", name));
            return file.ReadToEnd().Split('\n');
        }

        private static string Number(string line) => line.Split(',')[0];

        private WatchlistPart Part(string name, string[] lines)
        {
            var stream = ListReading.Bytes(string.Join('\n', lines));
            _streams.Add(stream);
            return new WatchlistPart(name, stream);
        }
    }
}
