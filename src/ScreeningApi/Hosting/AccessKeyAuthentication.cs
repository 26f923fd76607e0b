using System.Net;
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

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var sent))
        {
            return Task.FromResult(loopback.IsOn ? Succeed(new AccessKey(LoopbackMode.Tenant, Guid.Empty, "local", Scopes.All)) : AuthenticateResult.NoResult());
        }

        return Task.FromResult(keys.Find(sent.ToString()) is { } key ? Succeed(key) : AuthenticateResult.Fail("unknown key"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"ApiKey header=\"{Header}\"";
        return base.HandleChallengeAsync(properties);
    }

    private static AuthenticateResult Succeed(AccessKey key)
    {
        var claims = key.Scopes.Select(s => new Claim(Caller.ScopeClaim, s))
            .Append(new Claim(Caller.TenantClaim, key.TenantId))
            .Append(new Claim(ClaimTypes.NameIdentifier, key.Id == Guid.Empty ? key.Name : key.Id.ToString()));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
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
