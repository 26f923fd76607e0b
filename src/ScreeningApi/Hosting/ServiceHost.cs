using Microsoft.AspNetCore.Authentication;
using Screening.Engine;
using ScreeningApi.AccessKeys;
using ScreeningApi.Alerts;
using ScreeningApi.Batches;
using ScreeningApi.Catalog;
using ScreeningApi.Licensing;
using ScreeningApi.Ownership;
using ScreeningApi.Parties;
using ScreeningApi.Quality;
using ScreeningApi.Reference;
using ScreeningApi.Retention;
using ScreeningApi.Screenings;
using ScreeningApi.Screenings.Memos;
using ScreeningApi.Storage;
using ScreeningApi.Suppressions;
using ScreeningApi.Watchlists;
using ScreeningApi.Watchlists.Downloads;
using ScreeningApi.Watchlists.Imports;

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
        app.UseResponseCompression();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<AccessKeyMiddleware>();
        NoOtherAuthentication(app);
        app.UseAuthorization();
        app.MapScreenings().MapParties().MapMemos().MapLicenses().MapStream().MapBatches().MapCategories().MapDestinations().MapControls().MapQuality().MapAccessKeys().MapLegalHolds().MapHealth();
        app.MapWatchlists().MapWatchlistImports().MapSuppressions().MapAlerts().MapOwnership();
        app.MapDocumentation();
        return app;
    }

    /// <summary>The builder puts the framework's own before all else where nobody says that it is there.</summary>
    private static void NoOtherAuthentication(IApplicationBuilder app) => app.Properties["__AuthenticationMiddlewareSet"] = true;

    /// <summary>What screens batches and answers nobody. The versions that a batch has pinned are loaded when they are first needed.</summary>
    public static IHost BuildWorker(HostApplicationBuilder builder, Database database)
    {
        builder.Services.AddSingleton(database).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReferenceStore>().AddSingleton<SnapshotHolder>();
        AddWatchlistImports(builder.Services);
        AddBatches(builder.Services);
        return builder.Build();
    }

    /// <summary>What a command needs that imports lists.</summary>
    public static ServiceProvider BuildImports(IConfiguration configuration, Database database)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration).AddSingleton(database).AddSingleton(TimeProvider.System).AddLogging().AddMetrics();
        services.AddSingleton<ReferenceStore>().AddSingleton<SnapshotHolder>();
        AddWatchlistImports(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Loads what the service needs in memory before it listens. Throws when the database is not as it must be.</summary>
    public static async Task LoadAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<SnapshotHolder>().RefreshAsync(cancellation);
        await services.GetRequiredService<AccessKeyDirectory>().RefreshAsync(cancellation);
        await services.GetRequiredService<WatchlistHolder>().RefreshAsync(cancellation);
        await services.GetRequiredService<SuppressionHolder>().RefreshAsync(cancellation);
        await services.GetRequiredService<OwnershipHolder>().RefreshAsync(cancellation);
    }

    private static void AddScreenings(IServiceCollection services)
    {
        services.AddSingleton<ScreeningStore>().AddSingleton<ScreeningGroupStore>().AddSingleton<ScreeningWriterMeter>();
        services.AddOptions<ScreeningWriterOptions>().BindConfiguration(ScreeningWriterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ScreeningWriter>().AddHostedService(provider => provider.GetRequiredService<ScreeningWriter>());
    }

    private static void AddBatches(IServiceCollection services)
    {
        services.AddSingleton<BatchStore>().AddSingleton<BatchUploadStore>().AddSingleton<BatchWorkStore>().AddSingleton<BatchStallStore>().AddSingleton<BatchResultStore>();
        services.AddSingleton<BatchIntake>().AddSingleton<BatchLook>().AddSingleton<BatchErrors>().AddSingleton<BatchSlots>().AddSingleton<ScreeningMemory>().AddSingleton<WorkSignal>();
        services.AddOptions<BatchOptions>().BindConfiguration(BatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<BatchWorker>();
    }

    private static void AddWatchlists(IServiceCollection services)
    {
        AddWatchlistImports(services);
        services.AddSingleton<WatchlistIntake>().AddSingleton<WatchlistDesk>().AddHostedService<WatchlistFetchJob>();
    }

    private static void AddWatchlistImports(IServiceCollection services)
    {
        services.AddSingleton<SuppressionStore>().AddSingleton<SuppressionHolder>().AddSingleton<OwnershipStore>().AddSingleton<OwnershipHolder>();
        services.AddSingleton<WatchlistStore>().AddSingleton<WatchlistImportStore>().AddSingleton<WatchlistCheckStore>().AddSingleton<WatchlistTermsBook>();
        services.AddSingleton<WatchlistMeter>().AddSingleton<WatchlistHolder>().AddSingleton<WatchlistImport>().AddSingleton<WatchlistDownload>().AddSingleton<WatchlistFetch>();
        services.AddOptions<WatchlistOptions>().BindConfiguration(WatchlistOptions.Section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddReview(IServiceCollection services)
    {
        services.AddSingleton<WatchlistDeltaStore>().AddSingleton<SuppressionDesk>().AddHostedService<SuppressionJob>();
        services.AddSingleton<AlertStore>().AddSingleton<AlertSweepStore>().AddSingleton<BatchPartyStore>().AddSingleton<AlertSweep>().AddHostedService<AlertJob>();
        services.AddOptions<SuppressionOptions>().BindConfiguration(SuppressionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddServices(IServiceCollection services, Database database)
    {
        services.AddSingleton(database).AddSingleton(TimeProvider.System);
        services.AddSingleton<ReferenceStore>().AddSingleton<SnapshotHolder>().AddSingleton<QualityHolder>();
        AddScreenings(services);
        services.AddSingleton<AccessKeyStore>().AddSingleton<AccessKeyDirectory>().AddSingleton<LoopbackMode>();
        services.AddSingleton<MonthStore>().AddSingleton<LegalHoldStore>().AddSingleton<RetentionStore>().AddSingleton<RetentionRun>();
        services.AddHostedService<ChangeListener>().AddHostedService<MonthPartitionJob>().AddHostedService<RetentionJob>();
        AddBatches(services);
        AddWatchlists(services);
        AddReview(services);
        services.ConfigureHttpJsonOptions(json => JsonFormat.Configure(json.SerializerOptions));
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations()
            .Validate<IHostEnvironment>((options, environment) => options.IsSafeEnough(environment), AuthOptions.TooShort).ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ChangeOptions>().BindConfiguration(ChangeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(AccessKeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, AccessKeyAuthentication>(AccessKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
        {
            authorization.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
        }

        services.AddResponseCompression(compression =>
        {
            // No answer holds a secret beside what the caller sent, so nothing can be guessed from its length under TLS. Rows that flow are not held back.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", Problems.ContentType, "text/html"];
        });
        services.AddDocumentation();
    }
}
