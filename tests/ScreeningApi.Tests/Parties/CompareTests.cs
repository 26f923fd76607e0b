using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Two names compared, without any list.</summary>
public sealed class CompareTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Pairs_are_answered_in_their_order_with_a_score_and_its_reasons()
    {
        var answer = await service.Http.PostOkAsync(ComparePath, """{"pairs":[{"left":"Harrowgate Optics GmbH","right":"HARROWGATE OPTICS LLC"},{"left":"Zarmandia","right":"Kolvedran"},{"left":"Same","right":"same"}]}""");
        var pairs = answer.GetProperty("pairs").EnumerateArray().ToArray();
        var threshold = answer.Figure("threshold");
        Assert.InRange(threshold, 0.5, 1);
        Assert.True(pairs[0].Figure("score") >= threshold && pairs[1].Figure("score") < threshold);
        Assert.Equal(1, pairs[2].Figure("score"));
        Assert.Equal(["same", "same", "variant"], pairs[0].GetProperty("explanation").EnumerateArray().Select(s => s.Text("code")));
        Assert.Equal(["onlyLeft", "onlyRight"], pairs[1].GetProperty("explanation").EnumerateArray().Select(s => s.Text("code")));
        Assert.All(pairs.SelectMany(p => p.GetProperty("explanation").EnumerateArray()), s => Assert.NotEmpty(s.Text("text")));
    }

    [Fact]
    public async Task A_thousand_pairs_are_answered_and_one_more_is_refused()
    {
        var pairs = Enumerable.Range(0, 1000).Select(i => new { left = $"Harrowgate Optics {i}", right = $"Harowgate Optics {i}" }).ToList();
        var answer = await service.Http.PostOkAsync(ComparePath, new { pairs }.Json());
        Assert.Equal(1000, answer.GetProperty("pairs").GetArrayLength());
        Assert.All(answer.GetProperty("pairs").EnumerateArray(), p => Assert.InRange(p.Figure("score"), 0.5, 1));
        var problem = await service.Http.RefusedAsync(ComparePath, new { pairs = pairs.Append(pairs[0]) }.Json());
        Assert.Equal((422, "/pairs", "tooMany"), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Theory]
    [InlineData("""{}""", 422, "/pairs", "missing")]
    [InlineData("""{"pairs":[]}""", 422, "/pairs", "missing")]
    [InlineData("""{"pairs":null}""", 422, "/pairs", "missing")]
    [InlineData("""{"pairs":[{"left":"a","right":"b"},{"left":"a"}]}""", 422, "/pairs/1/right", "missing")]
    [InlineData("""{"pairs":[{"left":" ","right":"b"}]}""", 422, "/pairs/0/left", "missing")]
    [InlineData("""{"pairs":[{"left":"a","right":"b","middle":"c"}]}""", 400, "/pairs/0/middle", "unknownMember")]
    [InlineData("""{"pairs":[{"left":1,"right":"b"}]}""", 400, "/pairs/0/left", "wrongType")]
    public async Task A_pair_that_cannot_be_compared_is_refused_with_its_place(string body, int status, string pointer, string code)
    {
        var problem = await service.Http.RefusedAsync(ComparePath, body);
        Assert.Equal((status, pointer, code), (problem.Status, problem.Only.Pointer, problem.Only.Code));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_no_name_is_quoted()
    {
        var problem = await service.Http.RefusedAsync(ComparePath, new { pairs = new object?[] { null, new { left = new string('Q', 1001), right = "b" }, new { left = "", right = "Quartzmoor\0" } } }.Json());
        Assert.Equal(["/pairs/0/left", "/pairs/0/right", "/pairs/1/left", "/pairs/2/left", "/pairs/2/right"], problem.Errors.Select(e => e.Pointer));
        Assert.DoesNotContain("QQQ", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quartzmoor", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!!", "??")]
    [InlineData("🚁", "\u200B\u202E")]
    [InlineData("a\u0301\u0301\u0301", "ﷺ")]
    public async Task Any_text_is_a_name(string left, string right)
    {
        var answer = await service.Http.PostOkAsync(ComparePath, new { pairs = new[] { new { left, right }, new { left = right, right = left } } }.Json());
        var scores = answer.GetProperty("pairs").EnumerateArray().Select(p => p.Figure("score")).ToArray();
        Assert.InRange(scores[0], 0, 1);
        Assert.Equal(scores[0], scores[1]);
    }

    [Fact]
    public async Task A_query_that_nobody_knows_is_refused()
    {
        var problem = await service.Http.RefusedAsync(ComparePath + "?dryRun=true", """{"pairs":[{"left":"a","right":"b"}]}""");
        Assert.InRange(problem.Status, 400, 422);
    }
}
