using System.Globalization;

namespace ScreeningApi.Hosting;

/// <summary>Measures the parts of a request for the Server-Timing header, in milliseconds.</summary>
internal sealed class ServerTiming(TimeProvider clock)
{
    private long _last = clock.GetTimestamp();

    /// <summary>As it stands in the header.</summary>
    private string _header = "";

    public void Lap(string name)
    {
        var now = clock.GetTimestamp();
        var took = clock.GetElapsedTime(_last, now).TotalMilliseconds;
        _header = string.Create(CultureInfo.InvariantCulture, $"{_header}{(_header.Length == 0 ? "" : ", ")}{name};dur={took:0.###}");
        _last = now;
    }

    public override string ToString() => _header;
}
