using System.Net;
using System.Net.Http.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Screenings;

public sealed class StoringTests(TemplateDatabase databases) : IAsyncLifetime
{
    private static readonly object Chip = new { destination = "AE", lines = new[] { new { lineNo = 1, description = "Processor chip", hsCode = "8542.31" } } };

    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(await databases.CloneAsync());

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact, Trait("Category", "Smoke")]
    public async Task What_is_read_back_is_byte_for_byte_what_was_answered()
    {
        var posted = await _service.Http.PostAsJsonAsync("/v1/screenings", Chip, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var read = await _service.Http.GetStringAsync(posted.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal(await posted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), read);
    }
}
