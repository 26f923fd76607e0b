namespace ScreeningApi.Storage;

/// <summary>The database cannot be reached, or gave up in the middle: nothing was acknowledged, and a later try may succeed.</summary>
public sealed class DatabaseUnavailableException(Exception inner) : Exception("The database is not available.", inner);
