using Testcontainers.PostgreSql;

namespace ScreeningApi.Tests.Support;

/// <summary>What the environment says about the database for tests.</summary>
internal static class TestDatabase
{
    public const string Container = "container", Local = "local";

    /// <summary>TEST_DATABASE: one of the two names above, or null.</summary>
    public static string? Forced => Environment.GetEnvironmentVariable("TEST_DATABASE") switch
    {
        null or "" => null,
        Container => Container,
        Local => Local,
        var other => throw new InvalidOperationException($"TEST_DATABASE is '{other}'; expected {Container} or {Local}."),
    };

    public static string Image => Environment.GetEnvironmentVariable("POSTGRES_IMAGE") is { Length: > 0 } image ? image : "postgres:15";

    public static PostgreSqlBuilder NewContainer() => new(Image);
}
