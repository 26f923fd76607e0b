using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScreeningApi.Hosting;

/// <summary>
/// Reads and writes enums by name, in camel case. The library's converter also reads several names at once and adds up their numbers:
/// "purchaser,consignee" would be an intermediate consignee.
/// </summary>
internal sealed class EnumNameConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Names<>).MakeGenericType(typeToConvert))!;

    /// <summary>The names of an enum in the order of their numbers.</summary>
    public static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private sealed class Names<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> ByName = NamesOf(typeof(T)).Zip(Enum.GetValues<T>()).ToFrozenDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        private static readonly FrozenDictionary<T, string> OfValue = ByName.ToFrozenDictionary(p => p.Value, p => p.Key);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ByName.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(OfValue[value]);
    }
}
