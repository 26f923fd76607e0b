using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Support;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Names of parties that are looked up stand in no log line, found or not, well asked or badly.</summary>
public sealed class PartyNamesStaySecretTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const int Planted = 500;

    [Fact]
    public async Task No_log_line_has_a_name()
    {
        var log = new CapturedLog();
        await using (var watched = await StartAsync(log))
        {
            await UseAsync(watched.Http);
        }

        var lines = string.Join('\n', log.Entries);
        Assert.Contains(MatchPath, lines, StringComparison.Ordinal);
        Assert.DoesNotContain("zyxomma", lines, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary trading", lines, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task UseAsync(HttpClient http)
    {
        string[] names = [.. Enumerable.Range(0, Planted).Select(i => string.Create(CultureInfo.InvariantCulture, $"Zyxomma{i:000} Trading"))];
        await http.ImportAsync("OWN-SECRET", ListFiles.Own(names.Take(100).Append(ListFiles.Canary)));
        var parties = names.Select(n => new { name = n }).ToArray();
        Assert.Equal(Planted, (await http.MatchAsync(parties)).Length);
        await http.PostOkAsync(ComparePath, new { pairs = names.Zip(names.Reverse(), (left, right) => new { left, right }) }.Json());
        foreach (var name in names.Take(20).Concat(names.TakeLast(20)))
        {
            await http.PostOkAsync("/v1/screenings", Shipment(name), HttpStatusCode.Created);
        }

        string[] wrong =
        [
            new { parties = names.Select(n => new { name = n, country = "QQ" }) }.Json(), new { parties = names.Select(n => new { name = n, birthDate = n }) }.Json(), new { parties, options = new { lists = names.Take(50) } }.Json(),
            new { parties, options = new { exclude = names } }.Json(), $$"""{"parties":[{"name":"{{names[0]}}","{{names[1]}}":1}]}""", $$"""{"parties":[{"name":"{{names[0]}}" """, $$"""{"parties":"{{names[0]}}"}""",
        ];
        foreach (var body in wrong)
        {
            Assert.InRange((await http.RefusedAsync(MatchPath, body)).Status, 400, 422);
            Assert.InRange((await http.RefusedAsync(ComparePath, body)).Status, 400, 422);
        }
    }

    private Task<TestService> StartAsync(CapturedLog log) => TestService.StartAsync(service.ConnectionString, configure: builder =>
    {
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Trace"), new("Logging:LogLevel:Microsoft.AspNetCore", "Trace")]);
    });
}
