using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Licensing;

/// <summary>License determinations over the wire, on the shipped data in a real database.</summary>
[Trait("Category", "Licensing")]
public sealed class LicenseDeterminationTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Path = "/v1/license-determinations";

    [Theory]
    [InlineData("""{"eccn":"9A012.a.1","destination":"AE","originCountry":"US"}""", "required", "countryChart")]
    [InlineData("""{"eccn":"9A012","destination":"GB","originCountry":"US"}""", "notRequired", "countryChartBlank")]
    [InlineData("""{"eccn":"EAR99","destination":"IR","originCountry":"US"}""", "required", "sanction")]
    [InlineData("""{"eccn":"EAR99","destination":"KP","originCountry":"US"}""", "required", "sanction")]
    [InlineData("""{"eccn":"EAR99","destination":"Crimea","originCountry":"US"}""", "required", "sanction")]
    [InlineData("""{"hsCode":"8542.31","destination":"RU","originCountry":"US"}""", "required", "sanction")]
    [InlineData("""{"hsCode":"8542.31","destination":"DE","originCountry":"US"}""", "unknown", "classificationMissing")]
    [InlineData("""{"eccn":"3A991.b.2","destination":"CN","originCountry":"US"}""", "unknown", "endUseOpen")]
    [InlineData("""{"eccn":"3A991.b.2","destination":"CN","originCountry":"US","endUse":"耐用消费品"}""", "notRequired", "noLicense")]
    [InlineData("""{"eccn":"3A991.b.2","destination":"CN","originCountry":"US","endUse":"radar for the navy"}""", "required", "endUse")]
    [InlineData("""{"eccn":"9A012.a.1","destination":"AE","originCountry":"JP"}""", "unknown", "jurisdictionOpen")]
    [InlineData("""{"eccn":"9A012.a.1","destination":"AE","originCountry":"JP","circumstances":["usContentBelowDeMinimis","notDirectProduct"]}""", "notRequired", "notSubject")]
    public async Task The_United_States_answer_says_what_it_asks_for_and_why(string request, string requirement, string step)
    {
        var license = await DetermineAsync(request, "US-EAR");
        Assert.Equal(requirement, license.Text("requirement"));
        Assert.Contains(license.GetProperty("because").EnumerateArray(), s => s.Text("code") == step);
        Assert.All(license.GetProperty("because").EnumerateArray(), s => Assert.True(s.Text("text").Length > 0 && s.Text("citation").Length > 0));
    }

    [Theory]
    [InlineData("NO", "exceptionAvailable", "EU001")]
    [InlineData("IN", "required", null)]
    [InlineData("FR", "notRequired", null)]
    public async Task A_machining_centre_from_the_Union_goes_under_a_general_authorization_where_there_is_one(string destination, string requirement, string? authorization)
    {
        var license = await DetermineAsync($$"""{"eccn":"2B001.b.2","destination":"{{destination}}","origin":"DE","endUse":"moulds for toys"}""", "EU-DU");
        Assert.Equal(requirement, license.Text("requirement"));
        Assert.Equal(authorization, license.GetProperty("exceptions").EnumerateArray().FirstOrDefault(e => e.Text("outcome") == "available") is { ValueKind: JsonValueKind.Object } found ? found.Text("code") : null);
    }

    [Fact]
    public async Task What_goes_from_elsewhere_is_outside_the_scope_of_the_Union_and_of_the_United_Kingdom()
    {
        foreach (var regime in new[] { "EU-DU", "UK-SECL" })
        {
            var license = await DetermineAsync("""{"eccn":"2B001.b.2","destination":"IN","origin":"JP"}""", regime);
            Assert.Equal("notRequired", license.Text("requirement"));
            Assert.Equal("outsideScope", Assert.Single(license.GetProperty("because").EnumerateArray()).Text("code"));
        }
    }

    [Fact]
    public async Task Regimes_that_come_to_different_answers_are_shown_side_by_side()
    {
        using var answer = await service.Http.PostTextAsync(Path, """{"eccn":"2B001.b.2","destination":"NO","originCountry":"US","origin":"DE","endUse":"moulds for toys"}""");
        var json = await answer.ReadJsonAsync();
        Assert.Contains("EU-DU: exceptionAvailable", Assert.Single(json.GetProperty("conflicts").EnumerateArray()).Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_date_uses_the_facts_that_held_then()
    {
        var license = await DetermineAsync("""{"eccn":"EAR99","destination":"SY","originCountry":"US","decisiveDate":"2025-08-01","endUse":"school books"}""", "US-EAR");
        Assert.Equal("required", license.Text("requirement"));
        license = await DetermineAsync("""{"eccn":"EAR99","destination":"SY","originCountry":"US","decisiveDate":"2025-10-01","endUse":"school books"}""", "US-EAR");
        Assert.Equal("exceptionAvailable", license.Text("requirement"));
    }

    [Theory]
    [InlineData("""{"destination":"IN","description":"lathe"}""", "", "missing")]
    [InlineData("""{"eccn":"2B001"}""", "/destination", "missing")]
    [InlineData("""{"eccn":"hello","destination":"IN"}""", "/eccn", "invalidEccn")]
    [InlineData("""{"eccn":"2B001","destination":"IN","currency":"euro"}""", "/currency", "invalidCurrency")]
    [InlineData("""{"eccn":"2B001","destination":"IN","circumstances":["byMistake"]}""", "/circumstances/0", "unknownCircumstance")]
    public async Task A_faulty_request_is_refused_with_the_place_of_the_fault(string request, string pointer, string code)
    {
        using var answer = await service.Http.PostTextAsync(Path, request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains((await answer.ReadJsonAsync()).GetProperty("errors").EnumerateArray(), e => e.Text("pointer") == pointer && e.Text("code") == code);
    }

    [Fact]
    public async Task A_line_of_a_shipment_gets_the_same_determinations_as_the_item_alone()
    {
        var line = """{"lineNo":1,"description":"drone","eccn":"9A012.a.1","originCountry":"US","value":1000,"currency":"USD"}""";
        using var screened = await service.Http.PostTextAsync(HttpSteps.DryRun, $$"""{"destination":"AE","origin":"DE","endUse":"crop spraying","decisiveDate":"2026-11-23","lines":[{{line}}]}""");
        using var determined = await service.Http.PostTextAsync(Path, """{"description":"drone","eccn":"9A012.a.1","originCountry":"US","value":1000,"currency":"USD","destination":"AE","origin":"DE","endUse":"crop spraying","decisiveDate":"2026-11-23"}""");
        var shipment = await screened.ReadJsonAsync();
        Assert.Equal((await determined.ReadJsonAsync()).GetProperty("licenses").GetRawText(), shipment.GetProperty("lines")[0].GetProperty("licenses").GetRawText());
        Assert.Equal("licenseRequired", shipment.Text("verdict"));
    }

    [Fact]
    public async Task What_can_be_declared_and_the_facts_that_were_used_can_be_read()
    {
        Assert.Contains((await service.Http.GetJsonAsync("/v1/circumstances")).GetProperty("items").EnumerateArray(), c => c.Text("circumstance") == "temporaryExport");
        var controls = await service.Http.GetJsonAsync("/v1/controls?regime=US-EAR");
        Assert.All(controls.GetProperty("items").EnumerateArray(), c => Assert.Equal("US-EAR", c.Text("regime")));
        Assert.Contains(controls.GetProperty("tables").EnumerateArray(), t => t.Text("table") == "sanctions" && t.GetProperty("holes").GetArrayLength() > 0 && t.Text("asOf").Length == 10);
        Assert.Contains((await service.Http.GetJsonAsync("/v1/controls/US-EAR/3A090")).GetProperty("partialReasons").EnumerateArray(), r => r.Text("reason") == "RS@WORLD");
        var turkey = await service.Http.GetJsonAsync("/v1/destinations/TR?asOf=2026-11-23");
        Assert.Contains("NS1", turkey.GetProperty("chartColumns").EnumerateArray().Select(c => c.GetString()));
        Assert.Contains(turkey.GetProperty("generalAuthorizations").EnumerateArray(), g => g.Text("code") == "EU002");
    }

    private async Task<JsonElement> DetermineAsync(string request, string regime)
    {
        using var answer = await service.Http.PostTextAsync(Path, request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single((await answer.ReadJsonAsync()).GetProperty("licenses").EnumerateArray(), l => l.Text("regime") == regime);
    }
}
