using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using ScreeningApi.AccessKeys;

namespace ScreeningApi.Hosting;

/// <summary>Authenticates by the header X-Api-Key. In Development on loopback alone, a request without a key is the local tenant's.</summary>
internal sealed class AccessKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, AccessKeyDirectory keys, LoopbackMode loopback)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "AccessKey";
    public const string Header = "X-Api-Key";

    /// <summary>What follows from a key, made once for each: it is the same for all of its requests, and goes when the key does.</summary>
    private static readonly ConditionalWeakTable<AccessKey, AuthenticationTicket> Tickets = [];

    private static readonly AccessKey LocalKey = new(LoopbackMode.Tenant, Guid.Empty, "local", Scopes.All);

    /// <summary>Null when there is none that is known, and none is needed.</summary>
    public static AccessKey? Find(HttpRequest request, AccessKeyDirectory keys, LoopbackMode loopback) =>
        request.Headers.TryGetValue(Header, out var sent) ? keys.Find(sent.ToString()) : loopback.IsOn ? LocalKey : null;

    public static AuthenticationTicket TicketOf(AccessKey key) => Tickets.GetValue(key, Make);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Find(Request, keys, loopback) is { } key ? AuthenticateResult.Success(TicketOf(key))
        : Request.Headers.ContainsKey(Header) ? AuthenticateResult.Fail("unknown key") : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"ApiKey header=\"{Header}\"";
        return base.HandleChallengeAsync(properties);
    }

    private static AuthenticationTicket Make(AccessKey key)
    {
        var claims = key.Scopes.Select(s => new Claim(Caller.ScopeClaim, s))
            .Append(new Claim(Caller.TenantClaim, key.TenantId))
            .Append(new Claim(ClaimTypes.NameIdentifier, key.Id == Guid.Empty ? key.Name : key.Id.ToString()));
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName);
    }
}

/// <summary>Whether requests without a key are let in: only in Development, and only while every listening address is loopback.</summary>
internal sealed class LoopbackMode(IServer server, IHostEnvironment environment)
{
    public const string Tenant = "local";

    private readonly Lazy<bool> _isOn = new(() => environment.IsDevelopment()
        && server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses && addresses.All(IsLoopback));

    /// <summary>Known once the service listens.</summary>
    public bool IsOn => _isOn.Value;

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
