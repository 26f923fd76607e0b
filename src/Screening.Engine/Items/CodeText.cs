namespace Screening.Engine.Items;

/// <summary>What the code readers share: separators people put into codes, and ASCII tests that never follow a culture.</summary>
internal static class CodeText
{
    /// <summary>Longest code text that is looked at; anything longer is no code.</summary>
    public const int MaxLength = 32;

    public static bool IsSeparator(char c) => c is '.' or ' ' or '-' or '\t' or '\u00A0' or '_' or '/' or ':';

    public static string Quote(string text) => text.Length <= MaxLength ? $"'{text}'" : $"'{text[..MaxLength]}…' ({text.Length} characters)";
}
