using System.Net;
using System.Text;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>Files in every form that is taken, and what is answered to them.</summary>
public sealed class UploadTests(BatchFixture service) : IClassFixture<BatchFixture>
{
    [Fact]
    public async Task The_answer_is_202_with_the_place_of_the_batch_and_how_the_file_was_understood()
    {
        using var answer = await service.Http.PostFileAsync("Ship-To Country,Goods description,HS Code,Our colour\nFR,Cotton T-shirts,6109.10,blue\nDE,Wooden chairs,9401.61,red\n");
        var body = await answer.ReadJsonAsync();
        Assert.Equal((HttpStatusCode.Accepted, $"/v1/batches/{body.Text("id")}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(("queued", 2, 2, 0), (body.Text("state"), body.GetProperty("rows").GetInt32(), body.GetProperty("rowsTotal").GetInt32(), body.GetProperty("rowsDone").GetInt32()));
        var file = body.GetProperty("file");
        Assert.Equal(("csv", "utf-8", ","), (file.Text("format"), file.Text("encoding"), file.Text("separator")));
        Assert.Equal(["destination", "description", "hs_code", null], file.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("column").GetString()));
        Assert.Equal(["Our colour"], file.GetProperty("unknownColumns").EnumerateArray().Select(c => c.GetString()));
        Assert.Matches("^[0-9a-f]{64}$", body.Text("fileDigest"));
        Assert.Equal(["prohibited", "licenseRequired", "review", "notScreened", "incomplete", "noFinding"], body.GetProperty("countsByVerdict").EnumerateObject().Select(v => v.Name));
        Assert.All(new[] { "ruleSet", "destinations", "policy", "engine" }, name => Assert.NotEmpty(body.GetProperty("versions").Text(name)));
    }

    [Theory]
    [InlineData(',', "text/csv")]
    [InlineData(';', "text/csv")]
    [InlineData('\t', "text/csv")]
    [InlineData('\t', "text/tab-separated-values")]
    [InlineData('|', "text/csv; charset=utf-8")]
    public async Task A_table_with_any_usual_separator_is_read(char separator, string media)
    {
        var table = Orders.Mixed.Replace(',', separator);
        var id = await service.Http.ScreenAsync(table, media);
        Assert.Equal(5, Table(await service.Http.ResultsAsync(id), separator).Count);
        Assert.Equal($"{separator}", (await service.Http.StatusAsync(id)).GetProperty("file").Text("separator"));
    }

    [Fact]
    public async Task Lines_of_JSON_are_read()
    {
        var lines = Table(Orders.Mixed).Select(row => row.Json());
        var id = await service.Http.ScreenAsync(string.Join('\n', lines), Ndjson);
        Assert.Equal(Verdicts(await service.Http.ResultsAsync(await service.Http.ScreenAsync(Orders.Mixed))), Verdicts(await service.Http.ResultsAsync(id)));
    }

    [Fact]
    public async Task A_workbook_is_read()
    {
        var workbook = OrderWorkbook.Of(Orders.Mixed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')));
        var accepted = await service.Http.AcceptedAsync(FileOf(workbook, Xlsx));
        await service.Http.EndAsync(accepted.GetProperty("id").GetGuid());
        Assert.Equal("xlsx", accepted.GetProperty("file").Text("format"));
        Assert.Equal(Verdicts(await service.Http.ResultsAsync(await service.Http.ScreenAsync(Orders.Mixed))), Verdicts(await service.Http.ResultsAsync(accepted.GetProperty("id").GetGuid())));
    }

    [Theory]
    [InlineData("orders.csv", "text/csv")]
    [InlineData("orders.csv", "application/vnd.ms-excel")]
    [InlineData("orders.csv", null)]
    [InlineData(null, null)]
    public async Task A_form_with_the_file_in_it_is_read(string? name, string? media)
    {
        using var form = Form(("file", Orders.Mixed, name, media));
        var accepted = await service.Http.AcceptedAsync(form);
        Assert.Equal(5, accepted.GetProperty("rows").GetInt32());
        Assert.Equal((await service.Http.AcceptedAsync(FileOf(Orders.Mixed))).Text("fileDigest"), accepted.Text("fileDigest"));
    }

    [Fact]
    public async Task Fields_of_a_form_map_columns_as_the_query_does()
    {
        const string File = "what,whither\nCotton T-shirts,FR\n";
        using var form = Form(("map", "what:description", null, null), ("map", "whither:destination", null, null), ("file", File, "orders.csv", Csv));
        var byForm = await service.Http.AcceptedAsync(form);
        var byQuery = await service.Http.AcceptedAsync(FileOf(File), query: "?map=what:description&map=whither:destination");
        Assert.Equal(["description", "destination"], byForm.GetProperty("file").GetProperty("columns").EnumerateArray().Select(c => c.Text("column")));
        Assert.Equal($"{byQuery.GetProperty("file")}", $"{byForm.GetProperty("file")}");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_file_is_the_file_itself(string encoding)
    {
        var plain = Encoding.UTF8.GetBytes(Orders.Many(120));
        var accepted = await service.Http.AcceptedAsync(FileOf(Compressed(plain, encoding), Csv, encoding));
        Assert.Equal(120, accepted.GetProperty("rows").GetInt32());
        Assert.Equal((await service.Http.AcceptedAsync(FileOf(plain))).Text("fileDigest"), accepted.Text("fileDigest"));
    }

    [Theory]
    [InlineData("utf-16", "utf-16le")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("utf-8", "utf-8")]
    public async Task The_encoding_is_found_and_results_are_UTF_8(string name, string found)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var accepted = await service.Http.AcceptedAsync(FileOf([.. encoding.GetPreamble(), .. encoding.GetBytes(Orders.Mixed)]));
        Assert.Equal(found, accepted.GetProperty("file").Text("encoding"));
        await service.Http.EndAsync(accepted.GetProperty("id").GetGuid());
        Assert.Equal("Möbel Müller", Table(await service.Http.ResultsAsync(accepted.GetProperty("id").GetGuid()))[4]["consignee"]);
    }

    [Fact]
    public async Task A_batch_of_several_chunks_has_a_result_for_every_row_in_the_order_of_the_file()
    {
        const int Rows = BatchFixture.ChunkRows * 7 + 3;
        var id = await service.Http.ScreenAsync(Orders.Many(Rows));
        Assert.Equal(8L, await service.AskAsync<long>("select count(*) from batch_chunks where batch_id = $1", id));
        Assert.Equal(Enumerable.Range(1, Rows).Select(i => $"S-{i}"), Table(await service.Http.ResultsAsync(id)).Select(r => r["shipment_ref"]));
    }

    private static IEnumerable<(string, string, string)> Verdicts(string results) => Table(results).Select(r => (r["verdict"], r["risk_score"], r["categories"]));
}
