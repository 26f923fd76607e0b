namespace ScreeningApi.Tests.Support;

/// <summary>A directory of its own for one test, open to the user a private cluster runs as.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory()
    {
        Path = Directory.CreateTempSubdirectory("screening-test-").FullName;
        // made for its owner only; PostgreSQL, started by root as another user, has to pass through
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
