using ScreeningApi.Storage.LocalPostgres;

namespace Screening.Benchmarks.Bench;

/// <summary>The built service as a process of its own, as it runs in production.</summary>
internal sealed class ServiceProcess : ListeningProcess
{
    private const string Key = "bootstrap-key-of-the-benchmark-only";

    private ServiceProcess(string connectionString)
        : base([Checkout.Service, "serve"], Settings(connectionString))
    {
    }

    public static string AccessKey => Key;

    /// <summary>Brings an empty database up to the service.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellation)
    {
        var migrate = new Command("dotnet", "exec", Checkout.Service, "migrate") { Environment = Settings(connectionString), Limit = TimeSpan.FromMinutes(10) };
        if (await migrate.RunAsync(cancellation) is { Succeeded: false } failed)
        {
            throw new BenchFault($"The command migrate failed: {failed.LastLine}");
        }
    }

    public static async Task<ServiceProcess> StartAsync(string connectionString, CancellationToken cancellation)
    {
        var service = new ServiceProcess(connectionString);
        try
        {
            await service.StartAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with the first administrator's key. Nothing times out but what the caller cancels.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        return client;
    }

    private static Dictionary<string, string> Settings(string connectionString) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Screening"] = connectionString, ["Auth__BootstrapKey"] = Key,
    };
}
