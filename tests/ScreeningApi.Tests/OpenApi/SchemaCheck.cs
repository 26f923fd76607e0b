using System.Text.Json;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>Says where a JSON value does not fit a schema of the document: types, enums, required and unknown members, elements.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    public IEnumerable<string> Misfits(JsonElement schema, JsonElement value, string at = "")
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return choices.EnumerateArray().Any(c => !Misfits(c, value, at).Any()) ? [] : [$"{at}: fits none of the choices"];
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => HasType(value, t)))
        {
            return [$"{at}: found {value.ValueKind}, expected {type}"];
        }

        if (schema.TryGetProperty("enum", out var allowed) && value.ValueKind == JsonValueKind.String && !allowed.EnumerateArray().Any(a => a.ValueEquals(value.GetString())))
        {
            return [$"{at}: found {value}, expected one of {allowed}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => MembersMisfit(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((e, i) => Misfits(items, e, $"{at}/{i}")),
            _ => [],
        };
    }

    private IEnumerable<string> MembersMisfit(JsonElement schema, JsonElement value, string at)
    {
        var members = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];
        var isDictionary = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object;
        return required.Where(n => !value.TryGetProperty(n, out _)).Select(n => $"{at}: {n} is missing")
            .Concat(value.EnumerateObject().SelectMany(m =>
                members.TryGetValue(m.Name, out var member) ? Misfits(member, m.Value, $"{at}/{m.Name}")
                : isDictionary ? Misfits(others, m.Value, $"{at}/{m.Name}")
                : [$"{at}/{m.Name}: the contract does not know it"]));
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/')[1..].Aggregate(document, (at, name) => at.GetProperty(name));
        }

        return schema;
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no type of JSON schema"),
    };
}
