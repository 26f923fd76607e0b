namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Where a chosen database keeps its data when nobody says otherwise.</summary>
internal static class DataDirectory
{
    /// <summary>
    /// <c>.data</c> in the repository we stand in, else in the one the program was built in, so that the run script and
    /// <c>dotnet run</c> find the same data from wherever they are called; outside a repository, in the current directory.
    /// </summary>
    public static string Find() =>
        FindAbove(Environment.CurrentDirectory) ?? FindAbove(AppContext.BaseDirectory) ?? Path.GetFullPath(".data");

    private static string? FindAbove(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "ScreeningApi.sln")))
                return Path.Combine(directory.FullName, ".data");
        return null;
    }
}
