using ScreeningApi.Storage;

namespace ScreeningApi.Hosting;

/// <summary>The header by which a caller may repeat a POST safely: what it may hold, and what is answered for it.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";
    public const string Meaning = "The same key and body give the stored answer again instead of storing twice";

    private const int MaxLength = 200;

    /// <summary>Null when there is none, or one that can be used.</summary>
    public static IResult? RefuseMalformed(HttpContext context, string? key) =>
        key is null || (key.Length is >= 1 and <= MaxLength && key.All(c => c is > ' ' and <= '~')) ? null
            : Problems.Refuse(context, StatusCodes.Status400BadRequest, $"{Name}: expected 1 to {MaxLength} visible ASCII characters", "invalidIdempotencyKey");

    /// <summary>Refuses what was not stored, for its key or for want of room; marks an answer that was given before.</summary>
    /// <param name="use">What the key was used for, where it was used for something else.</param>
    public static IResult? Settle(HttpContext context, StoreOutcome outcome, string use = "with another body")
    {
        switch (outcome)
        {
            case StoreOutcome.KeyReused:
                return Problems.Refuse(context, StatusCodes.Status422UnprocessableEntity, $"The {Name} was used {use}.", "idempotencyKeyReused");
            case StoreOutcome.InFlight:
                return Problems.Refuse(context, StatusCodes.Status409Conflict, $"A request with the same {Name} is still running.", "idempotencyKeyInFlight");
            case StoreOutcome.Busy:
                return Problems.Refuse(context, StatusCodes.Status503ServiceUnavailable, "As much as this service keeps waiting is waiting to be stored. Nothing was stored; try again shortly.", "storageBusy");
            case StoreOutcome.Replayed:
                context.Response.Headers["Idempotency-Replayed"] = "true";
                break;
        }

        return null;
    }
}
