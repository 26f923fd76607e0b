using ScreeningApi.AccessKeys;

namespace ScreeningApi.Hosting;

/// <summary>
/// Tells who is calling by the header X-Api-Key. It stands where the framework's authentication would, which makes a handler for every
/// request and asks it through several services that it makes as well. Who is not let in is answered by <see cref="AccessKeyAuthentication"/>.
/// </summary>
internal sealed class AccessKeyMiddleware(RequestDelegate next, AccessKeyDirectory keys, LoopbackMode loopback)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (AccessKeyAuthentication.Find(context.Request, keys, loopback) is { } key)
        {
            context.User = AccessKeyAuthentication.TicketOf(key).Principal;
        }

        return next(context);
    }
}
