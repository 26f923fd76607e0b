using System.Text.Json;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Batches.BatchSteps;

namespace ScreeningApi.Tests.Batches;

/// <summary>What is given out of a finished batch.</summary>
public sealed class ResultTests(BatchFixture service) : IClassFixture<BatchFixture>
{
    private const string ResultNames = "verdict,risk_score,risk_level,categories,controls,license,listings,party_hits,top_reason,error";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_columns_of_the_input_come_first_then_ours()
    {
        var id = await service.Http.ScreenAsync("Our colour," + Orders.Header + "\nblue,A-1,Processor chip,8542.31,RU,OOO Vektor\n");
        var results = await service.Http.ResultsAsync(id);
        Assert.StartsWith("Our colour," + Orders.Header + "," + ResultNames + "\nblue,A-1,Processor chip,8542.31,RU,OOO Vektor,prohibited,", results, StringComparison.Ordinal);
        Assert.EndsWith("\n", results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_row_has_its_result_in_the_order_of_the_input()
    {
        var rows = Table(await service.Http.ResultsAsync(await service.Http.ScreenAsync(Orders.Mixed)));
        Assert.Equal(["A-1", "A-2", "A-3", "A-4", "A-5"], rows.Select(r => r["shipment_ref"]));
        Assert.Equal(["prohibited", "noFinding", "incomplete", "noFinding"], new[] { 0, 2, 3, 4 }.Select(i => rows[i]["verdict"]));
        Assert.Equal("semiconductor", rows[0]["categories"]);
        Assert.Contains("uav", rows[1]["categories"], StringComparison.Ordinal);
        Assert.Equal(("0.0", "low", "", ""), (rows[2]["risk_score"], rows[2]["risk_level"], rows[2]["categories"], rows[2]["error"]));
        Assert.Equal(("", ""), (rows[3]["risk_score"], rows[3]["risk_level"]));
        Assert.StartsWith("row 5, column destination: found", rows[3]["error"], StringComparison.Ordinal);
        Assert.NotEmpty(rows[0]["top_reason"]);
    }

    [Fact]
    public async Task Cells_with_quotes_separators_and_line_breaks_come_back_as_they_were()
    {
        string[] texts = ["a \"quoted\" word", "one, two", "first\nsecond", "first\r\nsecond", " spaces around ", "Hülle für 3\" Rohr", "零件", "\"", "a;b|c"];
        var file = "note,description,destination\n" + string.Concat(texts.Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\",Cotton T-shirts,FR\n"));
        var rows = Table(await service.Http.ResultsAsync(await service.Http.ScreenAsync(file)));
        Assert.Equal(texts, rows.Select(r => r["note"]));
    }

    [Fact]
    public async Task The_separator_is_that_of_the_input()
    {
        var id = await service.Http.ScreenAsync("note;description;destination\nx, y;Cotton T-shirts;FR\n");
        var results = await service.Http.ResultsAsync(id);
        Assert.StartsWith("note;description;destination;" + ResultNames.Replace(',', ';') + "\nx, y;Cotton T-shirts;FR;noFinding;0.0;low;", results, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30 1234")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://example.com\",\"click\")")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_harmless_in_CSV_and_untouched_in_JSON(string formula)
    {
        var id = await service.Http.ScreenAsync($"note,description,destination\n\"{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\",Cotton T-shirts,FR\n");
        Assert.Equal("'" + formula, Table(await service.Http.ResultsAsync(id))[0]["note"]);
        Assert.Equal(formula, (await service.Http.ResultLinesAsync(id))[0].Text("note"));
    }

    [Fact]
    public async Task A_formula_in_the_header_or_in_an_error_is_harmless_too()
    {
        var id = await service.Http.ScreenAsync("=note,description,destination\nx,Cotton T-shirts,=1+1\n");
        var row = Table(await service.Http.ResultsAsync(id))[0];
        Assert.Equal("'=note", row.Keys.First());
        Assert.Equal("'=1+1", row["destination"]);
        Assert.All(row.Values, cell => Assert.False(cell.StartsWith('='), cell));
    }

    [Fact]
    public async Task Lines_of_JSON_have_the_number_of_the_row_and_the_explanation()
    {
        var lines = await service.Http.ResultLinesAsync(await service.Http.ScreenAsync(Orders.Mixed));
        Assert.Equal([2, 3, 4, 5, 6], lines.Select(l => l.GetProperty("row").GetInt32()));
        var explained = lines[0].GetProperty("explanation");
        Assert.Equal(("prohibited", "prohibited"), (lines[0].Text("verdict"), explained.Text("verdict")));
        Assert.NotEmpty(explained.GetProperty("contributions").EnumerateArray());
        Assert.Equal(lines[0].GetProperty("risk_score").GetDecimal(), explained.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("points").GetDecimal()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (lines[3].GetProperty("risk_score").ValueKind, lines[3].GetProperty("risk_level").ValueKind));
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task What_was_not_checked_is_said_of_the_batch_and_in_every_row_that_was_screened()
    {
        var id = await service.Http.ScreenAsync(Orders.Mixed);
        var checks = (await service.Http.StatusAsync(id)).GetProperty("coverage").GetProperty("notEvaluated").EnumerateArray().Select(c => c.Text("check"));
        Assert.Contains("parties", checks);
        Assert.All(Table(await service.Http.ResultsAsync(id)), r => Assert.Equal(r["error"].Length == 0 ? "notChecked" : "", r["party_hits"]));
        Assert.All(await service.Http.ResultLinesAsync(id), l => Assert.Equal(l.GetProperty("error").ValueKind == JsonValueKind.Null ? "notChecked" : "", l.Text("party_hits")));
    }

    [Fact]
    public async Task A_row_with_nothing_to_explain_says_so()
    {
        var lines = await service.Http.ResultLinesAsync(await service.Http.ScreenAsync("description,destination,quantity\nWooden chairs,DE,4\nWooden chairs,DE,four\n"));
        Assert.All(lines, l => Assert.Equal(JsonValueKind.Null, l.GetProperty("explanation").ValueKind));
    }

    [Fact]
    public async Task A_place_that_nobody_knows_is_the_first_reason()
    {
        var rows = Table(await service.Http.ResultsAsync(await service.Http.ScreenAsync("description,destination\nNight vision goggles,Phantasialand\n")));
        Assert.Contains("Phantasialand", rows[0]["top_reason"], StringComparison.Ordinal);
        Assert.DoesNotContain("confidence", rows[0]["top_reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_the_input_that_is_called_as_ours_is_told_apart()
    {
        var id = await service.Http.ScreenAsync("verdict,row,description,destination\nold,77,Cotton T-shirts,FR\n");
        var line = (await service.Http.ResultLinesAsync(id))[0];
        Assert.Equal(("old", "77", "noFinding", 2), (line.Text("input_verdict"), line.Text("input_row"), line.Text("verdict"), line.GetProperty("row").GetInt32()));
        Assert.Equal(line.EnumerateObject().Count(), line.EnumerateObject().Select(m => m.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("?fromRow=0", 2)]
    [InlineData("?fromRow=2", 2)]
    [InlineData("?fromRow=3", 3)]
    [InlineData("?fromRow=51", 51)]
    [InlineData("?fromRow=52", 52)]
    [InlineData("?fromRow=120", 120)]
    [InlineData("?fromRow=122", null)]
    [InlineData("?fromRow=1000000", null)]
    public async Task Results_go_on_from_a_row_of_the_file(string query, int? first)
    {
        var id = await service.Http.ScreenAsync(Orders.Many(120));
        var rows = Table(await service.Http.ResultsAsync(id, query));
        Assert.Equal(first is null ? [] : Enumerable.Range(first.Value, 122 - first.Value).Select(row => $"S-{row - 1}"), rows.Select(r => r["shipment_ref"]));
    }

    [Theory]
    [InlineData("?format=xml")]
    [InlineData("?format=CSV")]
    [InlineData("?fromRow=-1")]
    [InlineData("?fromRow=x")]
    [InlineData("?fromRow=99999999999")]
    public async Task A_query_that_is_not_understood_is_422(string query)
    {
        var id = await service.Http.ScreenAsync(Orders.Mixed);
        using var answer = await service.Http.GetAsync($"/v1/batches/{id}/results{query}", Cancelled);
        Assert.Equal(422, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task Both_forms_say_what_they_are_and_what_file_they_make()
    {
        var id = await service.Http.ScreenAsync(Orders.Mixed);
        foreach (var (format, media) in new[] { ("csv", "text/csv; charset=utf-8"), ("ndjson", "application/x-ndjson") })
        {
            using var answer = await service.Http.GetAsync($"/v1/batches/{id}/results?format={format}", Cancelled);
            Assert.Equal((media, $"{id}.{format}"), ($"{answer.Content.Headers.ContentType}", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
            Assert.Equal("completed", Assert.Single(answer.Headers.GetValues("Batch-State")));
        }
    }

    [Fact]
    public async Task Equal_lines_have_equal_results_whatever_stands_between_them()
    {
        const string Same = "Quadcopter with thermal camera,8806.23,AE,Falcon Trading LLC";
        var file = Orders.Header + ",line_no\n" + string.Concat(Enumerable.Range(1, 130).Select(i => i % 3 == 0 ? $"X-{i},Wooden chairs,9401.61,DE,Möbel,{i}\n" : $"S-{i / 5},{Same},{i}\n"));
        var lines = await service.Http.ResultLinesAsync(await service.Http.ScreenAsync(file));
        Assert.Single(lines.Where(l => l.Text("description").StartsWith("Quad", StringComparison.Ordinal)).Select(WithoutPlace).Distinct());
        Assert.Single(lines.Where(l => l.Text("description").StartsWith("Wooden", StringComparison.Ordinal)).Select(WithoutPlace).Distinct());
    }

    private static string WithoutPlace(JsonElement line)
    {
        var members = line.EnumerateObject().Where(m => m.Name is not ("row" or "shipment_ref" or "line_no" or "explanation")).Select(m => m.ToString());
        var explained = line.GetProperty("explanation") is { ValueKind: JsonValueKind.Object } why ? why.EnumerateObject().Where(m => m.Name != "lineNo").Select(m => m.ToString()) : [];
        return string.Join('\n', members.Concat(explained));
    }
}
