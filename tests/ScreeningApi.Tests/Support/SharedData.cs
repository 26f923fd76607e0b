namespace ScreeningApi.Tests.Support;

/// <summary>Files of others that tests read where they are at hand: beside the checkout, in data of a folder named shared.</summary>
internal static class SharedData
{
    /// <summary>Null where it is not at hand.</summary>
    public static string? Find(params ReadOnlySpan<string> parts)
    {
        for (var above = AppContext.BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Combine([above, "shared", "data", .. parts]) is var path && Path.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
