using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ScreeningApi.Screenings;

/// <summary>Where a page ends: opaque to callers.</summary>
internal sealed record ScreeningCursor(DateTime CreatedAt, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{CreatedAt.ToString("O", CultureInfo.InvariantCulture)}|{Id:N}"));

    public static ScreeningCursor? Parse(string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 2
            && DateTime.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && at.Kind == DateTimeKind.Utc
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new ScreeningCursor(at, id)
            : null;
    }
}
