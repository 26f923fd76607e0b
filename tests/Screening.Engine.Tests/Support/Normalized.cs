using Screening.Engine.Text;

namespace Screening.Engine.Tests.Support;

/// <summary>A text after normalisation, copied out so that tests can compare.</summary>
internal static class Normalized
{
    public static NormalizedText Of(string text)
    {
        var result = new NormalizedText();
        TextNormalizer.Normalize(text, result);
        return result;
    }

    public static string[] Stems(string text)
    {
        var result = Of(text);
        return [.. result.Tokens.ToArray().Select(t => result.Stem(t).ToString())];
    }

    public static string[] Words(string text)
    {
        var result = Of(text);
        return [.. result.Tokens.ToArray().Select(t => result.Word(t).ToString())];
    }

    public static Token[] Tokens(string text) => Of(text).Tokens.ToArray();
}
