using System.Net;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>One field wrong in an otherwise good body: which status, which code, which place.</summary>
public sealed class FieldTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    /// <summary>Every member that holds text, and the most characters it takes.</summary>
    public static TheoryData<string, int> Texts => new()
    {
        { "/reference", 100 }, { "/origin", 100 }, { "/destination", 100 }, { "/transit/0", 100 }, { "/parties/0/name", 300 }, { "/parties/0/country", 100 },
        { "/parties/0/address", 500 }, { "/endUse", 1000 }, { "/lines/0/description", 4000 }, { "/lines/0/partNumber", 100 }, { "/lines/0/manufacturer", 200 },
        { "/lines/0/unit", 20 }, { "/lines/0/originCountry", 100 }, { "/lines/0/parameters/0/name", 60 }, { "/lines/0/parameters/0/unit", 20 },
    };

    public static TheoryData<string> OtherTexts => ["/lines/0/hsCode", "/lines/0/eccn", "/lines/0/currency"];

    public static IEnumerable<TheoryDataRow<string>> AllTexts => Texts.Select(t => t.Data.Item1).Concat(OtherTexts.Select(t => t.Data)).Select(p => new TheoryDataRow<string>(p));

    public static IEnumerable<TheoryDataRow<string>> Objects => new[] { "", "/parties/0", "/lines/0", "/lines/0/parameters/0" }.Select(p => new TheoryDataRow<string>(p));

    [Theory]
    // Not there, null, empty
    [InlineData("/destination", null, 422, "missing")]
    [InlineData("/destination", "null", 422, "missing")]
    [InlineData("/destination", "\"\"", 422, "missing")]
    [InlineData("/destination", "\" \\t \"", 422, "missing")]
    [InlineData("/lines", null, 422, "missing")]
    [InlineData("/lines", "null", 422, "missing")]
    [InlineData("/lines", "[]", 422, "missing")]
    [InlineData("/lines/0", "null", 422, "missing")]
    [InlineData("/lines/0/lineNo", null, 422, "missing")]
    [InlineData("/lines/0/lineNo", "null", 422, "missing")]
    [InlineData("/transit/0", "null", 422, "missing")]
    [InlineData("/transit/0", "\"\"", 422, "missing")]
    [InlineData("/parties/0", "null", 422, "missing")]
    [InlineData("/parties/0/role", null, 422, "missing")]
    [InlineData("/parties/0/role", "null", 422, "missing")]
    [InlineData("/parties/0/name", null, 422, "missing")]
    [InlineData("/parties/0/name", "null", 422, "missing")]
    [InlineData("/parties/0/name", "\"\"", 422, "missing")]
    [InlineData("/parties/0/name", "\"  \"", 422, "missing")]
    [InlineData("/lines/0/parameters/0/name", null, 422, "missing")]
    [InlineData("/lines/0/parameters/0/name", "\"\"", 422, "missing")]
    [InlineData("/lines/0/parameters/0/value", null, 422, "missing")]
    [InlineData("/lines/0/parameters/0/value", "null", 422, "missing")]
    // Places
    [InlineData("/destination", "\"XX\"", 422, "unknownCountry")]
    [InlineData("/destination", "\"ZZZ\"", 422, "unknownCountry")]
    [InlineData("/destination", "\"X\"", 422, "unknownCountry")]
    [InlineData("/destination", "\"276\"", 422, "unknownCountry")]
    [InlineData("/destination", "\"???\"", 422, "unknownCountry")]
    [InlineData("/destination", "\"12345\"", 422, "unknownCountry")]
    [InlineData("/origin", "\"XX\"", 422, "unknownCountry")]
    [InlineData("/transit/0", "\"--\"", 422, "unknownCountry")]
    [InlineData("/parties/0/country", "\"QQ\"", 422, "unknownCountry")]
    [InlineData("/lines/0/originCountry", "\"0\"", 422, "unknownCountry")]
    // Dates
    [InlineData("/decisiveDate", "\"1989-12-31\"", 422, "outOfRange")]
    [InlineData("/decisiveDate", "\"9999-12-31\"", 422, "outOfRange")]
    [InlineData("/decisiveDate", "\"0001-01-01\"", 422, "outOfRange")]
    [InlineData("/decisiveDate", "\"2026-02-30\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"2025-02-29\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"2026-13-01\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"2026-00-10\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"2026-1-1\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"23.11.2026\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"11/23/2026\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"2026-11-23T00:00:00Z\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\" 2026-11-23\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "\"tomorrow\"", 400, "wrongType")]
    [InlineData("/decisiveDate", "20261123", 400, "wrongType")]
    // Roles
    [InlineData("/parties/0/role", "\"boss\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\"\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\"0\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "0", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\"exporter,consignee\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\"end user\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\"EndUser\"", 400, "unknownValue")]
    [InlineData("/parties/0/role", "\" endUser\"", 400, "unknownValue")]
    // Numbers
    [InlineData("/lines/0/lineNo", "0", 422, "outOfRange")]
    [InlineData("/lines/0/lineNo", "-1", 422, "outOfRange")]
    [InlineData("/lines/0/lineNo", "1000000001", 422, "outOfRange")]
    [InlineData("/lines/0/lineNo", "2147483648", 400, "wrongType")]
    [InlineData("/lines/0/lineNo", "1.5", 400, "wrongType")]
    [InlineData("/lines/0/lineNo", "1e99", 400, "wrongType")]
    [InlineData("/lines/0/lineNo", "\"1\"", 400, "wrongType")]
    [InlineData("/lines/0/lineNo", "true", 400, "wrongType")]
    [InlineData("/lines/0/lineNo", "[1]", 400, "wrongType")]
    [InlineData("/lines/0/quantity", "-1", 422, "outOfRange")]
    [InlineData("/lines/0/quantity", "-0.0001", 422, "outOfRange")]
    [InlineData("/lines/0/quantity", "1000000000000001", 422, "outOfRange")]
    [InlineData("/lines/0/quantity", "1e28", 422, "outOfRange")]
    [InlineData("/lines/0/quantity", "1e29", 400, "wrongType")]
    [InlineData("/lines/0/quantity", "1e400", 400, "wrongType")]
    [InlineData("/lines/0/quantity", "\"4\"", 400, "wrongType")]
    [InlineData("/lines/0/quantity", "\"NaN\"", 400, "wrongType")]
    [InlineData("/lines/0/quantity", "{}", 400, "wrongType")]
    [InlineData("/lines/0/value", "-5", 422, "outOfRange")]
    [InlineData("/lines/0/value", "1e16", 422, "outOfRange")]
    [InlineData("/lines/0/value", "\"32000\"", 400, "wrongType")]
    [InlineData("/lines/0/value", "false", 400, "wrongType")]
    [InlineData("/lines/0/parameters/0/value", "\"10\"", 400, "wrongType")]
    [InlineData("/lines/0/parameters/0/value", "1e999", 400, "wrongType")]
    // Codes
    [InlineData("/lines/0/currency", "\"eur\"", 422, "invalidCurrency")]
    [InlineData("/lines/0/currency", "\"EURO\"", 422, "invalidCurrency")]
    [InlineData("/lines/0/currency", "\"\"", 422, "invalidCurrency")]
    [InlineData("/lines/0/currency", "\"€\"", 422, "invalidCurrency")]
    [InlineData("/lines/0/currency", "\"ЕUR\"", 422, "invalidCurrency")] // the first letter is Cyrillic
    // Wrong kinds
    [InlineData("/reference", "5", 400, "wrongType")]
    [InlineData("/reference", "true", 400, "wrongType")]
    [InlineData("/reference", "[\"a\"]", 400, "wrongType")]
    [InlineData("/reference", "{\"a\":1}", 400, "wrongType")]
    [InlineData("/origin", "276", 400, "wrongType")]
    [InlineData("/destination", "276", 400, "wrongType")]
    [InlineData("/transit", "\"TR\"", 400, "wrongType")]
    [InlineData("/transit", "{}", 400, "wrongType")]
    [InlineData("/transit/0", "7", 400, "wrongType")]
    [InlineData("/parties", "{}", 400, "wrongType")]
    [InlineData("/parties/0", "\"Falcon\"", 400, "wrongType")]
    [InlineData("/parties/0", "[]", 400, "wrongType")]
    [InlineData("/parties/0/name", "7", 400, "wrongType")]
    [InlineData("/parties/0/country", "7", 400, "wrongType")]
    [InlineData("/parties/0/address", "7", 400, "wrongType")]
    [InlineData("/endUse", "7", 400, "wrongType")]
    [InlineData("/lines", "{}", 400, "wrongType")]
    [InlineData("/lines", "\"chips\"", 400, "wrongType")]
    [InlineData("/lines", "1", 400, "wrongType")]
    [InlineData("/lines/0", "5", 400, "wrongType")]
    [InlineData("/lines/0", "[]", 400, "wrongType")]
    [InlineData("/lines/0/description", "5", 400, "wrongType")]
    [InlineData("/lines/0/hsCode", "880623", 400, "wrongType")]
    [InlineData("/lines/0/hsCode", "8806.23", 400, "wrongType")]
    [InlineData("/lines/0/eccn", "9", 400, "wrongType")]
    [InlineData("/lines/0/partNumber", "5", 400, "wrongType")]
    [InlineData("/lines/0/manufacturer", "5", 400, "wrongType")]
    [InlineData("/lines/0/unit", "5", 400, "wrongType")]
    [InlineData("/lines/0/currency", "5", 400, "wrongType")]
    [InlineData("/lines/0/originCountry", "5", 400, "wrongType")]
    [InlineData("/lines/0/parameters", "{}", 400, "wrongType")]
    [InlineData("/lines/0/parameters/0", "5", 400, "wrongType")]
    [InlineData("/lines/0/parameters/0/name", "5", 400, "wrongType")]
    [InlineData("/lines/0/parameters/0/unit", "5", 400, "wrongType")]
    public async Task A_wrong_value_is_refused_at_its_place(string pointer, string? json, int status, string code)
    {
        var problem = await RefuseAsync(Shipments.With(pointer, json));
        Assert.Equal(status, problem.Status);
        Assert.Equal(status == 400 ? "malformedRequest" : "invalidRequest", problem.Code);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer && e.Code == code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    public async Task A_missing_parameter_is_named(string json)
    {
        using var answer = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.With("/lines/0/parameters", json));
        if (json == "null")
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return;
        }

        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal(["/lines/0/parameters/0/name", "/lines/0/parameters/0/value"], problem.Errors.Select(e => e.Pointer));
    }

    [Fact]
    public async Task A_line_that_says_nothing_about_its_goods_is_refused()
    {
        var problem = await RefuseAsync("""{"destination":"DE","lines":[{"lineNo":1,"description":" ","hsCode":"","eccn":null,"manufacturer":"DJI"}]}""");
        Assert.Equal((422, "/lines/0", "missing"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task A_text_of_the_greatest_length_is_taken_and_one_more_is_not(string pointer, int max)
    {
        using var longest = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.With(pointer, $"\"{new string('x', max)}\""));
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        var problem = await RefuseAsync(Shipments.With(pointer, $"\"{new string('x', max + 1)}\""));
        Assert.Equal(422, problem.Status);
        Assert.Contains(problem.Errors, e => e.Pointer == pointer && e.Code == "tooLong");
    }

    [Theory, MemberData(nameof(AllTexts))]
    public async Task A_NUL_character_is_no_text(string pointer)
    {
        var problem = await RefuseAsync(Shipments.With(pointer, "\"a\\u0000b\""));
        Assert.Equal(422, problem.Status);
        Assert.All(problem.Errors, e => Assert.Equal(pointer, e.Pointer)); // a place has two faults: no text, and no country
    }

    [Theory, MemberData(nameof(AllTexts))]
    public async Task Half_a_surrogate_pair_is_no_text(string pointer)
    {
        foreach (var half in new[] { "\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800" })
        {
            var problem = await RefuseAsync(Shipments.With(pointer, $"\"{half}\""));
            Assert.Equal((400, pointer), (problem.Status, problem.Only.Pointer));
        }
    }

    [Theory, MemberData(nameof(Objects))]
    public async Task An_unknown_member_is_refused_at_its_place(string pointer)
    {
        foreach (var name in new[] { "hscode", "HsCode", "Destination", "x", "$type", "__proto__", "descripton" })
        {
            var problem = await RefuseAsync(Shipments.With(pointer + "/" + name, "1"));
            Assert.Equal((400, pointer + "/" + name, "unknownMember"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
        }
    }

    [Theory]
    [InlineData("{\"destination\":\"DE\",\"destination\":\"RU\",\"lines\":[{\"lineNo\":1,\"hsCode\":\"8542\"}]}", "/destination")]
    [InlineData("{\"destination\":\"DE\",\"lines\":[{\"lineNo\":1,\"hsCode\":\"8542\"}],\"lines\":[]}", "/lines")]
    [InlineData("{\"destination\":\"DE\",\"lines\":[{\"lineNo\":1,\"lineNo\":1,\"hsCode\":\"8542\"}]}", "/lines/0/lineNo")]
    [InlineData("{\"destination\":\"DE\",\"lines\":[{\"lineNo\":1,\"hsCode\":\"8542\",\"hs\\u0043ode\":\"8542\"}]}", "/lines/0/hsCode")]
    [InlineData("{\"destination\":\"DE\",\"parties\":[{\"role\":\"endUser\",\"name\":\"A\",\"name\":\"B\"}],\"lines\":[{\"lineNo\":1,\"hsCode\":\"8542\"}]}", "/parties/0/name")]
    public async Task A_member_that_comes_twice_is_refused(string body, string pointer)
    {
        var problem = await RefuseAsync(body);
        Assert.Equal((400, pointer, "duplicateMember"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Theory]
    [InlineData("/transit", "\"TR\"", 20)]
    [InlineData("/parties", "{\"role\":\"notifyParty\",\"name\":\"A\"}", 100)]
    [InlineData("/lines/0/parameters", "{\"name\":\"range\",\"value\":1}", 50)]
    public async Task The_greatest_number_is_taken_and_one_more_is_not(string pointer, string element, int max)
    {
        using var most = await service.Http.PostTextAsync(HttpSteps.DryRun, Shipments.With(pointer, $"[{string.Join(',', Enumerable.Repeat(element, max))}]"));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        var problem = await RefuseAsync(Shipments.With(pointer, $"[{string.Join(',', Enumerable.Repeat(element, max + 1))}]"));
        Assert.Equal((422, pointer, "tooMany"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Fact]
    public async Task A_thousand_lines_are_taken_and_one_more_is_not()
    {
        using var most = await service.Http.PostTextAsync(HttpSteps.DryRun, Lines(1000));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        var problem = await RefuseAsync(Lines(1001));
        Assert.Equal((422, "/lines", "tooMany"), (problem.Status, problem.Only.Pointer, problem.Only.Code));

        static string Lines(int count) =>
            $$"""{"destination":"DE","lines":[{{string.Join(',', Enumerable.Range(1, count).Select(i => $$"""{"lineNo":{{i}},"description":"Steel bolt"}"""))}}]}""";
    }

    [Fact]
    public async Task A_line_number_that_comes_twice_is_refused_at_the_second()
    {
        var problem = await RefuseAsync("""{"destination":"DE","lines":[{"lineNo":7,"hsCode":"8542"},{"lineNo":8,"hsCode":"8542"},{"lineNo":7,"hsCode":"8542"}]}""");
        Assert.Equal((422, "/lines/2/lineNo", "duplicate"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var problem = await RefuseAsync("""{"origin":"XX","lines":[{"lineNo":0,"hsCode":"8"},{"lineNo":2,"eccn":"?","quantity":-1}]}""");
        Assert.Equal(422, problem.Status);
        Assert.Equal(
            ["/destination", "/lines/0/hsCode", "/lines/0/lineNo", "/lines/1/eccn", "/lines/1/quantity", "/origin"], problem.Errors.Select(e => e.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_thousand_wrong_lines_do_not_answer_with_a_thousand_errors()
    {
        var lines = string.Join(',', Enumerable.Range(1, 1000).Select(i => $$"""{"lineNo":{{i}},"hsCode":"1","eccn":"1","quantity":-1}"""));
        var problem = await RefuseAsync($$"""{"destination":"DE","lines":[{{lines}}]}""");
        Assert.InRange(problem.Errors.Count, 1, 100);
    }

    private async Task<ProblemAnswer> RefuseAsync(string body)
    {
        using var answer = await service.Http.PostTextAsync(HttpSteps.DryRun, body);
        return await ProblemAnswer.ReadAsync(answer);
    }
}
