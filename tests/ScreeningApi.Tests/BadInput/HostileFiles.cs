namespace ScreeningApi.Tests.BadInput;

/// <summary>Hostile files that others collected, where they are at hand: beside the checkout, in data/hostile of a folder named shared.</summary>
internal static class HostileFiles
{
    private static readonly string? Folder = Find();

    /// <summary>Null where they are not at hand.</summary>
    public static string? JsonParsing => Below("JSONTestSuite", "test_parsing");

    /// <summary>Null where it is not at hand.</summary>
    public static string? NaughtyStrings => Below("blns", "blns.json");

    private static string? Below(params ReadOnlySpan<string> parts) =>
        Folder is not null && Path.Combine([Folder, .. parts]) is var path && Path.Exists(path) ? path : null;

    private static string? Find()
    {
        for (var above = AppContext.BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Combine(above, "shared", "data", "hostile") is var folder && Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
