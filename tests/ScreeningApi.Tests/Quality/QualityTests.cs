using System.Net;
using System.Text.Json;
using ScreeningApi.Quality;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Quality;

/// <summary>What a caller is told about how good the active rules are.</summary>
public sealed class QualityTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] Modes = ["descriptionOnly", "withHsCode"];
    private static readonly string[] Parts = ["categories", "languages", "languageGroups", "kinds"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Smoke")]
    public async Task It_names_the_versions_and_the_corpus_that_it_was_measured_on()
    {
        var quality = await service.Http.GetJsonAsync("/v1/quality");
        var corpus = LabelledCorpus.Read(LabelledCorpus.Shipped);
        Assert.Equal((await service.Http.GetJsonAsync("/v1/categories")).Text("ruleSet"), quality.Text("ruleSet"));
        Assert.Equal(corpus.Checksum, quality.GetProperty("corpus").Text("checksum"));
        Assert.Equal(corpus.Rows.Length, quality.GetProperty("corpus").GetProperty("rows").GetInt32());
        Assert.Empty(quality.GetProperty("missed").EnumerateArray());
    }

    [Fact]
    public async Task The_parts_of_a_breakdown_add_up_to_its_whole()
    {
        var quality = await service.Http.GetJsonAsync("/v1/quality");
        foreach (var mode in Modes.Select(quality.GetProperty))
        {
            var totals = mode.GetProperty("totals");
            foreach (var part in Parts.Select(mode.GetProperty))
            {
                Assert.Equal(Number(totals, "rows"), part.EnumerateArray().Sum(p => Number(p, "rows")));
                Assert.Equal(Number(totals, "found"), part.EnumerateArray().Sum(p => Number(p, "found")));
                Assert.All(part.EnumerateArray(), p => Assert.Equal(Number(p, "rows"), Number(p, "found") + Number(p, "missed")));
            }

            Assert.Equal(16, mode.GetProperty("categories").GetArrayLength());
            Assert.Equal(Number(totals, "falselyFound"), mode.GetProperty("languages").EnumerateArray().Sum(p => Number(p, "falselyFound")));
        }
    }

    [Fact]
    public async Task Most_descriptions_are_found_and_few_look_alikes_are()
    {
        var totals = (await service.Http.GetJsonAsync("/v1/quality")).GetProperty("descriptionOnly").GetProperty("totals");
        Assert.InRange(totals.GetProperty("recall").GetProperty("value").GetDouble(), 0.5, 1);
        Assert.InRange((double)Number(totals, "falselyFound") / Number(totals, "lookalikes"), 0, 0.05);
    }

    [Fact]
    public async Task The_worst_misses_are_listed_when_asked_for()
    {
        var quality = await service.Http.GetJsonAsync("/v1/quality?misses=5");
        var missed = quality.GetProperty("missed").EnumerateArray().ToList();
        Assert.InRange(missed.Count, 0, 5);
        Assert.All(missed, m => Assert.DoesNotContain(m.Text("expected"), m.GetProperty("found").EnumerateArray().Select(f => f.GetString())));
        Assert.All(quality.GetProperty("falselyFound").EnumerateArray(), m => Assert.Equal("none", m.Text("expected")));
    }

    [Theory]
    [InlineData("51")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("")]
    public async Task A_number_of_misses_that_is_none_is_refused(string misses)
    {
        using var answer = await service.Http.GetAsync($"/v1/quality?misses={misses}", Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("?misses", (await answer.ReadJsonAsync()).GetProperty("errors")[0].Text("pointer"));
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused()
    {
        using var answer = await service.Http.GetAsync("/v1/quality?miss=3", Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_without_the_scope_may_ask()
    {
        using var reviewer = await service.NewTenantAsync("quality", "review");
        using var answer = await reviewer.GetAsync("/v1/quality", Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static int Number(JsonElement json, string member) => json.GetProperty(member).GetInt32();
}
