using System.Net;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

public sealed class IdempotencyTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private const string Replayed = "Idempotency-Replayed";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_and_body_give_the_stored_answer_again()
    {
        using var first = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "again");
        using var second = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "again");
        Assert.False(first.Headers.Contains(Replayed));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues(Replayed)));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Cancelled), await second.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(1L, await CountAsync("again"));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var first = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "other body");
        Assert.Equal("invalidIdempotencyKey", (await ProblemAnswer.ReadAsync(first)).Code); // a space is no visible character
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "other-body");
        using var changed = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full + " ", "other-body");
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        var problem = await ProblemAnswer.ReadAsync(changed);
        Assert.Equal((422, "idempotencyKeyReused"), (problem.Status, problem.Code));
        Assert.Equal(1L, await CountAsync("other-body"));
    }

    [Fact]
    public async Task A_key_that_came_with_a_refused_body_is_still_free()
    {
        using var refused = await service.Http.PostTextAsync("/v1/screenings", "{}", "free");
        using var stored = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full, "free");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created), (refused.StatusCode, stored.StatusCode));
    }

    [Fact]
    public async Task Without_a_key_every_post_stores()
    {
        using var first = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        using var second = await service.Http.PostTextAsync("/v1/screenings", Shipments.Full);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("~!@#$%^&*()_+{}|:\"<>?[];',./\\")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Any_visible_text_of_up_to_200_characters_is_a_key(string key)
    {
        using var answer = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("DE"), key);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_longer_key_is_refused()
    {
        using var answer = await service.Http.PostTextAsync("/v1/screenings", Shipments.Chip("DE"), new string('k', 201));
        var problem = await ProblemAnswer.ReadAsync(answer);
        Assert.Equal((400, "invalidIdempotencyKey"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_store_exactly_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = $"at-once-{round}";
            var posts = Enumerable.Range(0, 20).Select(_ => service.Http.PostTextAsync("/v1/screenings", Shipments.Full, key));
            var answers = await Task.WhenAll(posts);
            var stored = answers.Where(a => a.StatusCode == HttpStatusCode.Created).ToList();
            Assert.NotEmpty(stored);
            var bodies = await Task.WhenAll(stored.Select(a => a.Content.ReadAsStringAsync(Cancelled)));
            Assert.Single(bodies.Distinct());
            Assert.Single(stored, a => !a.Headers.Contains(Replayed));
            foreach (var refused in answers.Except(stored))
            {
                var problem = await ProblemAnswer.ReadAsync(refused);
                Assert.Equal((409, "idempotencyKeyInFlight"), (problem.Status, problem.Code));
            }

            Assert.Equal(1L, await CountAsync(key));
        }
    }

    private Task<long> CountAsync(string key) => service.AskAsync<long>(
        """
        select count(*) from idempotency_keys k
        join screenings s on s.tenant_id = k.tenant_id and s.id = k.screening_id
        join audit_entries a on a.tenant_id = s.tenant_id and a.subject = s.id::text
        where k.key = $1
        """, key);
}
