using System.Net;
using ScreeningApi.Tests.Batches;
using ScreeningApi.Tests.Watchlists;
using static ScreeningApi.Tests.Parties.PartySteps;

namespace ScreeningApi.Tests.Parties;

/// <summary>Initials that are several Latin letters, by every way in.</summary>
public sealed class DottedInitialsTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const string Name = "Норвинд И.Я";

    [Fact]
    public async Task Such_a_name_is_compared_looked_up_and_screened()
    {
        using var http = await service.NewTenantAsync("initials");
        await http.ImportAsync("OWN-INITIALS", ListFiles.Own([Name]));
        await http.PostOkAsync(ComparePath, new { pairs = new[] { new { left = Name, right = "Norvind" } } }.Json());
        Assert.Equal([$"OWN-INITIALS: {Name}"], await http.FindAsync(Name));
        await http.PostOkAsync("/v1/screenings", Shipment(Name), HttpStatusCode.Created);
    }
}
