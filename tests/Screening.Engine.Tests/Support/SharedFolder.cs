namespace Screening.Engine.Tests.Support;

/// <summary>
/// Labelled data that lies beside the repository and does not belong to it. Where it is not there, tests that use it skip and say so.
/// </summary>
internal static class SharedFolder
{
    /// <summary>The path of a file of the folder <c>shared</c> next to the repository; null when it is not there.</summary>
    public static string? Find(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine([folder.FullName, "shared", .. path]);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
