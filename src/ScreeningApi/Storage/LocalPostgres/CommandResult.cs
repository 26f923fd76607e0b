namespace ScreeningApi.Storage.LocalPostgres;

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public string FirstLine => Lines.FirstOrDefault("");

    /// <summary>The last thing a failed command said: nearly always the reason.</summary>
    public string LastLine => Lines.LastOrDefault($"exit code {ExitCode}");

    private string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
