using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>The memo of a stored screening: what stands in it, in which form, and for whom.</summary>
public sealed class MemoTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Chip =
        """
        {"reference":"SO-4712","decisiveDate":"2026-11-23","origin":"DE","destination":"KZ","transit":["TR"],
         "parties":[{"role":"exporter","name":"Elbe Halbleiter GmbH","country":"DE"},{"role":"endUser","name":"Alatau Telecom JSC","country":"KZ","address":"Almaty"}],
         "endUse":"telephone exchanges","circumstances":["consigneeStatement"],
         "lines":[{"lineNo":10,"description":"Processor chip","hsCode":"8542.31","eccn":"3A991.a.1","partNumber":"X-1","manufacturer":"Northwest Silicon","quantity":25,"unit":"pcs",
                   "value":9000.50,"currency":"EUR","originCountry":"US","parameters":[{"name":"payload","value":10,"unit":"kg"}]},
                  {"lineNo":20,"description":"Cotton shirts","hsCode":"6109.10"}]}
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Smoke")]
    public async Task It_says_what_was_stated()
    {
        var memo = await MarkdownAsync(await StoreAsync(Chip), 10);
        foreach (var fact in new[]
        {
            "**Reference:** SO-4712", "**Description:** Processor chip", "**HS code:** 8542.31", "**ECCN:** 3A991.a.1", "**Part number:** X-1", "**Maker:** Northwest Silicon", "**Quantity:** 25 pcs",
            "**Value:** 9000.50 EUR", "**Made in:** US", "**Technical values:** payload 10 kg", "**Leaves from:** DE", "**Goes to:** KZ", "**Passes through:** TR", "**Exporter:** Elbe Halbleiter GmbH, DE",
            "**End user:** Alatau Telecom JSC, Almaty, KZ", "**End use:** telephone exchanges", "**Circumstances:** consigneeStatement", "**Law and tables of:** 2026-11-23",
        })
        {
            Assert.Contains($"- {fact}\n", memo, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Not stated", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_names_what_was_not_stated()
    {
        var memo = await MarkdownAsync(await StoreAsync(Shipments.Chip("KZ")), 1);
        Assert.Contains("- **Not stated:** ECCN, part number, maker, quantity, value, made in, technical values, leaves from, passes through, parties, end use, circumstances\n", memo, StringComparison.Ordinal);
    }

    /// <summary>Whatever the answer says about a line and an officer needs stands in the memo, with its citation.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public async Task It_holds_everything_that_the_answer_says(int lineNo)
    {
        var location = await StoreAsync(Chip);
        var screening = await service.Http.GetJsonAsync(location);
        var line = screening.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("lineNo").GetInt32() == lineNo);
        var memo = Plain(await MarkdownAsync(location, lineNo));
        Assert.All(Texts(line, "contributions", "text", "citation"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(line, "findings", "text", "citation"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(line, "listings", "list", "name", "code", "citation"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(line, "controls", "entry", "heading", "citation"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(line, "questions", "parameter", "why"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(line.GetProperty("destination"), "reasons", "text", "citation"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(Texts(screening.GetProperty("coverage"), "notEvaluated", "reason"), text => Assert.Contains(text, memo, StringComparison.Ordinal));
        Assert.All(screening.GetProperty("coverage").GetProperty("asOf").EnumerateObject(), table => Assert.Matches($"{table.Value}: [^;\n]*{table.Name}", memo));
        Assert.Contains(screening.Text("id"), memo, StringComparison.Ordinal);
        Assert.Contains(screening.GetProperty("versions").Text("ruleSet"), memo, StringComparison.Ordinal);
        Assert.Contains($"**Risk score:** {line.GetProperty("riskScore").GetRawText()} of 100", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_numbers_every_step_and_says_what_came_of_every_exception()
    {
        var location = await StoreAsync(Chip);
        var memo = Plain(await MarkdownAsync(location, 10));
        var licenses = (await service.Http.GetJsonAsync(location)).GetProperty("lines")[0].GetProperty("licenses").EnumerateArray().ToList();
        Assert.Equal(["US-EAR", "EU-DU", "UK-SECL"], licenses.Select(l => l.Text("regime")));
        foreach (var license in licenses)
        {
            var part = memo[memo.IndexOf($"## License determination, {license.Text("regime")}:", StringComparison.Ordinal)..];
            var steps = license.GetProperty("because").EnumerateArray().ToList();
            Assert.NotEmpty(steps);
            Assert.All(steps.Index(), step => Assert.Contains($"\n{step.Index + 1}. {step.Item.Text("text")} *{step.Item.Text("citation")}*\n", part, StringComparison.Ordinal));
            Assert.All(Texts(license, "questions", "why"), why => Assert.Contains(why, memo, StringComparison.Ordinal));
            Assert.All(license.GetProperty("exceptions").EnumerateArray(), exception => AssertHolds(part, exception));
        }
    }

    [Fact]
    public async Task A_shipment_has_a_memo_for_each_line_and_each_begins_a_page()
    {
        var location = await StoreAsync(Chip);
        var all = await service.Http.GetStringAsync($"{location}/memo", Cancelled);
        Assert.Equal(["SO-4712, line 10", "SO-4712, line 20"], Regex.Matches(all, "<h1>Screening memo: (.*?)</h1>").Select(m => m.Groups[1].Value));
        Assert.Contains("article + article { break-before: page; }", all, StringComparison.Ordinal);
        var one = await service.Http.GetStringAsync($"{location}/memo?line=20", Cancelled);
        Assert.Single(Regex.Matches(one, "<article>"));
        Assert.Contains("SO-4712, line 20", one, StringComparison.Ordinal);
        var markdown = await service.Http.GetStringAsync($"{location}/memo?format=md", Cancelled);
        Assert.Equal(2, Regex.Count(markdown, "^# ", RegexOptions.Multiline));
        Assert.Single(Regex.Matches(markdown, "^---$", RegexOptions.Multiline));
    }

    [Theory]
    [InlineData("", null, "text/html")]
    [InlineData("", "*/*", "text/html")]
    [InlineData("", "text/markdown", "text/markdown")]
    [InlineData("", "text/markdown, */*;q=0.1", "text/markdown")]
    [InlineData("", "text/html, text/markdown", "text/html")]
    [InlineData("", "text/html;q=0.5, text/markdown", "text/markdown")]
    [InlineData("", "text/markdown;q=0", "text/html")]
    [InlineData("", "no media type", "text/html")]
    [InlineData("?format=md", "text/html", "text/markdown")]
    [InlineData("?format=html", "text/markdown", "text/html")]
    public async Task The_format_is_what_the_query_says_else_what_the_client_accepts(string query, string? accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{await StoreAsync(Shipments.Chip("KZ"))}/memo{query}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await service.Http.SendAsync(request, Cancelled);
        Assert.Equal((HttpStatusCode.OK, expected, "utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("format=pdf", "?format", "unknownValue")]
    [InlineData("format=", "?format", "unknownValue")]
    [InlineData("format=HTML", "?format", "unknownValue")]
    [InlineData("line=0", "?line", "unknownValue")]
    [InlineData("line=-1", "?line", "unknownValue")]
    [InlineData("line=first", "?line", "unknownValue")]
    [InlineData("line=99999999999", "?line", "unknownValue")]
    [InlineData("lines=1", "?lines", "unknownParameter")]
    [InlineData("format=md&format=html", "?format", "unknownParameter")]
    public async Task A_wrong_parameter_is_400(string query, string pointer, string code)
    {
        using var answer = await service.Http.GetAsync($"/v1/screenings/{Guid.Empty}/memo?{query}", Cancelled);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, pointer, code), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Fact]
    public async Task A_line_that_is_not_in_the_shipment_is_404()
    {
        using var answer = await service.Http.GetAsync($"{await StoreAsync(Chip)}/memo?line=11", Cancelled);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task Another_tenants_memo_is_404_and_looks_like_one_that_never_was()
    {
        using var theirs = await service.NewTenantAsync("memo-reader");
        using var strangers = await theirs.GetAsync($"{await StoreAsync(Chip)}/memo", Cancelled);
        using var nobodys = await theirs.GetAsync($"/v1/screenings/{Guid.Empty}/memo", Cancelled);
        var problem = await ProblemAnswer.ReadAsync(strangers);
        Assert.Equal((404, (await ProblemAnswer.ReadAsync(nobodys)).Detail), (problem.Status, problem.Detail));
    }

    /// <summary>An answer as the first version stored it: no licenses, no dates of tables.</summary>
    [Fact]
    public async Task A_screening_from_before_licenses_were_determined_has_a_memo()
    {
        var location = await StoreAsync(Chip);
        await ChangeAsync(location, """jsonb_set(jsonb_set(result, '{lines,0,licenses}', '[]') #- '{coverage,asOf}', '{coverage,notEvaluated,0}', '{"check":"licenses","reason":"not part of this version"}')""");
        var memo = await MarkdownAsync(location, 10);
        Assert.Contains("## License determination: None\n", memo, StringComparison.Ordinal);
        Assert.Contains("- **Licenses:** not part of this version\n", memo, StringComparison.Ordinal);
        Assert.Contains("- **Tables as of:** not recorded\n", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_of_what_is_stored_and_not_of_what_would_be_found_today()
    {
        var location = await StoreAsync(Chip);
        var before = await service.Http.GetByteArrayAsync($"{location}/memo", Cancelled);
        Assert.Equal(before, await service.Http.GetByteArrayAsync($"{location}/memo", Cancelled));
        await ChangeAsync(location, """jsonb_set(jsonb_set(result, '{versions,ruleSet}', '"1999.1.1"'), '{lines,0,licenses,0,because,0,text}', '"as it was said then"')""");
        var memo = await MarkdownAsync(location, 10);
        Assert.Contains("- **Rule set:** 1999.1.1\n", memo, StringComparison.Ordinal);
        Assert.Contains("\n1. as it was said then *", memo, StringComparison.Ordinal);
    }

    private static void AssertHolds(string part, JsonElement exception)
    {
        var lead = $"- **{exception.Text("code")}:** ";
        var conditions = exception.GetProperty("conditions").EnumerateArray().ToList();
        switch (exception.Text("outcome"))
        {
            case "available":
                Assert.Contains(lead + exception.Text("name"), part, StringComparison.Ordinal);
                Assert.All(conditions, c => Assert.Contains($":** {c.Text("text")}\n", part, StringComparison.Ordinal));
                break;
            case "unknown":
                var open = string.Join(' ', conditions.Where(c => c.Text("outcome") == "unknown").Select(c => c.Text("text")));
                Assert.Contains($"- **{exception.Text("code")}, {exception.Text("name")}:** {open}", part, StringComparison.Ordinal);
                break;
            default:
                var reason = conditions.Single(c => c.Text("outcome") == "fails").Text("text");
                Assert.Matches($@"\n- \*\*([A-Z0-9-]+, )*{exception.Text("code")}(, [A-Z0-9-]+)*:\*\* {Regex.Escape(reason)}\n", part);
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonElement of, string list, params string[] members) =>
        of.GetProperty(list).EnumerateArray().SelectMany(item => members.Select(m => item.Text(m)));

    /// <summary>Without escapes.</summary>
    private static string Plain(string markdown) => Regex.Replace(markdown, @"\\(\W|_)", "$1");

    private async Task<string> StoreAsync(string body)
    {
        using var posted = await service.Http.PostTextAsync("/v1/screenings", body);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        return posted.Headers.Location!.OriginalString;
    }

    private Task<string> MarkdownAsync(string location, int line) => service.Http.GetStringAsync($"{location}/memo?format=md&line={line}", Cancelled);

    private Task<Guid> ChangeAsync(string location, string result) =>
        service.AskAsync<Guid>($"update screenings set result = {result} where id = $1 returning id", Guid.Parse(location.Split('/')[^1]));
}
