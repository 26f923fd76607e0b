namespace ScreeningApi.Hosting;

internal static class EndpointConventions
{
    /// <summary>Declares the problem answers of a route or a group.</summary>
    public static T WithProblems<T>(this T builder, params int[] statuses) where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problems.ContentType]));
        }

        return builder;
    }

    /// <summary>
    /// Declares a body of files in these media types. It is only described: what the framework has for this also refuses every other type,
    /// among them those that browsers and old programs name such files by, and does not say what it found and what it expected.
    /// </summary>
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder builder, params string[] mediaTypes) => builder.WithMetadata(new FileBody(mediaTypes));

    /// <summary>Declares a body that is a list of restricted parties, as one file or several, or the address of one.</summary>
    public static RouteHandlerBuilder TakesLists(this RouteHandlerBuilder builder, params string[] mediaTypes) => builder.WithMetadata(new FileBody(mediaTypes, IsList: true));
}

/// <summary>The media types of the files that an operation takes.</summary>
/// <param name="IsList">A form has several files, and JSON is the address of one.</param>
internal sealed record FileBody(IReadOnlyList<string> MediaTypes, bool IsList = false)
{
    public const string Json = "application/json";
    public const string Form = "multipart/form-data";
}
