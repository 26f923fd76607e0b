namespace ScreeningApi.Commands;

/// <summary>What the process says to whoever started it.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something outside is not as it must be: the message says what.</summary>
    public const int Failed = 1;

    /// <summary>Of <c>screen</c>: a row needs a person's look.</summary>
    public const int NeedsALook = 1;

    /// <summary>The command line or the configuration makes no sense.</summary>
    public const int Usage = 2;
}
