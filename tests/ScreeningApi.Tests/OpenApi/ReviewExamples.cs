using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScreeningApi.Alerts;
using ScreeningApi.Tests.Review;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>Makes what the examples of suppressions and alerts speak of, through the service.</summary>
internal sealed class ReviewExamples(ServiceFixture service)
{
    /// <summary>The list that the examples name.</summary>
    private const string List = "OWN-EXAMPLE";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The path of an operation, with what it needs in the database; null for operations of others.</summary>
    public async Task<string?> PathAsync(ContractOperation operation) => operation.Id switch
    {
        "createSuppression" => await ListedAsync(operation.Path),
        "listSuppressions" or "getSuppression" or "withdrawSuppression" => operation.Path.Replace("{id}", await SuppressedAsync(), StringComparison.Ordinal),
        "approveSuppression" => operation.Path.Replace("{id}", await PendingAsync(await SuppressedAsync()), StringComparison.Ordinal),
        "listAlerts" or "getAlert" or "disposeAlert" or "listAlertSweeps" => operation.Path.Replace("{id}", await AlertedAsync(), StringComparison.Ordinal),
        "getOwnership" or "listOwnershipRows" => await OwnedAsync(operation.Path),
        _ => null,
    };

    private async Task<string> ListedAsync(string path)
    {
        await service.Http.ImportAsync(List, "7,Marlin Bearing Works,,");
        return path;
    }

    private async Task<string> SuppressedAsync()
    {
        await ListedAsync("");
        return (await service.Http.SuppressAsync("Marlin Bearings Trading LLC", "7", List, ""","scope":{"destinations":["AE"],"hsPrefixes":["8482"]}""")).Text("id");
    }

    /// <summary>As another key has made it where two must agree.</summary>
    private Task<string> PendingAsync(string like) => service.AskAsync<string>(
        """
        insert into suppressions (tenant_id, id, created_by, state, party_name, party_key, country, address, list, entry_id, entry_name, entry_digest, effect, reason_code, reason, scope, expires_on)
        select tenant_id, $1, 'another', 'pending', party_name, party_key, country, address, list, entry_id, entry_name, entry_digest, effect, reason_code, reason, scope, expires_on
        from suppressions where id = $2::uuid
        returning id::text
        """, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), like);

    private async Task<string> AlertedAsync()
    {
        var name = $"{Word()} {Word()} Holding";
        await service.Http.ScreenAsync(name);
        await service.Http.ImportAsync(List, "7,Marlin Bearing Works,,", $"8,{name},,");
        await service.Service.Services.GetRequiredService<AlertSweepStore>().PlanAsync(90, TimeSpan.Zero, Cancelled);
        await service.Service.Services.GetServices<IHostedService>().OfType<AlertJob>().Single().RunAsync(Cancelled);
        var alert = (await service.Http.ItemsAsync("/v1/alerts?state=open")).First(i => i.GetProperty("party").Text("name") == name);
        return alert.Text("id");
    }

    private async Task<string> OwnedAsync(string path)
    {
        using var put = await service.Http.PutCsvAsync("owned,owner,owner_list,owner_entry,share,source,as_of\nMarlin,Holding,,,0.8,a,2026-10-01\nMarlin,,US-SDN,1,0.8,b,2026-10-01\n");
        return path;
    }

    private static string Word()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        var word = new StringBuilder();
        for (var i = 0; i < 4; i++)
        {
            word.Append("bdfghklmnprstvz"[bytes[i] % 15]).Append("aeiou"[bytes[i + 9] % 5]);
        }

        return word.ToString();
    }
}
