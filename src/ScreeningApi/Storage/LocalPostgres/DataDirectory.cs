namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>Where a chosen database keeps its data when nobody says otherwise.</summary>
internal static class DataDirectory
{
    /// <summary>
    /// <c>.data</c> in the repository we stand in, so that the run script and <c>dotnet run</c>, which starts in the
    /// project's folder, find the same data; outside a repository, in the current directory.
    /// </summary>
    public static string Find()
    {
        for (var directory = new DirectoryInfo(Environment.CurrentDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "ScreeningApi.sln")))
                return Path.Combine(directory.FullName, ".data");
        return Path.GetFullPath(".data");
    }
}
