namespace ScreeningApi.Batches.Files;

/// <summary>The file cannot be screened at all: what was found and what was expected.</summary>
/// <param name="status">The HTTP status that says so: 400 for what cannot be read, 413 for what is too large, 415 for what is not known, 422 for what makes no sense.</param>
/// <param name="code">Stable code for programs.</param>
internal sealed class InputFileException(string message, int status = 400, string code = "unreadableFile") : IOException(message)
{
    public int Status => status;

    public string Code => code;
}
