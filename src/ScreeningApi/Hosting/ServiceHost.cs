using Microsoft.AspNetCore.Authentication;
using ScreeningApi.AccessKeys;
using ScreeningApi.Catalog;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Screenings;
using ScreeningApi.Storage;

namespace ScreeningApi.Hosting;

/// <summary>The composition root: what the service is made of, and in which order a request passes it.</summary>
internal static class ServiceHost
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static WebApplication Build(WebApplicationBuilder builder, Database database)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxReadBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        AddServices(builder.Services, database);
        var app = builder.Build();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapScreenings().MapCategories().MapDestinations().MapControls().MapQuality().MapAccessKeys().MapHealth();
        app.MapDocumentation();
        return app;
    }

    /// <summary>Loads what the service needs in memory before it listens. Throws when the database is not as it must be.</summary>
    public static async Task LoadAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<SnapshotHolder>().RefreshAsync(cancellation);
        await services.GetRequiredService<AccessKeyDirectory>().RefreshAsync(cancellation);
    }

    private static void AddServices(IServiceCollection services, Database database)
    {
        services.AddSingleton(database).AddSingleton(TimeProvider.System);
        services.AddSingleton<ReferenceStore>().AddSingleton<SnapshotHolder>().AddSingleton<QualityHolder>().AddSingleton<ScreeningStore>();
        services.AddSingleton<AccessKeyStore>().AddSingleton<AccessKeyDirectory>().AddSingleton<LoopbackMode>();
        services.AddHostedService<ChangeListener>();
        services.ConfigureHttpJsonOptions(json => JsonFormat.Configure(json.SerializerOptions));
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations()
            .Validate<IHostEnvironment>((options, environment) => options.IsSafeEnough(environment), AuthOptions.TooShort).ValidateOnStart();
        services.AddOptions<ChangeOptions>().BindConfiguration(ChangeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(AccessKeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, AccessKeyAuthentication>(AccessKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
        {
            authorization.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
        }

        services.AddDocumentation();
    }
}
