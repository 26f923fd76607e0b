using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScreeningApi.Screenings;
using ScreeningApi.Screenings.Memos;
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

    [Theory]
    [InlineData(Chip, 10)]
    [InlineData(Shipments.Full, 1)]
    public async Task It_numbers_every_step_and_says_what_came_of_every_exception(string body, int lineNo)
    {
        var location = await StoreAsync(body);
        var memo = Plain(await MarkdownAsync(location, lineNo));
        var licenses = (await service.Http.GetJsonAsync(location)).GetProperty("lines")[0].GetProperty("licenses").EnumerateArray().ToList();
        Assert.Equal(["US-EAR", "EU-DU", "UK-SECL"], licenses.Select(l => l.Text("regime")));
        foreach (var license in licenses)
        {
            var part = memo[memo.IndexOf($"## License determination, {license.Text("regime")}:", StringComparison.Ordinal)..];
            var steps = license.GetProperty("because").EnumerateArray().ToList();
            Assert.NotEmpty(steps);
            Assert.All(steps.Index(), step => Assert.Contains($"\n{step.Index + 1}. {step.Item.Text("text")} *{step.Item.Text("citation")}*\n", part, StringComparison.Ordinal));
            Assert.All(Texts(license, "questions", "why"), why => Assert.Contains(why, memo.Replace("**", "", StringComparison.Ordinal), StringComparison.Ordinal));
            Assert.True(license.Text("requirement") != "notRequired" || license.GetProperty("exceptions").GetArrayLength() == 0);
            Assert.All(license.GetProperty("exceptions").EnumerateArray(), exception => AssertHolds(part, exception));
        }
    }

    [Fact]
    public async Task A_shipment_has_a_memo_for_each_line_and_each_begins_a_page()
    {
        var location = await StoreAsync(Chip);
        var all = await service.Http.GetStringAsync($"{location}/memo", Cancelled);
        Assert.Equal(["SO-4712, 2 lines", "SO-4712, line 10", "SO-4712, line 20"], Regex.Matches(all, "<h1>Screening memo: (.*?)</h1>").Select(m => m.Groups[1].Value));
        Assert.Contains("article + article { break-before: page; }", all, StringComparison.Ordinal);
        var one = await service.Http.GetStringAsync($"{location}/memo?line=20", Cancelled);
        Assert.Single(Regex.Matches(one, "<article>"));
        Assert.Contains("SO-4712, line 20", one, StringComparison.Ordinal);
        var markdown = await service.Http.GetStringAsync($"{location}/memo?format=md", Cancelled);
        Assert.Equal(3, Regex.Count(markdown, "^# ", RegexOptions.Multiline));
        Assert.Equal(2, Regex.Count(markdown, "^---$", RegexOptions.Multiline));
    }

    [Fact]
    public async Task A_shipment_of_several_lines_begins_with_a_cover()
    {
        var location = await StoreAsync(Chip);
        var screening = await service.Http.GetJsonAsync(location);
        var markdown = await service.Http.GetStringAsync($"{location}/memo?format=md", Cancelled);
        var cover = markdown[..markdown.IndexOf("\n---\n", StringComparison.Ordinal)];
        Assert.StartsWith("# Screening memo: SO-4712, 2 lines\n", cover, StringComparison.Ordinal);
        Assert.Contains($"- **Verdict:** {Words(screening.Text("verdict"))}\n- **Risk score:** {screening.GetProperty("riskScore").GetRawText()} of 100, {Words(screening.Text("riskLevel"))}, the highest of the lines\n", cover, StringComparison.Ordinal);
        Assert.Contains("\n| Line | Goods | Verdict | Score | License, US-EAR | License, EU-DU | License, UK-SECL |\n|---|---|---|---|---|---|---|\n", cover, StringComparison.Ordinal);
        var lines = screening.GetProperty("lines").EnumerateArray().ToList();
        var chip = lines[0].GetProperty("licenses").EnumerateArray().Select(l => l.Text("regime") == "UK-SECL" ? "Does not apply" : Words(l.Text("requirement")));
        Assert.Contains($"\n| [10](#line-10) | Processor chip, 8542.31, 3A991.a.1 | {Words(lines[0].Text("verdict"))} | {lines[0].GetProperty("riskScore").GetRawText()} | {string.Join(" | ", chip)} |\n", cover, StringComparison.Ordinal);
        Assert.Contains("\n| [20](#line-20) | Cotton shirts, 6109.10 | ", cover, StringComparison.Ordinal);
        Assert.DoesNotContain("Decision", cover, StringComparison.Ordinal);
        Assert.Contains("\n<a id=\"line-20\"></a>\n\n# Screening memo: SO-4712, line 20\n", markdown, StringComparison.Ordinal);
        var html = await service.Http.GetStringAsync($"{location}/memo", Cancelled);
        Assert.Matches("<tr><td><a href=\"#line-10\">10</a></td><td><bdi>Processor chip, 8542.31, 3A991.a.1</bdi></td>", html);
        Assert.Equal(["line-10", "line-20"], Regex.Matches(html, "<article id=\"(.*?)\">").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public async Task A_shipment_of_one_line_has_no_cover()
    {
        var memo = await service.Http.GetStringAsync($"{await StoreAsync(Shipments.Chip("KZ", "SO-1"))}/memo?format=md", Cancelled);
        Assert.StartsWith("# Screening memo: SO-1, line 1\n", memo, StringComparison.Ordinal);
        Assert.DoesNotContain("#line-", memo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly te", "exactly te")]
    [InlineData("more than ten", "more than…")]
    [InlineData("🚁🚁🚁🚁🚁🚁🚁🚁🚁🚁🚁", "🚁🚁🚁🚁🚁🚁🚁🚁🚁…")]
    [InlineData("a\nb", "a b")]
    public void What_is_long_is_shortened_between_characters(string text, string expected) => Assert.Equal(expected, MemoText.Short(text, 10));

    [Theory]
    [InlineData("outsideScope")]
    [InlineData("notSubject")]
    [InlineData("domestic")]
    public async Task A_regime_that_does_not_reach_the_goods_does_not_apply(string step)
    {
        var memo = await MemoOfAsync(License("notRequired", verified: true, asOf: "2026-01-02", step));
        Assert.Contains("- **License, EU-DU:** Does not apply\n", memo, StringComparison.Ordinal);
        Assert.Contains("## License determination, EU-DU: Does not apply\n", memo, StringComparison.Ordinal);
        Assert.DoesNotContain("Not required", memo, StringComparison.Ordinal);
        Assert.DoesNotContain("confirmed by two sources", memo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notRequired", true, "2026-01-02", "- Every fact used was confirmed by two sources. The oldest date among the facts used in this determination is 2026-01-02.\n")]
    [InlineData("required", false, "2026-01-02", "- Not every fact used was confirmed by two sources. The oldest date among the facts used in this determination is 2026-01-02.\n")]
    [InlineData("unknown", true, "2026-01-02", "- The oldest date among the facts used in this determination is 2026-01-02.\n")]
    [InlineData("unknown", false, null, "- Not every fact used was confirmed by two sources.\n")]
    [InlineData("notRequired", true, null, "")]
    public async Task It_says_how_firm_the_ground_is(string requirement, bool verified, string? asOf, string expected)
    {
        var memo = await MemoOfAsync(License(requirement, verified, asOf, "listed"));
        Assert.Contains($"1. As it is. *Art. 1*\n{(expected.Length > 0 ? "\n" : "")}{expected}\n## Findings", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_for_these_goods_is_one_line_of_codes_and_what_fails_later_has_a_reason()
    {
        var memo = await MemoOfAsync(License("required", true, "2026-01-02", "listed",
            Exception("ACA", "unavailable", ("acaPlace", "place", "fails", "Not there.")),
            Exception("ACE", "unavailable", ("aceEntry", "entry", "fails", "The entry does not allow it.")),
            Exception("ACE", "unavailable", ("aceEntry", "entry", "fails", "The entry does not allow it.")),
            Exception("LVS", "unavailable", ("groupB", "place", "holds", "In B."), ("lvsValue", "value", "fails", "Worth too much.")),
            Exception("BAG", "unavailable", ("baggage", "stated", "fails", "Declared not to be baggage.")),
            Exception("STA", "unavailable", ("staA5", "place", "fails", "Not in A:5.")),
            Exception("STA", "unknown", ("staA6", "place", "unknown", "Is it in A:6?"))));
        Assert.Contains("\n**Not available**\n\n- **LVS:** Worth too much.\n- **BAG:** Declared not to be baggage.\n- Not for these goods or this place: ACA, ACE\n\n", memo, StringComparison.Ordinal);
        Assert.DoesNotContain("Not there.", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_license_is_asked_for_no_exception_is_named()
    {
        var memo = await MemoOfAsync(License("notRequired", true, "2026-01-02", "listed", Exception("TMP", "available", ("tmpReturn", "confirm", "toConfirm", "To confirm: back."))));
        Assert.DoesNotContain("TMP", memo, StringComparison.Ordinal);
        Assert.Contains("## Questions still open\n\n- None.\n", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_confirmed_is_said_once_and_counted_among_the_questions()
    {
        var memo = await MemoOfAsync(License("exceptionAvailable", true, "2026-01-02", "listed",
            Exception("GBS", "available", ("groupB", "place", "holds", "In B.")),
            Exception("TMP", "available", ("tmpReturn", "confirm", "toConfirm", "To confirm: back in a year."), ("part744", "confirm", "toConfirm", "Nobody is barred.")),
            Exception("STA", "available", ("staUser", "confirm", "toConfirm", "To confirm for the 600 series: the user."), ("part744", "confirm", "toConfirm", "Nobody is barred."))));
        Assert.Contains("\n**May be used**\n\n- **GBS:** Name of GBS *Art. 2*\n  - **Holds:** In B.\n", memo, StringComparison.Ordinal);
        Assert.Contains("\n**May be used, once what is to be confirmed is**\n\n- **TMP:** Name of TMP *Art. 2*\n  - **☐ To confirm:** back in a year.\n  - **☐ To confirm:** Nobody is barred.\n", memo, StringComparison.Ordinal);
        Assert.Contains("\n  - **☐ To confirm for the 600 series:** the user.\n", memo, StringComparison.Ordinal);
        Assert.DoesNotMatch("To confirm[^\n]*To confirm", memo);
        Assert.Contains("## Questions still open: 3\n\n- **☐:** 3 conditions to confirm before TMP or STA is used: the boxes above. *EU-DU*\n", memo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_questions_of_a_determination_are_counted()
    {
        var asking = License("unknown", true, "2026-01-02", "listed").Replace("\"questions\":[]", "\"questions\":[{\"parameter\":\"eccn\",\"why\":\"Which paragraph?\"}]", StringComparison.Ordinal);
        Assert.Contains("## Questions still open: 1\n\n- **eccn:** Which paragraph? *EU-DU*\n", await MemoOfAsync(asking), StringComparison.Ordinal);
    }

    /// <summary>Declared and not of the goods: an officer may have counted on it.</summary>
    [Fact]
    public async Task An_exception_that_fails_by_what_was_declared_has_a_reason()
    {
        var memo = await MarkdownAsync(await StoreAsync(
            """{"decisiveDate":"2026-11-23","destination":"AE","circumstances":["notBaggage"],"lines":[{"lineNo":1,"eccn":"3A001.a.2","originCountry":"US"}]}"""), 1);
        Assert.Matches(@"\n- \*\*BAG:\*\* ", memo);
        Assert.DoesNotMatch(@"\n- Not for these goods or this place: [^\n]*BAG", memo);
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
                Assert.All(conditions, c => Assert.Contains($"{c.Text("text")}\n", part.Replace("**", "", StringComparison.Ordinal), StringComparison.Ordinal));
                break;
            case "unknown":
                var open = string.Join(' ', conditions.Where(c => c.Text("outcome") == "unknown").Select(c => c.Text("text")));
                Assert.Contains($"- **{exception.Text("code")}, {exception.Text("name")}:** {open}", part, StringComparison.Ordinal);
                break;
            case "unavailable" when conditions.Count == 1 && Regex.IsMatch(part, $@"\n- Not for these goods or this place: ([A-Z0-9-]+, )*{exception.Text("code")}(, [A-Z0-9-]+)*\n"):
            case "unavailable" when conditions.Count == 1 && Regex.IsMatch(part, $@"\n- \*\*{exception.Text("code")}[:,]"):
                break;
            default:
                var reason = conditions.Single(c => c.Text("outcome") == "fails").Text("text");
                Assert.Matches($@"\n- \*\*([A-Z0-9-]+, )*{exception.Text("code")}(, [A-Z0-9-]+)*:\*\* {Regex.Escape(reason)}\n", part);
                break;
        }
    }

    /// <summary>A determination as it is stored, with one step.</summary>
    private static string License(string requirement, bool verified, string? asOf, string step, params object[] exceptions) => JsonSerializer.Serialize(new[]
    {
        new { regime = "EU-DU", requirement, because = new[] { new { code = step, text = "As it is.", citation = "Art. 1" } }, exceptions, questions = Array.Empty<object>(), verified, asOf },
    });

    private static object Exception(string code, string outcome, params (string Condition, string Kind, string Outcome, string Text)[] conditions) =>
        new { code, name = $"Name of {code}", outcome, conditions = conditions.Select(c => new { condition = c.Condition, kind = c.Kind, outcome = c.Outcome, text = c.Text }), citation = "Art. 2" };

    private static string Words(string name) => MemoText.Words(name);

    /// <summary>The memo of a line with these determinations, and no other question.</summary>
    private async Task<string> MemoOfAsync(string licenses)
    {
        var location = await StoreAsync(Chip);
        await ChangeAsync(location, $"jsonb_set(jsonb_set(result, '{{lines,0,licenses}}', '{licenses.Replace("'", "''", StringComparison.Ordinal)}'), '{{lines,0,questions}}', '[]')");
        return await MarkdownAsync(location, 10);
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

    /// <summary>Leaves the row as it would be from before results were packed.</summary>
    private async Task<Guid> ChangeAsync(string location, string result)
    {
        var id = Guid.Parse(location.Split('/')[^1]);
        var stored = PackedResult.Unpack(await service.AskAsync<byte[]>("select result_packed from screenings where id = $1", id));
        return await service.AskAsync<Guid>(
            $"update screenings set result_packed = null, result = (select {result} from (select $2::jsonb as result) stored) where id = $1 returning id", id, System.Text.Encoding.UTF8.GetString(stored));
    }
}
