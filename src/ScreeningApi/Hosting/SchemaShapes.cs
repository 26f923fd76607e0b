using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ScreeningApi.Hosting;

/// <summary>Corrects what the generated schemas say otherwise than the service does.</summary>
internal static class SchemaShapes
{
    public static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo;
        if (type.Type == typeof(decimal) || type.Type == typeof(decimal?))
        {
            schema.Format = "decimal";
        }

        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) is { IsEnum: true } names)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. EnumNameConverter.NamesOf(names).Select(n => (JsonNode)n)];
        }

        if (type.Kind == JsonTypeInfoKind.Object)
        {
            RefuseNullWhereRequired(schema, type);
            OpenAnswers(schema, type);
        }

        return Task.CompletedTask;
    }

    /// <summary>Members of requests are nullable in code so that a missing one can be named in the error; in the contract they are not.</summary>
    private static void RefuseNullWhereRequired(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var isRequired = property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;
            if (isRequired && schema.Properties is { } shapes && shapes.TryGetValue(property.Name, out var found) && found is OpenApiSchema { Type: { } types } shape)
            {
                shape.Type = types & ~JsonSchemaType.Null;
            }
        }
    }

    /// <summary>Requests are closed, answers may grow: a client must not break on a member that a later version adds.</summary>
    private static void OpenAnswers(OpenApiSchema schema, JsonTypeInfo type)
    {
        var isRequest = type.Type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Type.Name.EndsWith("Contract", StringComparison.Ordinal);
        schema.AdditionalPropertiesAllowed = !isRequest;
    }
}
