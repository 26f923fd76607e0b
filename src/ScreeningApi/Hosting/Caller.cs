using System.Security.Claims;

namespace ScreeningApi.Hosting;

/// <summary>Who is calling: read from the claims that authentication set.</summary>
internal sealed record Caller(string Tenant, string Actor)
{
    public const string TenantClaim = "tenant";
    public const string ScopeClaim = "scope";

    public static Caller Of(HttpContext context) => new(
        context.User.FindFirstValue(TenantClaim) ?? throw new InvalidOperationException("The route does not require authentication."),
        context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
