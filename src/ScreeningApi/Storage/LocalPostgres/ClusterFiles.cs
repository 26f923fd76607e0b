using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace ScreeningApi.Storage.LocalPostgres;

/// <summary>The files of a private cluster: PostgreSQL's data directory and what is needed to start it again.</summary>
internal sealed record ClusterFiles(string Directory)
{
    public string Data => Path.Combine(Directory, "data");

    /// <summary>initdb works here; the name changes to <see cref="Data"/> once it is whole.</summary>
    public string NewData => Path.Combine(Directory, "data.new");

    public string Log => Path.Combine(Directory, "postgres.log");

    public string StartLock => Path.Combine(Directory, "start.lock");

    public string UsersLock => Path.Combine(Directory, "users.lock");

    public string Password => Path.Combine(Directory, "password");

    public string PostmasterId => Path.Combine(Data, "postmaster.pid");

    private string Port => Path.Combine(Directory, "port");

    private string Version => Path.Combine(Data, "PG_VERSION");

    /// <summary>The major version that wrote the data; null before there is any.</summary>
    public int? Major => File.Exists(Version) ? ReadNumber(Version) : null;

    public int? LastPort => File.Exists(Port) ? ReadNumber(Port) : null;

    public void KeepPort(int port) => File.WriteAllText(Port, port.ToString(CultureInfo.InvariantCulture));

    [UnsupportedOSPlatform("windows")]
    public void MakePassword()
    {
        if (File.Exists(Password)) return;
        var mode = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(Password, mode);
        writer.WriteLine(RandomNumberGenerator.GetHexString(32, lowercase: true));
    }

    public string ReadPassword() => File.ReadAllText(Password).Trim();

    private static int? ReadNumber(string file) =>
        int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
