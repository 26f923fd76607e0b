namespace ScreeningApi.Watchlists.Downloads;

/// <summary>A file could not be had.</summary>
/// <param name="code">Stable, for programs.</param>
/// <param name="isPassing">Whether another try may succeed.</param>
internal sealed class DownloadFaultException(string code, string message, bool isPassing, Exception? inner = null) : Exception(message, inner)
{
    public string Code => code;

    public bool IsPassing => isPassing;
}
