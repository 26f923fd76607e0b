using System.Globalization;

namespace ScreeningApi.Batches.Files.Xlsx;

/// <summary>Days since the end of 1899 (or of 1903), as spreadsheets store dates, in the form of ISO 8601.</summary>
internal static class SerialDate
{
    private const int DaysTo1904 = 1462;
    private const int SecondsOfDay = 86_400;

    /// <summary>Spreadsheets count 29 February 1900, which never was; before it they are a day ahead.</summary>
    private const int FebruaryOf1900 = 60;

    /// <summary>The last day that spreadsheets know: 31 December 9999.</summary>
    private const double Last = 2_958_466;

    private static readonly DateTime Day0 = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A date, a date with time, or for less than a day a time; null for what is none.</summary>
    public static string? TryShow(double serial, bool is1904)
    {
        serial += is1904 ? DaysTo1904 : 0;
        if (serial is < 0 or >= Last || (long)serial == FebruaryOf1900)
        {
            return null;
        }

        var seconds = (long)Math.Round(serial * SecondsOfDay);
        var days = seconds / SecondsOfDay;
        var time = Day0.AddDays(days is > 0 and < FebruaryOf1900 ? days + 1 : days).AddSeconds(seconds % SecondsOfDay);
        var format = serial < 1 && !is1904 && seconds < SecondsOfDay ? "HH:mm:ss" : seconds % SecondsOfDay == 0 ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }
}
