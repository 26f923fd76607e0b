using System.Collections.Immutable;
using System.Text.Json;

namespace ScreeningApi.Batches;

/// <summary>The versions of the lists that a batch holds to, as they are stored.</summary>
internal static class PinnedWatchlists
{
    public static string Write(ImmutableSortedDictionary<string, string> versions) => JsonSerializer.Serialize(versions);

    public static ImmutableSortedDictionary<string, string> Read(string stored) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(stored)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
