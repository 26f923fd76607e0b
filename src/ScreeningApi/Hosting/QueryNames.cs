namespace ScreeningApi.Hosting;

/// <summary>Refuses query parameters that are not known: a misspelled filter must not silently widen, a misspelled dryRun not store.</summary>
internal static class QueryNames
{
    public static IResult? RefuseUnknown(HttpContext context, params ReadOnlySpan<string> known)
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (!known.Contains(name) || values.Count > 1)
            {
                var detail = known.Contains(name) ? $"found {values.Count} times, expected once" : $"found an unknown parameter, expected {(known.IsEmpty ? "none" : string.Join(", ", known.ToArray()))}";
                var shown = name.Length <= 40 ? name : name[..40] + "…";
                return Problems.Refuse(context, StatusCodes.Status400BadRequest, $"?{shown}: {detail}", "unknownParameter", [new FieldError { Pointer = "?" + shown, Code = "unknownParameter", Detail = detail }]);
            }
        }

        return null;
    }
}
