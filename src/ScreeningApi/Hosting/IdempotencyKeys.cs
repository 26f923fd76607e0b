namespace ScreeningApi.Hosting;

/// <summary>The header by which a caller promises that the same key means the same request.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaxLength = 200;

    /// <summary>Null when the key can be used; a missing one can where none is needed.</summary>
    public static IResult? Refuse(HttpContext context, string? key, bool isNeeded = false)
    {
        if (key is null)
        {
            return isNeeded ? Problems.Refuse(context, 400, $"{Header}: found none, expected one of your own making: sent again with it, the same file is taken once.", "missingIdempotencyKey") : null;
        }

        return key.Length is >= 1 and <= MaxLength && key.All(c => c is > ' ' and <= '~') ? null
            : Problems.Refuse(context, 400, $"{Header}: expected 1 to {MaxLength} visible ASCII characters", "invalidIdempotencyKey");
    }

    public static IResult RefuseReuse(HttpContext context) => Problems.Refuse(context, 422, $"The {Header} was used with another body.", "idempotencyKeyReused");

    public static IResult RefuseInFlight(HttpContext context) => Problems.Refuse(context, 409, $"A request with the same {Header} is still running.", "idempotencyKeyInFlight");
}
