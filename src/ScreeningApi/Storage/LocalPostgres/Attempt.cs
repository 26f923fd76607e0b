namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>What trying one source gave: a database, or the reason why there is none.</summary>
internal readonly record struct Attempt(ChosenDatabase? Database, string Reason)
{
    public static Attempt Took(ChosenDatabase database) => new(database, "");

    public static Attempt Failed(string reason) => new(null, reason);
}
