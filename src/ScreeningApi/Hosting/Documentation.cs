using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace ScreeningApi.Hosting;

/// <summary>The OpenAPI document, made from the code, and the page that shows it.</summary>
internal static class Documentation
{
    private const string KeyScheme = "accessKey";
    private const string PagePath = "/docs";

    /// <summary>Whatever the page's script might want of another host, the browser refuses.</summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:";

    public static IServiceCollection AddDocumentation(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Explain);
        options.AddSchemaTransformer(SchemaShapes.Apply);
    });

    public static void MapDocumentation(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(PagePath))
            {
                context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            }

            return next(context);
        });
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").AllowAnonymous();
        app.MapGet("/", () => Results.Redirect(PagePath)).ExcludeFromDescription().AllowAnonymous();
        // Everything that would ask another host is off: the page must work, and keep its secrets, on a closed network.
        app.MapScalarApiReference(PagePath, scalar => scalar
            .WithTitle("ScreeningApi").WithOpenApiRoutePattern("/openapi/v1.json")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton()).AllowAnonymous();
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ScreeningApi",
            Version = "v1",
            Description = "Tells an exporter, before goods leave, whether a shipment is a dual-use or sanctions risk, why, and what would settle it. Not legal advice.",
        };
        // The address that the document is read from is not part of the contract: paths are below wherever that is.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = AccessKeyAuthentication.Header },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Explain(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        ParameterShapeAttribute.Describe(operation, context);
        foreach (var (status, response) in operation.Responses = InOrder(operation.Responses))
        {
            response.Description = ResponseDescriptions.Of(status, operation.OperationId!);
            if (response is OpenApiResponse own && ResponseDescriptions.HeadersOf(status, operation.OperationId!) is { Count: > 0 } headers)
            {
                own.Headers = headers.ToDictionary(
                    h => h.Key, IOpenApiHeader (h) => new OpenApiHeader { Description = h.Value, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            foreach (var (type, media) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                media.Example = DocumentationExamples.Response(operation.OperationId!, status, type);
            }
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<FileBody>().FirstOrDefault() is { } files)
        {
            operation.RequestBody = files.IsList ? ListBody(files) : Body(files);
        }

        foreach (var (type, media) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            media.Example = type is "application/json" or "text/csv" ? DocumentationExamples.Request(operation.OperationId!, type) : null;
        }

        return Task.CompletedTask;
    }

    private static OpenApiRequestBody Body(FileBody files)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["map"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = "As the parameter of this name; stands before the file." },
                ["file"] = file,
            },
            Required = new HashSet<string> { "file" },
        };
        return new OpenApiRequestBody
        {
            Required = true,
            Content = files.MediaTypes.ToDictionary(type => type, type => new OpenApiMediaType { Schema = type == FileBody.Form ? form : file }),
        };
    }

    private static OpenApiRequestBody ListBody(FileBody files)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = file, Description = "The files of the list, each under its own name." };
        var address = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["url"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", MaxLength = 2000, Description = "Where the list is to be had, on a host that the configuration allows." },
            },
            Required = new HashSet<string> { "url" },
            AdditionalPropertiesAllowed = false,
        };
        return new OpenApiRequestBody
        {
            Required = true,
            Content = files.MediaTypes.ToDictionary(type => type, type => new OpenApiMediaType { Schema = type switch { FileBody.Form => form, FileBody.Json => address, _ => file } }),
        };
    }

    private static OpenApiResponses InOrder(OpenApiResponses? responses)
    {
        var ordered = new OpenApiResponses();
        foreach (var (status, response) in (responses ?? []).OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            ordered[status] = response;
        }

        return ordered;
    }
}
