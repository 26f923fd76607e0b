using System.Net;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.BadInput;
using ScreeningApi.Tests.Batches.Files;
using ScreeningApi.Tests.Faults;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>
/// Texts and files that broke other programs, uploaded as batches: those that others collected where they are at hand, and some of each
/// kind of our own. No row is lost, none is invented, and the invariants hold afterwards.
/// </summary>
public sealed class HostileBatchTests(BatchFixture service) : IClassFixture<BatchFixture>
{
    private const string GoodLine = "{\"description\":\"Processor chip\",\"hs_code\":\"8542.31\",\"destination\":\"RU\"}";
    private const long Gigabyte = 1L << 30;

    private static readonly string[] OwnTexts =
    [
        " ", "null", "NaN", "-1e100", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'; drop table batches; --", "<script>alert(1)</script>", "%s%n%x", "\u202Etest\u202C", "田中さん",
        "👩🏽‍🚀", "\ufeffx", "a\u0001b\u007f\u0085", "ﷺ", "İıſK", "\"", "a\"b", "a\r\nb", "\r", "\n", ",;\t|", new string('x', 5_000), new string('\u0308', 3_000),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_text_in_a_row_is_screened_as_it_would_be_alone_and_comes_back()
    {
        var texts = Texts();
        var csv = new StringBuilder("description,consignee,destination\n");
        texts.ForEach(text => csv.Append(Quoted(text)).Append(',').Append(Quoted(text)).Append(",AE\n"));
        var batch = await service.Http.ScreenAsync(csv.ToString());
        var rows = await service.Http.ResultLinesAsync(batch);
        Assert.Equal(texts, rows.Select(r => r.Text("description")));
        foreach (var row in rows)
        {
            var text = row.Text("description").Trim();
            using var single = await service.Http.PostTextAsync(HttpSteps.DryRun, JsonSerializer.Serialize(new
            {
                destination = "AE", parties = text.Length == 0 ? null : new[] { new { role = "consignee", name = text } }, lines = new[] { new { lineNo = 1, description = text } },
            }));
            var alone = await single.ReadJsonAsync();
            Assert.Equal(
                single.StatusCode == HttpStatusCode.OK ? (alone.Text("verdict"), alone.GetProperty("riskScore").GetDecimal()) : ("incomplete", null),
                (row.Text("verdict"), row.GetProperty("risk_score").ValueKind == JsonValueKind.Null ? (decimal?)null : row.GetProperty("risk_score").GetDecimal()));
        }

        await BatchInvariants.HoldAsync(service.ConnectionString);
    }

    [Fact]
    public async Task No_text_is_a_formula_in_the_results()
    {
        var formulas = Formulas();
        var batch = await service.Http.ScreenAsync("description,destination\n" + string.Concat(formulas.Select(f => $"{Quoted(f)},AE\n")));
        var cells = Table(await service.Http.ResultsAsync(batch)).SelectMany(row => row.Values).ToList();
        Assert.True(cells.Count > formulas.Count);
        Assert.All(cells, cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal), cell));
        Assert.Equal(formulas, (await service.Http.ResultLinesAsync(batch)).Select(r => r.Text("description")));
    }

    [Fact]
    public async Task Every_test_of_JSON_parsers_between_two_good_lines_harms_neither()
    {
        var (accepted, refused) = (0, 0);
        await Parallel.ForEachAsync(HostileFiles.JsonTests(), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancelled }, async (test, _) =>
        {
            byte[] file = [.. Encoding.UTF8.GetBytes(GoodLine + "\n"), .. test.Body, .. Encoding.UTF8.GetBytes("\n" + GoodLine + "\n")];
            using var answer = await service.Http.PostFileAsync(FileOf(file, Ndjson));
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                Assert.True((int)answer.StatusCode is 400 or 413 or 415 or 422, $"{(int)answer.StatusCode} for {test.Name}");
                await ProblemAnswer.ReadAsync(answer);
                Interlocked.Increment(ref refused);
                return;
            }

            var told = await answer.ReadJsonAsync();
            await service.Http.EndAsync(told.GetProperty("id").GetGuid());
            var rows = await service.Http.ResultLinesAsync(told.GetProperty("id").GetGuid());
            Assert.Equal((told.GetProperty("rows").GetInt32(), "prohibited", "prohibited"), (rows.Count, rows[0].Text("verdict"), rows[^1].Text("verdict")));
            Interlocked.Increment(ref accepted);
        });
        Assert.Equal(HostileFiles.JsonTests().Count, accepted + refused);
        Assert.True(accepted > refused, $"{accepted} accepted, {refused} refused");
    }

    /// <summary>Who does not stop sending may be hung up on before the answer is read.</summary>
    [Fact]
    public async Task A_field_of_a_gigabyte_is_refused()
    {
        try
        {
            using var answer = await service.Http.PostFileAsync(new EndlessField("description,destination\n\"", 'x', Gigabyte));
            var problem = await ProblemAnswer.ReadAsync(answer);
            Assert.Equal((413, "rowTooLong"), (problem.Status, problem.Code));
        }
        catch (HttpRequestException hungUp)
        {
            Assert.IsAssignableFrom<IOException>(hungUp.InnerException);
        }
    }

    [Fact]
    public async Task A_million_columns_are_refused_in_the_header_and_harm_no_other_row()
    {
        var many = new string(',', 1_000_000);
        using var header = await service.Http.PostFileAsync($"description,destination{many}\nBolt,AE\n");
        Assert.Contains((await ProblemAnswer.ReadAsync(header)).Status, new[] { 400, 413, 422 });

        var batch = await service.Http.ScreenAsync($"description,destination\nProcessor chip,RU\nBolt,AE{many}\nProcessor chip,RU\n");
        var rows = await service.Http.ResultLinesAsync(batch);
        Assert.Equal(["review", "incomplete", "review"], rows.Select(r => r.Text("verdict")));
    }

    [Fact]
    public async Task A_million_empty_rows_of_a_workbook_are_passed_over()
    {
        var rows = new StringBuilder($"<row r=\"1\">{SmallWorkbook.Cell("description")}{SmallWorkbook.Cell("destination")}</row><row r=\"2\">{SmallWorkbook.Cell("Processor chip")}{SmallWorkbook.Cell("RU")}</row>");
        for (var i = 3; i < 1_000_000; i++)
        {
            rows.Append("<row r=\"").Append(i).Append("\"/>");
        }

        rows.Append("<row r=\"1000000\">").Append(SmallWorkbook.Cell("Processor chip")).Append(SmallWorkbook.Cell("RU")).Append("</row>");
        var told = await service.Http.AcceptedAsync(FileOf(SmallWorkbook.Of(rows.ToString()), Xlsx));
        await service.Http.EndAsync(told.GetProperty("id").GetGuid());
        Assert.Equal([2, 1_000_000], (await service.Http.ResultLinesAsync(told.GetProperty("id").GetGuid())).Select(r => r.GetProperty("row").GetInt32()));
    }

    [Theory]
    [InlineData("description,destination\r\nBolt,AE\nNut,AE\rScrew,AE\r\n", 3)]
    [InlineData("description,destination\nBolt\0,AE\n\0,AE\n", 2)]
    [InlineData("description,destination\n,,\nBolt,AE,\n", 1)]
    public async Task What_is_odd_in_a_file_costs_no_row(string file, int rows)
    {
        var batch = await service.Http.ScreenAsync(file);
        Assert.Equal(rows, (await service.Http.ResultLinesAsync(batch)).Count);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Texts() =>
        [.. ((IEnumerable<string>)[.. OwnTexts, .. HostileFiles.NaughtyStrings is { } path ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))! : []]).Where(t => t.Length > 0)];

    private static List<string> Formulas() =>
    [
        "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "=cmd|' /C calc'!A0",
        .. HostileFiles.CsvInjection is { } path ? File.ReadAllLines(path).Where(line => !string.IsNullOrWhiteSpace(line)) : [],
    ];

    /// <summary>A body that is made while it is sent.</summary>
    private sealed class EndlessField : HttpContent
    {
        private readonly string _begin;
        private readonly char _filler;
        private readonly long _bytes;

        public EndlessField(string begin, char filler, long bytes)
        {
            (_begin, _filler, _bytes) = (begin, filler, bytes);
            Headers.ContentType = new("text/csv");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_begin));
            var block = new byte[1 << 16];
            Array.Fill(block, (byte)_filler);
            for (var sent = 0L; sent < _bytes; sent += block.Length)
            {
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _begin.Length + _bytes;
            return true;
        }
    }
}
