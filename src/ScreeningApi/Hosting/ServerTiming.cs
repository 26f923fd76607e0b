using System.Globalization;
using System.Text;

namespace ScreeningApi.Hosting;

/// <summary>Measures the parts of a request for the Server-Timing header, in milliseconds.</summary>
internal sealed class ServerTiming(TimeProvider clock)
{
    private readonly StringBuilder _header = new();
    private long _last = clock.GetTimestamp();

    public void Lap(string name)
    {
        var now = clock.GetTimestamp();
        _header.Append(_header.Length == 0 ? "" : ", ").Append(name).Append(";dur=")
            .Append(clock.GetElapsedTime(_last, now).TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture));
        _last = now;
    }

    public override string ToString() => _header.ToString();
}
