using System.Net;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

/// <summary>What the service is for, from request to answer.</summary>
public sealed class AcceptanceTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] Grave = ["prohibited", "licenseRequired", "review"];

    [Fact, Trait("Category", "Smoke")]
    public async Task A_processor_chip_to_Russia_is_prohibited()
    {
        var screening = await ScreenAsync(Shipments.Chip("RU"));
        Assert.Equal("prohibited", screening.Text("verdict"));
        Assert.Contains(screening.GetProperty("lines")[0].GetProperty("listings").EnumerateArray(), l => l.Text("list") == "CHPL");
        Assert.All(Findings(screening).Where(f => f.Text("severity") == "prohibited"), f => Assert.NotEmpty(f.Text("citation")));
    }

    [Fact]
    public async Task A_processor_chip_to_the_Emirates_is_at_least_reviewed_for_transshipment()
    {
        var screening = await ScreenAsync(Shipments.Chip("AE"));
        Assert.Contains(screening.Text("verdict"), Grave);
        Assert.Contains(screening.GetProperty("lines")[0].GetProperty("destination").GetProperty("reasons").EnumerateArray(), r => r.Text("code") == "transshipment");
    }

    [Fact]
    public async Task A_processor_chip_to_Germany_is_of_low_risk()
    {
        var screening = await ScreenAsync(Shipments.Chip("DE"));
        Assert.True(screening.Text("verdict") == "noFinding" || screening.Text("riskLevel") == "low", $"{screening.Text("verdict")}, {screening.Text("riskLevel")}");
    }

    [Theory]
    [InlineData("Fishing vest")]
    [InlineData("Bicycle helmet")]
    [InlineData("Toy drone")]
    [InlineData("Radio-controlled car")]
    [InlineData("Kitchen radio")]
    [InlineData("Wooden drill press toy")]
    public async Task A_look_alike_to_Germany_is_no_finding(string description)
    {
        var screening = await ScreenAsync(Shipments.Described(description, "DE"));
        Assert.Equal("noFinding", screening.Text("verdict"));
        Assert.Equal("low", screening.Text("riskLevel"));
    }

    [Theory]
    [InlineData("MM")]
    [InlineData("SY")]
    [InlineData("CN")]
    [InlineData("Sudan")]
    public async Task A_ballistic_helmet_to_a_country_under_an_arms_embargo_is_a_finding(string destination)
    {
        var screening = await ScreenAsync(Shipments.Described("Ballistic helmet, NIJ level IIIA", destination));
        Assert.Contains(screening.Text("verdict"), Grave);
        Assert.Contains(screening.GetProperty("lines")[0].GetProperty("categories").EnumerateArray(), c => c.Text("code") == "helmet");
    }

    [Theory]
    [InlineData("Crimea")]
    [InlineData("Republic of Crimea")]
    [InlineData("UA-43")]
    [InlineData("Crimea, Ukraine")]
    [InlineData("Sevastopol")]
    [InlineData("Крым")]
    public async Task Crimea_is_not_of_low_risk(string destination)
    {
        var screening = await ScreenAsync(Shipments.Chip(destination));
        Assert.NotEqual("low", screening.Text("riskLevel"));
        Assert.Contains(screening.Text("verdict"), Grave);
        Assert.StartsWith("UA-", screening.GetProperty("lines")[0].GetProperty("destination").Text("country"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Middle Kingdom of Nowhere")]
    [InlineData("Атлантида")]
    public async Task An_unknown_country_is_a_finding(string destination)
    {
        var screening = await ScreenAsync(Shipments.Described("Fishing vest", destination));
        Assert.NotEmpty(Findings(screening));
        Assert.NotEqual("noFinding", screening.Text("verdict"));
    }

    [Fact]
    public async Task A_chip_with_a_Russian_end_user_is_prohibited_wherever_it_is_sent()
    {
        var screening = await ScreenAsync(
            """{"destination":"DE","parties":[{"role":"endUser","name":"OOO Vektor","country":"RU"}],"lines":[{"lineNo":1,"description":"Processor chip","hsCode":"8542.31"}]}""");
        Assert.Equal("prohibited", screening.Text("verdict"));
    }

    [Fact]
    public async Task The_contributions_of_every_line_sum_to_its_score_and_the_shipment_has_the_gravest()
    {
        var screening = await ScreenAsync(
            """{"destination":"AE","lines":[{"lineNo":1,"description":"Fishing vest"},{"lineNo":2,"description":"Quadcopter with thermal camera","hsCode":"8806.23"},{"lineNo":3,"hsCode":"8542.31"}]}""");
        var lines = screening.GetProperty("lines").EnumerateArray().ToList();
        Assert.All(lines, line => Assert.Equal(
            line.GetProperty("riskScore").GetDecimal(), line.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("points").GetDecimal())));
        Assert.Equal(lines.Max(l => l.GetProperty("riskScore").GetDecimal()), screening.GetProperty("riskScore").GetDecimal());
    }

    [Fact]
    public async Task Evidence_points_into_the_description_as_it_was_sent()
    {
        const string Description = "🚁🚁 Très bon  QUADCOPTER\twith thermal camera — 四旋翼无人机";
        var screening = await ScreenAsync(Shipments.Described(Description, "AE"));
        var evidence = screening.GetProperty("lines")[0].GetProperty("categories").EnumerateArray().SelectMany(c => c.GetProperty("evidence").EnumerateArray())
            .Where(e => e.Text("kind") == "term").ToList();
        Assert.NotEmpty(evidence);
        Assert.All(evidence, e => Assert.Equal(e.Text("text"), Description.Substring(e.GetProperty("start").GetInt32(), e.GetProperty("length").GetInt32())));
    }

    [Fact]
    public async Task The_coverage_says_what_was_not_looked_at()
    {
        var coverage = (await ScreenAsync(Shipments.Full)).GetProperty("coverage");
        Assert.NotEmpty(coverage.GetProperty("evaluated").EnumerateArray());
        Assert.All(coverage.GetProperty("notEvaluated").EnumerateArray(), n => Assert.NotEmpty(n.Text("reason")));
    }

    private static IEnumerable<JsonElement> Findings(JsonElement screening) => screening.GetProperty("lines").EnumerateArray().SelectMany(l => l.GetProperty("findings").EnumerateArray());

    private async Task<JsonElement> ScreenAsync(string body)
    {
        using var answer = await service.Http.PostTextAsync("/v1/screenings", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }
}
