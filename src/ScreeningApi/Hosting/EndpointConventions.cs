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
}
