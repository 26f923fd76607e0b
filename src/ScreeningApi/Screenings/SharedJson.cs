using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Screening.Engine.Text;
using ScreeningApi.Hosting;

namespace ScreeningApi.Screenings;

/// <summary>Writes parts that many results have in common: the first time as the serializer does, then by copying.</summary>
internal static class SharedJson
{
    public static void Write<T>(PooledJson json, JsonEncodedText name, T value, SharedPart? part) where T : class
    {
        json.Writer.WritePropertyName(name);
        Write(json, value, value, part);
    }

    public static void Write<T>(PooledJson json, JsonEncodedText name, ImmutableArray<T> values, SharedPart? part)
    {
        json.Writer.WritePropertyName(name);
        Write(json, values, ImmutableCollectionsMarshal.AsArray(values)!, part);
    }

    /// <summary>The part that this is; null where it is one result's own.</summary>
    public static SharedPart? PartOf(object value, SharedPart? part) => part is not null && part.IsOf(value) ? part : null;

    public static SharedPart? PartOf<T>(ImmutableArray<T> values, SharedPart? part) => PartOf(ImmutableCollectionsMarshal.AsArray(values)!, part);

    private static void Write<T>(PooledJson json, T value, object identity, SharedPart? part)
    {
        if (part is null || !part.IsOf(identity))
        {
            JsonSerializer.Serialize(json.Writer, value, JsonFormat.Options);
            return;
        }

        json.Writer.WriteRawValue(part.Written ??= JsonSerializer.SerializeToUtf8Bytes(value, JsonFormat.Options), skipInputValidation: true);
    }
}
