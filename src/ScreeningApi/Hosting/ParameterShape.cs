using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ScreeningApi.Hosting;

/// <summary>
/// What a parameter may hold. It is bound as text, so that a wrong value is answered with what was found and what was expected; in the
/// contract it has its own shape.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class ParameterShapeAttribute : Attribute
{
    /// <summary>Must be sent.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A whole number from here on; with <see cref="Most"/> up to there.</summary>
    public int Least { get; init; } = -1;

    public int Most { get; init; } = int.MaxValue;

    /// <summary>The values there are, divided by a bar.</summary>
    public string? OneOf { get; init; }

    /// <summary>An enum whose names are the values there are.</summary>
    public Type? NameOf { get; init; }

    /// <summary>Describes the parameters of an operation that say what they may hold.</summary>
    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            // The framework's generator takes a list for required. Nothing in a query is, but what says so.
            parameter.Required &= parameter.In != ParameterLocation.Query;
            var bound = context.Description.ParameterDescriptions.FirstOrDefault(d => d.Name == parameter.Name)?.ParameterDescriptor;
            if (bound is IParameterInfoParameterDescriptor { ParameterInfo: var info } && info.GetCustomAttribute<ParameterShapeAttribute>() is { } shape)
            {
                parameter.Required |= shape.IsRequired;
                parameter.Schema = shape.ToSchema();
            }
        }
    }

    private OpenApiSchema ToSchema() => (NameOf is { } type ? EnumNameConverter.NamesOf(type) : OneOf?.Split('|')) is { } values
        ? new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. values.Select(v => (JsonNode)v)] }
        : Least >= 0
            ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = Text(Least), Maximum = Most == int.MaxValue ? null : Text(Most) }
            : new OpenApiSchema { Type = JsonSchemaType.String };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
