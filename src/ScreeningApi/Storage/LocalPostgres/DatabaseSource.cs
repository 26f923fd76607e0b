namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Where a database can come from when no connection string is configured, in the order they are tried.</summary>
internal enum DatabaseSource
{
    /// <summary>PostgreSQL binaries on this machine, as a private cluster.</summary>
    Local,

    /// <summary>Service <c>db</c> of docker-compose.yml.</summary>
    Docker,

    /// <summary>PostgreSQL binaries from the npm registry, as a private cluster.</summary>
    Npm,

    /// <summary>PostgreSQL from the system's package manager, as a private cluster.</summary>
    Apt,
}
