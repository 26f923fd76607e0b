namespace ScreeningApi.Commands.Files;

/// <summary>Where the command writes to, and what is at the other end.</summary>
internal sealed record ScreenConsole
{
    private const int DefaultWidth = 120;

    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public required bool OutIsTerminal { get; init; }
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>In columns of the terminal.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>False when the user does not want colours (https://no-color.org).</summary>
    public bool MayColor { get; init; } = true;

    /// <summary>The process's own streams, as UTF-8 without a byte order mark.</summary>
    public static ScreenConsole Open()
    {
        var utf8 = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new ScreenConsole
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16),
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = ReadWidth(),
            MayColor = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    private static int ReadWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
