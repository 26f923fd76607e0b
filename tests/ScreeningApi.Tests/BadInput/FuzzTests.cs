using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Screening.Engine.Tests.Support;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>A good body, damaged by chance but always by the same chance: it is screened or refused, and the service never fails.</summary>
public sealed class FuzzTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly byte[] Good = Encoding.UTF8.GetBytes(Shipments.Full);

    /// <summary>Values that another member may not expect.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "1e-300", "1E400", "123456789012345678901234567890", "\"\"", "\" \"", "\"RU\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udbff\\udfff\"", "[]", "{}", "[null]", "[[]]",
        "{\"lineNo\":1}", "\"2026-11-23\"", "\"8542.31\"", "\"9A012.a\"", "\"endUser\"", "\"EUR\"", "\"\\uffff\\u200b\\u202e\"", "[\"RU\",\"AE\"]", "[1,2,3]", "{\"name\":\"x\",\"value\":1,\"role\":\"consignee\"}",
    ];

    private static readonly Gen<byte[]> Flipped =
        from flips in Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte).Array[1, 6]
        select flips.Aggregate((byte[])Good.Clone(), (body, flip) =>
        {
            body[flip.Item1] ^= flip.Item2;
            return body;
        });

    private static readonly Gen<byte[]> Cut = Gen.Int[0, Good.Length - 1].Select(length => Good[..length]);

    private static readonly Gen<byte[]> Doubled =
        from start in Gen.Int[0, Good.Length - 1]
        from length in Gen.Int[1, Good.Length - start]
        from at in Gen.Int[0, Good.Length]
        select (byte[])[.. Good[..at], .. Good[start..(start + length)], .. Good[at..]];

    private static readonly Gen<byte[]> Removed =
        from start in Gen.Int[0, Good.Length - 1]
        from length in Gen.Int[1, Math.Min(40, Good.Length - start)]
        select (byte[])[.. Good[..start], .. Good[(start + length)..]];

    private static readonly Gen<byte[]> Swapped =
        from swaps in Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, Values.Length - 1]).Array[1, 4]
        select Encoding.UTF8.GetBytes(Swap(swaps));

    [Fact]
    public void A_damaged_body_is_screened_or_refused() =>
        Property.Holds(Gen.OneOf(Swapped, Flipped, Swapped, Cut, Doubled, Removed), body => IsHandled("/v1/screenings", body), 4_000, Encoding.UTF8.GetString);

    [Fact]
    public void Bytes_of_any_kind_are_refused() =>
        Property.Holds(Gen.Byte.Array[0, 200], body => IsHandled(HttpSteps.DryRun, body), 1_000);

    [Fact]
    public void A_description_of_any_text_is_screened() =>
        Property.Holds(
            Gen.String[1, 200].Where(text => !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal)),
            text => Send("/v1/screenings", Encoding.UTF8.GetBytes(Shipments.Described(text, "AE"))) == 201);

    private bool IsHandled(string path, byte[] body) => Send(path, body) is 200 or 201 or 400 or 413 or 422;

    private int Send(string path, byte[] body)
    {
        using var request = HttpSteps.NewPost(path, body);
        using var answer = service.Http.Send(request, TestContext.Current.CancellationToken);
        using var content = answer.Content.ReadAsStream(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(content);
        Assert.Equal(answer.IsSuccessStatusCode ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return (int)answer.StatusCode;
    }

    /// <summary>Puts other values into members and elements of the body that are chosen by number.</summary>
    private static string Swap((int At, int Value)[] swaps)
    {
        var root = JsonNode.Parse(Shipments.Full)!;
        var marks = new List<string>();
        foreach (var (at, value) in swaps)
        {
            var places = Places(root).ToList();
            var (parent, key) = places[at % places.Count];
            Put(parent, key, $"@{marks.Count}@");
            marks.Add(Values[value]);
        }

        return marks.Select((json, i) => (json, i)).Aggregate(root.ToJsonString(), (text, mark) => text.Replace($"\"@{mark.i}@\"", mark.json, StringComparison.Ordinal));
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Places(m.Value).Prepend((members, m.Key))),
        JsonArray elements => elements.SelectMany((e, i) => Places(e).Prepend((elements, i))),
        _ => [],
    };

    private static void Put(JsonNode parent, object key, string mark)
    {
        if (key is string name)
        {
            parent[name] = mark;
        }
        else
        {
            parent[(int)key] = mark;
        }
    }
}
