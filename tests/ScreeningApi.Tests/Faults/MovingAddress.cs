namespace ScreeningApi.Tests.Faults;

/// <summary>Sends every request to wherever the service is at the moment, as a load balancer does in front of several.</summary>
internal sealed class MovingAddress() : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly Uri Nominal = new("http://service.test");

    /// <summary>The service that answers; null: none does.</summary>
    public Uri? Current { get; set; }

    public static HttpClient NewClient(MovingAddress address, string key)
    {
        var client = new HttpClient(address, disposeHandler: false) { BaseAddress = Nominal };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(Current ?? throw new HttpRequestException("no service is up"), request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
