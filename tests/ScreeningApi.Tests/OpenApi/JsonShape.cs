using System.Text.Json;

namespace ScreeningApi.Tests.OpenApi;

/// <summary>Which members a JSON text has and of which kinds; the elements of an array count as one.</summary>
internal static class JsonShape
{
    /// <summary>Where the two differ in members or kinds. What is null or empty on one side is not compared below.</summary>
    public static IEnumerable<string> Differences(JsonElement example, JsonElement real, string at = "") => Compare([example], [real], at);

    private static IEnumerable<string> Compare(JsonElement[] examples, JsonElement[] reals, string at)
    {
        JsonElement[] left = [.. examples.Where(IsSomething)], right = [.. reals.Where(IsSomething)];
        if (left.Length == 0 || right.Length == 0)
        {
            return [];
        }

        var kinds = (Left: Kinds(left), Right: Kinds(right));
        if (!kinds.Left.SetEquals(kinds.Right))
        {
            return [$"{at}: the example has {string.Join('|', kinds.Left)}, the answer {string.Join('|', kinds.Right)}"];
        }

        return left[0].ValueKind switch
        {
            JsonValueKind.Object => CompareMembers(left, right, at),
            JsonValueKind.Array => Compare([.. left.SelectMany(a => a.EnumerateArray())], [.. right.SelectMany(a => a.EnumerateArray())], at + "[]"),
            _ => [],
        };
    }

    private static IEnumerable<string> CompareMembers(JsonElement[] left, JsonElement[] right, string at)
    {
        HashSet<string> leftNames = Names(left), rightNames = Names(right);
        return leftNames.Except(rightNames).Select(n => $"{at}.{n}: only the example has it")
            .Concat(rightNames.Except(leftNames).Select(n => $"{at}.{n}: only the answer has it"))
            .Concat(leftNames.Intersect(rightNames).SelectMany(n => Compare(Members(left, n), Members(right, n), $"{at}.{n}")));
    }

    private static bool IsSomething(JsonElement json) => json.ValueKind != JsonValueKind.Null;

    private static HashSet<string> Kinds(JsonElement[] jsons) =>
        [.. jsons.Select(j => j.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : j.ValueKind.ToString())];

    private static HashSet<string> Names(JsonElement[] objects) => [.. objects.SelectMany(o => o.EnumerateObject()).Select(m => m.Name)];

    private static JsonElement[] Members(JsonElement[] objects, string name) =>
        [.. objects.Where(o => o.TryGetProperty(name, out _)).Select(o => o.GetProperty(name))];
}
