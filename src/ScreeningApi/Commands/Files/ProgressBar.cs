using System.Globalization;

namespace ScreeningApi.Commands.Files;

/// <summary>How far it is, on the last line of a terminal; says nothing where there is none.</summary>
internal sealed class ProgressBar(ScreenConsole console, long? length, TimeProvider clock)
{
    private const int BarWidth = 20;
    private const string ClearLine = "\r\u001b[2K";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly long _began = clock.GetTimestamp();
    private long _drawn = clock.GetTimestamp();
    private bool _isShown;

    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>Must come before anything else is written to the same terminal.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            console.Error.Write(ClearLine);
            _isShown = false;
        }
    }

    public void Report(long rows, long position)
    {
        var isDue = !_isShown || clock.GetElapsedTime(_drawn) >= Interval;
        if (!console.ErrorIsTerminal || !isDue || Elapsed < Interval)
        {
            return;
        }

        console.Error.Write(ClearLine + Line(rows, position, Elapsed));
        _drawn = clock.GetTimestamp();
        _isShown = true;
    }

    private string Line(long rows, long position, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        var speed = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {rows / seconds:N0} rows/s");
        if (length is not > 0 || position <= 0)
        {
            return speed;
        }

        // By bytes: how many rows there are is known only at the end.
        var share = Math.Min(1, (double)position / length.Value);
        var left = TimeSpan.FromSeconds(seconds / share - seconds);
        var done = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', done)}{new string('.', BarWidth - done)}] {share,4:P0}  {speed}  {left:hh\\:mm\\:ss} left");
    }
}
