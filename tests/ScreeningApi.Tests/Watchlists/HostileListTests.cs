using System.IO.Compression;
using System.Net;
using System.Text;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>Files that must not become what is screened against: each leaves the last good version in use, and says why.</summary>
public sealed class HostileListTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const int Entries = 100;
    private const int FieldBytes = 100 << 20;
    private const string Date = "2026-06-15";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What is sent, for which list, the reason that is expected, and whether a person may put it to use all the same.</summary>
    public static TheoryData<string, string, string, bool> Hostile => new()
    {
        { "entity bomb", WatchlistFixture.Un, "brokenFile", false },
        { "external entity", WatchlistFixture.Un, "brokenFile", false },
        { "truncated", WatchlistFixture.Un, "brokenFile", false },
        { "another format", WatchlistFixture.Un, "brokenFile", false },
        { "no entry", WatchlistFixture.Un, "noEntries", false },
        { "60 % smaller", WatchlistFixture.Un, "shrunk", true },
        { "older", WatchlistFixture.Un, "olderDate", true },
        { "of tomorrow's year", WatchlistFixture.Un, "futureDate", true },
        { "canary missing", WatchlistFixture.Un, "canaryMissing", true },
        { "swapped columns", WatchlistFixture.Csv, "brokenFile", false },
        { "field of 100 MB", WatchlistFixture.Csv, "brokenFile", false },
        { "NUL in a name", WatchlistFixture.Csv, "brokenFile", false },
        { "same id twice", WatchlistFixture.Csv, "brokenFile", false },
        { "other count than declared", WatchlistFixture.Csl, "countDiffers", false },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_file_is_quarantined_and_the_last_good_version_stays(string what, string code, string reason, bool isReleasable)
    {
        await PublishGoodAsync(code);
        var before = await service.Http.ListAsync(code);

        var import = await service.Http.ImportAsync(code, Make(what));

        Assert.Equal(("quarantined", reason, isReleasable), (import.State(), Assert.Single(import.Reasons()), import.GetProperty("releasable").GetBoolean()));
        var after = await service.Http.ListAsync(code);
        Assert.Equal((before.Text("version"), before.Text("sha256"), Entries), (after.Text("version"), after.Text("sha256"), after.Number("entries")));
        Assert.Equal(import.Number("seq"), after.GetProperty("quarantined").Number("seq"));
        Assert.Equal(reason, after.GetProperty("failure").Text("code"));
        Assert.Equal(before.Text("checkedAt"), after.Text("checkedAt"));
        Assert.Equal(ListFiles.Names(Entries).Order(), (await service.Http.EntryNamesAsync(code)).Order());
        Assert.Equal("degraded", (await service.Http.GetJsonAsync("/health/ready")).Text("status"));

        using var released = await service.Http.PostTextAsync($"/v1/watchlists/{code}/imports/{import.Number("seq")}/release", """{"reason":"looked at"}""");
        Assert.Equal(isReleasable ? HttpStatusCode.OK : HttpStatusCode.Conflict, released.StatusCode);
        Assert.Equal(isReleasable ? import.Text("sha256") : before.Text("sha256"), (await service.Http.ListAsync(code)).Text("sha256"));
    }

    [Fact]
    public async Task A_file_with_another_hash_than_was_said_is_quarantined()
    {
        await PublishGoodAsync(WatchlistFixture.Un);
        var next = ListFiles.Un(NextDate(), ListFiles.Names(Entries).Append("Another Company"));
        var import = await service.Http.ImportAsync(WatchlistFixture.Un, next, $"?sha256={new string('a', 64)}");
        Assert.Equal(("quarantined", "hashDiffers"), (import.State(), Assert.Single(import.Reasons())));
        Assert.Equal(Entries, (await service.Http.ListAsync(WatchlistFixture.Un)).Number("entries"));
        Assert.Equal("published", (await service.Http.ImportAsync(WatchlistFixture.Un, next, $"?sha256={import.Text("sha256")}")).State());
    }

    [Fact]
    public async Task A_body_that_was_cut_in_its_compression_is_refused_and_nothing_is_stored()
    {
        await PublishGoodAsync(WatchlistFixture.Csv);
        var count = await service.AskAsync<long>("select count(*) from watchlist_versions");
        var whole = Compress(ListFiles.Own(ListFiles.Names(5_000)));
        using var cut = await service.Http.PostListAsync(WatchlistFixture.Csv, whole[..(whole.Length / 2)], encoding: "gzip");
        Assert.Equal("damagedContent", (await ProblemAnswer.ReadAsync(cut)).Code);
        using var unknown = await service.Http.PostListAsync(WatchlistFixture.Csv, whole, encoding: "compress");
        Assert.Equal(415, (await ProblemAnswer.ReadAsync(unknown)).Status);
        using var empty = await service.Http.PostListAsync(WatchlistFixture.Csv, []);
        Assert.Equal("emptyBody", (await ProblemAnswer.ReadAsync(empty)).Code);
        Assert.Equal(count, await service.AskAsync<long>("select count(*) from watchlist_versions"));
    }

    [Fact]
    public async Task More_bytes_than_are_taken_are_refused_also_when_they_come_out_of_few()
    {
        await using var small = await service.StartServiceAsync(("Watchlists:MaxBytes", "1000000"));
        using var plain = await small.Http.PostListAsync(WatchlistFixture.Csv, new byte[1_000_001]);
        Assert.Equal(413, (await ProblemAnswer.ReadAsync(plain)).Status);
        using var packed = await small.Http.PostListAsync(WatchlistFixture.Csv, Compress(new byte[50_000_000]), encoding: "gzip");
        Assert.Equal(413, (await ProblemAnswer.ReadAsync(packed)).Status);
    }

    private async Task PublishGoodAsync(string code)
    {
        var file = code switch
        {
            WatchlistFixture.Un => ListFiles.Un(NextDate(), ListFiles.Names(Entries)),
            WatchlistFixture.Csv => ListFiles.Own(ListFiles.Names(Entries)),
            _ => ListFiles.Csl(Entries, ListFiles.Names(Entries)),
        };
        var import = await service.Http.ImportAsync(code, file);
        if (import.State() == "quarantined")
        {
            // What a test before has put to use.
            using var released = await service.Http.PostTextAsync($"/v1/watchlists/{code}/imports/{import.Number("seq")}/release", """{"reason":"as before"}""");
            Assert.True(released.StatusCode == HttpStatusCode.OK, import.GetRawText());
        }

        Assert.Equal(Entries, (await service.Http.ListAsync(code)).Number("entries"));
    }

    private static string NextDate() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Make(string what) => what switch
    {
        "entity bomb" => Text(Bomb + ListFiles.UnText(NextDate(), ListFiles.Names(Entries)).Replace("""<?xml version="1.0" encoding="UTF-8"?>""", "", StringComparison.Ordinal).Replace("Listed Company 0001", "&c;", StringComparison.Ordinal)),
        "external entity" => Text("""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>""" + ListFiles.UnText(NextDate(), ["&f;", ListFiles.Canary])[38..]),
        "truncated" => ListFiles.Un(NextDate(), ListFiles.Names(Entries))[..^500],
        "another format" => ListFiles.Own(ListFiles.Names(Entries)),
        "no entry" => ListFiles.Un(NextDate(), []),
        "60 % smaller" => ListFiles.Un(NextDate(), ListFiles.Names(Entries * 4 / 10)),
        "older" => ListFiles.Un(Date, ListFiles.Names(Entries + 1)),
        "of tomorrow's year" => ListFiles.Un("2999-01-01", ListFiles.Names(Entries + 1)),
        "canary missing" => ListFiles.Un(NextDate(), ListFiles.Names(Entries + 1).Where(n => n != ListFiles.Canary)),
        "swapped columns" => Text("id,kind,name\n" + string.Concat(ListFiles.Names(Entries).Select((n, i) => $"{i},{n},entity\n"))),
        "field of 100 MB" => [.. ListFiles.Own(ListFiles.Names(Entries)), .. Text("x,"), .. Enumerable.Repeat((byte)'a', FieldBytes), .. Text(",entity\n")],
        "NUL in a name" => ListFiles.Own(ListFiles.Names(Entries).Append("Nul\0Company")),
        "same id twice" => [.. ListFiles.Own(ListFiles.Names(Entries)), .. Text("7,First,entity\n7,Second,entity\n")],
        "other count than declared" => ListFiles.Csl(Entries + 5, ListFiles.Names(Entries + 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private const string Bomb = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>""";

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
