using System.Text.RegularExpressions;

namespace ScreeningApi.Reference.Import.Drafts;

/// <summary>A version that is stored and not in use. Rule set, destination table and policy of one import have the same version.</summary>
internal sealed record Draft
{
    public VersionedKind Kind { get; init; }
    public string Version { get; init; } = "";
    public string Note { get; init; } = "";
    public DateTime CreatedAt { get; init; }
}

/// <summary>The note of a draft: what was read, and the version it was drafted onto, which must still be the published one when the draft is published.</summary>
internal static partial class DraftNote
{
    public static string Of(string text, string onto) => $"{text} Drafted onto {onto}.";

    /// <summary>Null when the note does not say.</summary>
    public static string? Onto(string note) => Drafted().Match(note) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"Drafted onto (\S+)\.$")]
    private static partial Regex Drafted();
}
