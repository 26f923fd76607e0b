using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScreeningApi.Reference;

/// <summary>Writes records as JSON with the tables' column names, so that one statement inserts a whole table.</summary>
internal static class ReferenceJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new OpenDateConverter() },
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver { Modifiers = { WriteDetailsAsObject } },
    };

    public static string Write<T>(IReadOnlyList<T> rows) => JsonSerializer.Serialize(rows, Options);

    /// <summary>The columns that a record fills.</summary>
    public static IEnumerable<string> Columns<T>() => Options.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name);

    /// <summary>Another checksum under the same version means that somebody edited without a new version.</summary>
    public static byte[] Checksum<T>(T data) => System.Security.Cryptography.SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, Options));

    /// <summary>The ends of time are PostgreSQL's infinities.</summary>
    private sealed class OpenDateConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(
            value == DateOnly.MinValue ? "-infinity" : value == DateOnly.MaxValue ? "infinity" : value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void WriteDetailsAsObject(System.Text.Json.Serialization.Metadata.JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.Name == "details"))
        {
            property.CustomConverter = new RawConverter();
        }
    }

    private sealed class RawConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
    }
}
