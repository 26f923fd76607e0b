using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Screening.Engine.Parties;
using ScreeningApi.Hosting;

namespace ScreeningApi.Watchlists;

/// <summary>How entries and reasons are written into the database: short, and so that a later program with more members can read them.</summary>
internal static class WatchlistJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new EnumNameConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
    };

    public static byte[] Write(WatchlistEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Options);

    public static WatchlistEntry ReadEntry(string json) => JsonSerializer.Deserialize<WatchlistEntry>(json, Options)!;

    public static string Write(IReadOnlyList<ImportReason> reasons) => JsonSerializer.Serialize(reasons, Options);

    public static IReadOnlyList<ImportReason> ReadReasons(string json) => JsonSerializer.Deserialize<List<ImportReason>>(json, Options)!;

    /// <summary>Most entries have few of the members.</summary>
    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            property.ShouldSerialize = static (_, value) => value is System.Collections.IList { Count: > 0 };
        }
    }
}
