using Screening.Engine.Destinations;

namespace Screening.Engine.Scoring;

/// <summary>Names of roles as they stand in the contract and in sentences, made once.</summary>
internal static class Names
{
    private static readonly string[] CamelRoles = [.. Enum.GetNames<PlaceRole>().Select(Camel)];
    private static readonly string[] WordRoles = [.. Enum.GetNames<PlaceRole>().Select(Words)];

    /// <summary><c>endUser</c>.</summary>
    public static string Camel(PlaceRole role) => CamelRoles[(int)role];

    /// <summary>"end user".</summary>
    public static string Words(PlaceRole role) => WordRoles[(int)role];

    /// <summary>Reads a name of a closed set, in any case; a number or a list of names is none.</summary>
    public static bool TryRead<T>(string text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>"end user" of <c>EndUser</c>.</summary>
    public static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
