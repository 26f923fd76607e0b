namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>No PostgreSQL could be found, started or installed. The message is one line that says what to do.</summary>
internal sealed class NoDatabaseException : Exception
{
    public NoDatabaseException()
    {
    }

    public NoDatabaseException(string message)
        : base(message)
    {
    }

    public NoDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
