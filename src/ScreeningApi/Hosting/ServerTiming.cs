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
        var (milliseconds, microseconds) = Math.DivRem(clock.GetElapsedTime(_last, now).Ticks / TimeSpan.TicksPerMicrosecond, 1000);

        // Two whole numbers: to write a fraction takes longer than much of what is measured here.
        _header = string.Create(CultureInfo.InvariantCulture, $"{_header}{(_header.Length == 0 ? "" : ", ")}{name};dur={milliseconds}.{microseconds:D3}");
        _last = now;
    }

    public override string ToString() => _header;
}
