using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScreeningApi.Tests.Support;

/// <summary>Request bodies.</summary>
internal static class Shipments
{
    /// <summary>Every member of the contract once.</summary>
    public const string Full =
        """
        {"reference":"SO-4711","decisiveDate":"2026-11-23","origin":"DE","destination":"AE","transit":["TR"],
         "parties":[{"role":"consignee","name":"Falcon General Trading LLC","country":"AE","address":"Dubai"},{"role":"endUser","name":"OOO Vektor","country":"RU"}],
         "endUse":"repair of telecom equipment",
         "lines":[{"lineNo":1,"description":"Quadcopter, thermal camera, payload 10 kg","hsCode":"8806.23","eccn":"9A012","partNumber":"M30T","manufacturer":"DJI",
                   "quantity":4,"unit":"pcs","value":32000,"currency":"EUR","originCountry":"CN","parameters":[{"name":"payload","value":10,"unit":"kg"}]}]}
        """;

    public static string Chip(string destination, string? reference = null) =>
        JsonSerializer.Serialize(new { reference, destination, lines = new[] { new { lineNo = 1, description = "Processor chip", hsCode = "8542.31" } } });

    public static string Described(string description, string destination) =>
        JsonSerializer.Serialize(new { destination, lines = new[] { new { lineNo = 1, description } } });

    /// <summary>The full body with one value replaced, or taken away where <paramref name="json"/> is null. JSON is taken as it is, also where it is wrong.</summary>
    public static string With(string pointer, string? json)
    {
        const string Mark = "\"@here@\"";
        var root = JsonNode.Parse(Full)!;
        var parts = pointer.Split('/')[1..];
        var at = parts[..^1].Aggregate(root, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);
        switch (at)
        {
            case JsonArray list:
                list[int.Parse(parts[^1], CultureInfo.InvariantCulture)] = "@here@";
                break;
            case JsonObject members when json is null:
                members.Remove(parts[^1]);
                break;
            default:
                at[parts[^1]] = "@here@";
                break;
        }

        return root.ToJsonString().Replace(Mark, json, StringComparison.Ordinal);
    }
}
