using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ScreeningApi.Batches;

/// <summary>Where a page of batches ends: opaque to callers.</summary>
internal static class BatchCursor
{
    private const int MaxLength = 200;

    public static string Of(DateTime createdAt, Guid id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{createdAt.ToString("O", CultureInfo.InvariantCulture)}|{id:N}"));

    public static (DateTime CreatedAt, Guid Id)? Parse(string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 2
            && DateTime.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && at.Kind == DateTimeKind.Utc
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? (at, id)
            : null;
    }
}
