using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>HS codes and ECCNs as people write them.</summary>
public sealed class CodeTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("8806.23")]
    [InlineData("8806 23")]
    [InlineData("8806-23")]
    [InlineData("88.06.23")]
    [InlineData(" 8806.23 ")]
    [InlineData("8806\u00A023")]
    [InlineData("8806/23")]
    [InlineData("880623")]
    [InlineData("88062300")]
    [InlineData("8806 23 00 00")]
    [InlineData("8806230000")]
    public async Task An_HS_code_is_read_with_its_dots_and_spaces(string code)
    {
        var evidence = await EvidenceAsync("hsCode", code);
        Assert.Contains(evidence, e => e.Text("kind") == "hsCode" && e.Text("rule").StartsWith("uav.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HS 8806.23")]
    [InlineData("ТН ВЭД 8806 23")]
    [InlineData("８８０６２３")]
    [InlineData("٨٨٠٦٢٣")]
    [InlineData("8806,23")]
    [InlineData("'880623")]
    public async Task Labels_and_the_digits_of_other_scripts_are_read_without_a_word(string code) =>
        Assert.DoesNotContain("hsCodeRepaired", await FindingsAsync(code));

    [Theory]
    [InlineData("880623.0")]
    [InlineData("8.80623E+05")]
    [InlineData("8.81E+07")]
    [InlineData("8,81E+07")]
    [InlineData("88062300000")]
    [InlineData("8806230000001")]
    [InlineData("10121")]
    [InlineData("101.21")]
    public async Task What_a_spreadsheet_did_to_an_HS_code_is_mended_and_said(string code) => Assert.Contains("hsCodeRepaired", await FindingsAsync(code));

    [Theory]
    [InlineData("7701.10", "hsCodeUnknown")]
    [InlineData("8806.99.00", null)]
    [InlineData("8806.77", "hsCodeUnknown")]
    [InlineData("8525.80", "hsCodeRetired")]
    [InlineData("9801.00", "hsCodeNational")]
    public async Task An_HS_code_that_does_not_exist_or_no_longer_is_screened_and_said(string code, string? finding) =>
        Assert.Equal(finding is null ? [] : [finding], (await FindingsAsync(code)).Where(f => f.StartsWith("hsCode", StringComparison.Ordinal)));

    [Theory]
    [InlineData("8")]
    [InlineData("880")]
    [InlineData("88062")]
    [InlineData("8806230")]
    [InlineData("880623000")]
    [InlineData("880623000000000")]
    [InlineData("8806.2X")]
    [InlineData("8806,8542")]
    [InlineData("8.8E+05")]
    [InlineData("8.80E+07")]
    [InlineData("8.8E-05")]
    [InlineData("00")]
    [InlineData("0012.34")]
    [InlineData("..")]
    [InlineData("HS")]
    [InlineData("DRONE 8806")]
    [InlineData("+880623")]
    [InlineData("8806.23; 8542.31")]
    [InlineData("drone")]
    [InlineData("0000000000000000000000000000000000000000")]
    public async Task An_HS_code_that_cannot_be_read_is_refused_and_not_passed_over(string code) => await RefusesAsync("hsCode", code, "invalidHsCode");

    [Theory]
    [InlineData("88062")]
    [InlineData("8806230")]
    public async Task A_lost_zero_is_thought_of(string code)
    {
        var problem = await RefusesAsync("hsCode", code, "invalidHsCode");
        Assert.Contains("leading zero", problem.Only.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9A012")]
    [InlineData("9a012")]
    [InlineData("9A012.a.1")]
    [InlineData("9A012a1")]
    [InlineData("9A012(a)(1)")]
    [InlineData("ECCN: 9A012")]
    [InlineData("9 A 012")]
    [InlineData(" 9A012 ")]
    public async Task An_ECCN_is_read_in_the_forms_that_people_write(string code)
    {
        var evidence = await EvidenceAsync("eccn", code);
        Assert.Contains(evidence, e => e.Text("kind") == "eccn" && e.Text("rule").StartsWith("uav.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EAR99")]
    [InlineData("ear 99")]
    public async Task EAR99_is_a_code(string code)
    {
        using var answer = await PostAsync("eccn", code);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("9A")]
    [InlineData("9A01")]
    [InlineData("9F012")]
    [InlineData("AA012")]
    [InlineData("9012A")]
    [InlineData("EAR98")]
    [InlineData("EAR 999")]
    [InlineData("9A012.*")]
    [InlineData("9A012; 5A992")]
    [InlineData("9А012")] // the second letter is Cyrillic
    [InlineData("９A012")]
    [InlineData("9A012.a.b.c.d.e.f.g.h.i")]
    [InlineData("N/A")]
    [InlineData("9A0129A0129A0129A0129A0129A0129A0129A012")]
    public async Task An_ECCN_that_cannot_be_read_is_refused_and_not_passed_over(string code) => await RefusesAsync("eccn", code, "invalidEccn");

    private async Task<ProblemAnswer> RefusesAsync(string field, string code, string error)
    {
        using var answer = await PostAsync(field, code);
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((422, "/lines/0/" + field, error), (problem.Status, problem.Only.Pointer, problem.Only.Code));
        return problem;
    }

    private async Task<List<JsonElement>> EvidenceAsync(string field, string code)
    {
        using var answer = await PostAsync(field, code);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.ReadJsonAsync()).GetProperty("lines")[0].GetProperty("categories").EnumerateArray().SelectMany(c => c.GetProperty("evidence").EnumerateArray())];
    }

    private async Task<List<string>> FindingsAsync(string code)
    {
        using var answer = await PostAsync("hsCode", code);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.ReadJsonAsync()).GetProperty("lines")[0].GetProperty("findings").EnumerateArray().Select(f => f.Text("code"))];
    }

    private Task<HttpResponseMessage> PostAsync(string field, string code) => service.Http.PostTextAsync(
        HttpSteps.DryRun, $$"""{"destination":"AE","lines":[{"lineNo":1,"{{field}}":{{JsonSerializer.Serialize(code)}}}]}""");
}
