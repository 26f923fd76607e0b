using System.Text.RegularExpressions;

namespace Screening.Engine.Tests.Support;

/// <summary>Tells the string literals of C# source from its comments and code.</summary>
internal static partial class SourceText
{
    public static IEnumerable<string> Literals(string source) =>
        Pieces().Matches(source).Select(m => m.Value).Where(v => v[0] is '"' or '$' or '@');

    /// <summary>A comment, a raw string, a verbatim string, a plain string or a character, whichever begins first.</summary>
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\$*(?<q>"{3,}).*?\k<q>|\$?@\$?"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'""", RegexOptions.Singleline)]
    private static partial Regex Pieces();
}
