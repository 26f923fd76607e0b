namespace ScreeningApi.Hosting;

/// <summary>What each status means, for the OpenAPI document.</summary>
internal static class ResponseDescriptions
{
    public static string Of(string status) => status switch
    {
        "200" => "Done.",
        "201" => "Stored; Location names it.",
        "202" => "Accepted; the work goes on, and Location says where it can be asked about.",
        "204" => "Done; there is nothing to say.",
        "400" => "The request cannot be read; nothing was done.",
        "401" => "No valid key was sent.",
        "403" => "The key's scopes do not include this.",
        "404" => "There is no such thing, or it is another tenant's.",
        "409" => "A request with the same Idempotency-Key is still running.",
        "413" => "The body is larger than is taken: 8 MiB for a shipment; a file has bounds of its own.",
        "415" => "The media type or the encoding is not supported.",
        "422" => "The request can be read, but some values cannot be used; errors say where.",
        "500" => "The service failed; the trace id names the fault in its log.",
        "503" => "The service cannot do this now. Retry-After says when to try again; an Idempotency-Key keeps the second try from storing twice.",
        _ => "",
    };
}
