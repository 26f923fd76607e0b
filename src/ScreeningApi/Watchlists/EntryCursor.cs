using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ScreeningApi.Watchlists;

/// <summary>Where a page of entries ends: opaque to callers. It holds to the versions of the first page, whatever is imported meanwhile.</summary>
internal sealed record EntryCursor(int Seq, int? Since, string After)
{
    private const int MaxLength = 2_400;

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seq}|{Since}|{After}")));

    public static EntryCursor? Parse(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3);
        int? since = null;
        return parts.Length == 3 && IsNumber(parts[0], out var seq) && (parts[1].Length == 0 || IsNumber(parts[1], out since)) && !parts[2].Contains('\0', StringComparison.Ordinal)
            ? new EntryCursor(seq!.Value, since, parts[2]) : null;
    }

    private static bool IsNumber(string text, out int? number)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = isNumber ? value : null;
        return isNumber;
    }
}
