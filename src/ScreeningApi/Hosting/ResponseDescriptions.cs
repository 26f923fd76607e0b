namespace ScreeningApi.Hosting;

/// <summary>What each status means, for the OpenAPI document.</summary>
internal static class ResponseDescriptions
{
    public static string Of(string status, string operation) => (status, operation) switch
    {
        ("201", "createAccessKey") => "Made; this answer alone shows the key.",
        ("403", "importWatchlist" or "releaseWatchlistImport") => "The key's scopes do not include this, or the list serves every tenant and the key is not the operator's.",
        ("409", "releaseWatchlistImport") => "The import is not quarantined, or could not be read as a whole; or a request with the same Idempotency-Key is still running.",
        ("413", "importWatchlist") => "The list is larger than is taken: 256 MiB unless the configuration says otherwise.",
        ("201", "importWatchlist") => "Stored, whether put to use or quarantined; or the bytes are those in use.",
        ("409", "approveSuppression") => "It does not wait for a second person, the key is its author's, or what it was decided on has changed meanwhile.",
        ("409", "withdrawSuppression") => "It has ended already.",
        ("409", "disposeAlert") => "It was decided already.",
        ("413", "replaceOwnership") => "The table is larger than is taken: 8 MiB.",
        ("409", "cancelBatch") => "The batch has come to its end.",
        ("409", "rerunBatch") => "The batch is not in the state failed.",
        ("409", "createBatch") => "A request with the same Idempotency-Key is still running, or this one was canceled or taken over by another.",
        _ => Of(status),
    };

    /// <summary>Headers that a client may need, and what they say.</summary>
    public static IReadOnlyDictionary<string, string> HeadersOf(string status, string operation) => (status, operation) switch
    {
        // A key cannot be asked for again.
        ("201", "createAccessKey") => new Dictionary<string, string>(),
        ("201" or "202", _) => new Dictionary<string, string> { ["Location"] = "Where what was made, or is being worked on, can be asked for." },
        ("503", _) => new Dictionary<string, string> { ["Retry-After"] = "Seconds after which to try again." },
        ("200", "getBatchResults") => new Dictionary<string, string> { ["Batch-State"] = "The state of the batch when the answer began: while it has not ended there is more to come." },
        _ => new Dictionary<string, string>(),
    };

    private static string Of(string status) => status switch
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
