using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.Batches;

/// <summary>The rows of one shipment as the request that a caller with one shipment would send.</summary>
internal static class SingleRequest
{
    public static string Of(IReadOnlyList<JsonElement> rows)
    {
        var head = rows[0];
        var parties = new JsonArray(Party("consignee", head, "consignee"));
        if (Text(head, "end_user") is not null || Text(head, "end_user_country") is not null)
        {
            parties.Add(Party("endUser", head, "end_user"));
        }

        return new JsonObject
        {
            ["destination"] = Text(head, "destination"), ["origin"] = Text(head, "origin"), ["endUse"] = Text(head, "end_use"), ["parties"] = parties,
            ["transit"] = Text(head, "transit") is { } stop ? new JsonArray(stop) : null,
            ["lines"] = new JsonArray([.. rows.Select(Line)]),
        }.ToJsonString();
    }

    private static JsonObject Party(string role, JsonElement row, string column) =>
        new() { ["role"] = role, ["name"] = Text(row, column) ?? "not stated", ["country"] = Text(row, column + "_country") };

    private static JsonObject Line(JsonElement row, int index) => new()
    {
        ["lineNo"] = index + 1, ["description"] = Text(row, "description"), ["hsCode"] = Text(row, "hs_code"), ["eccn"] = Text(row, "eccn"), ["partNumber"] = Text(row, "part_number"),
        ["manufacturer"] = Text(row, "manufacturer"), ["quantity"] = Number(row, "quantity"), ["unit"] = Text(row, "unit"), ["value"] = Number(row, "value"), ["currency"] = Text(row, "currency"),
    };

    private static string? Text(JsonElement row, string column) => row.Text(column).Trim() is { Length: > 0 } text ? text : null;

    private static decimal? Number(JsonElement row, string column) => Text(row, column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
