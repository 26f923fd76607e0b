using System.Text;
using System.Text.Json;
using CsCheck;
using Screening.Engine.Tests.Support;
using ScreeningApi.Hosting;

namespace Screening.Engine.Tests.Intake;

/// <summary>Generated bodies of requests: members in any order, most of them right, some odd and some wrong, and bodies that were damaged on the way.</summary>
internal static class SentBodies
{
    /// <summary>Escapes what it can, as many clients do; the service's own format escapes little.</summary>
    private static readonly JsonSerializerOptions[] Escapings = [JsonSerializerOptions.Default, JsonFormat.Options];

    private static readonly string[] WrongValues = ["null", "true", "0", "-1", "1.5", "1e40", "\"\"", "\" \"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[null]", "[{}]", "\"2026-13-01\"", "\"1999-01-01\""];

    private static readonly Gen<string> AnyText = Gen.Select(Gen.OneOf(Shipments.Description, Shipments.Description, Texts.Any), Gen.OneOf(Escapings), (text, escaping) => JsonSerializer.Serialize(text, escaping));

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.OneOf("0", "1", "12", "341.0", "0.10", "185705.19", "1e3", "12.5E-2", "1000000000000000", "79228162514264337593543950335.4"), Gen.Int[0, 100_000].Select(n => $"{n}"), Gen.Decimal[0m, 1e6m].Select(n => Ship.Json(n)));

    private static readonly Gen<string> Place = Shipments.Place.Select(p => Ship.Json(p.Sent));

    private static readonly Gen<string> Parameter = Gen.Select(Gen.OneOf("payload", "range"), Number).Select((name, value) => $$"""{"name":"{{name}}","value":{{value}},"unit":"kg"}""");

    private static readonly (string Name, int Odds, Gen<string> Value)[] LineMembers =
    [
        ("description", 9, AnyText), ("hsCode", 5, Gen.OneOf(Shipments.HsCode.Select(c => Ship.Json(c.Sent)), Gen.OneOf("\"8806.23\"", "\"6109.10\"", "\"8.80623E+05\"", "\"HS 8806 23\""))),
        ("eccn", 1, Shipments.Eccn.Select(c => Ship.Json(c.Sent))), ("partNumber", 2, Gen.OneOf("\"M30T\"", "\"STM32F407\"", "\"\"")), ("manufacturer", 2, Gen.OneOf("\"DJI\"", "\"Nobody \\u0026 Co\"")),
        ("quantity", 8, Number), ("unit", 8, Gen.OneOf("\"pcs\"", "\"roll\"", "\"kilograms\"", "\"\\u006dm\"", "\"件\"", "null")), ("value", 8, Number), ("currency", 8, Gen.OneOf("\"EUR\"", "\"USD\"", "null")),
        ("originCountry", 2, Place), ("parameters", 1, Parameter.Array[0, 2].Select(p => $"[{string.Join(',', p)}]")),
    ];

    private static readonly (string Name, int Odds, Gen<string> Value)[] HeadMembers =
    [
        ("reference", 5, AnyText), ("decisiveDate", 5, Gen.OneOf("\"2026-11-23\"", "\"2022-03-01\"", "null")), ("origin", 2, Place), ("transit", 2, Place.Array[0, 2].Select(p => $"[{string.Join(',', p)}]")),
        ("endUse", 2, Gen.OneOf("\"resale\"", "\"missile guidance\"", "\"\"")), ("circumstances", 1, Gen.OneOf("[\"temporaryExport\"]", "[]")),
        ("parties", 3, Shipments.Party.Array[0, 2].Select(p => Ship.Json(p.Select(x => new { x.Role, x.Name, Country = x.Country?.Sent })))),
    ];

    /// <summary>As the contract has it, but for texts that are no codes or too long.</summary>
    public static readonly Gen<string> Plain = Body(0);

    /// <summary>Now and then with a member that is unknown, there twice, or of another type.</summary>
    public static readonly Gen<string> Odd = Body(1);

    /// <summary>With a few bytes changed, lost or added.</summary>
    public static readonly Gen<byte[]> Damaged = Gen.Select(Plain, Gen.Select(Gen.Int[0, 1 << 16], Gen.Int[0, 2], Gen.OneOf(Encoding.UTF8.GetBytes("\"\\{}[],:0-eEnu \u00e9"))).Array[1, 3]).Select((body, changes) =>
    {
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        foreach (var (at, kind, value) in changes)
        {
            bytes.RemoveRange(at % bytes.Count, kind == 0 ? 0 : 1);
            bytes.InsertRange(Math.Min(at % (bytes.Count + 1), bytes.Count), kind == 2 ? [] : [value]);
        }

        return bytes.ToArray();
    });

    private static Gen<string> Body(int oddity)
    {
        // Numbers of lines mostly ascend.
        var lines = Gen.Select(Members(LineMembers, oddity).Array[oddity == 0 ? 1 : 0, 4], Gen.Frequency((5, Gen.Const(1)), (1, Gen.Const(-1)), (oddity, Gen.Const(0)))).Select(
            (members, step) => members.Select((m, i) => Joined([.. m, $"\"lineNo\":{50 + (i * step)}"])).ToArray());
        return Gen.Select(Members(HeadMembers, oddity), Place, lines, Gen.Int[0, 9]).Select((head, to, items, at) =>
            Joined([.. head.Take(at), $"\"lines\":[{string.Join(",", items)}]", $"\"destination\":{to}", .. head.Skip(at)]));
    }

    private static Gen<string[]> Members((string Name, int Odds, Gen<string> Value)[] members, int oddity)
    {
        var right = members.Select(m => Gen.Frequency((m.Odds, m.Value.Select(v => new[] { $"\"{m.Name}\":{v}" })), (10 - m.Odds, Gen.Const(Array.Empty<string>()))));
        var wrong = Gen.Select(Gen.OneOf([.. members.Select(m => m.Name), "hscode", "h\\u0073Code", "note"]), Gen.OneOf(WrongValues)).Select((name, value) => $"\"{name}\":{value}");
        var all = right.Aggregate(Gen.Const(Array.Empty<string>()), (some, next) => Gen.Select(some, next).Select((s, n) => s.Concat(n).ToArray()));
        return Gen.Select(all, wrong.Array[0, 1], Gen.Int[0, 5], Gen.Int[0, 20]).Select((some, odd, chance, turn) =>
        {
            string[] said = [.. some, .. chance < oddity ? odd : []];
            return said.Skip(turn % (said.Length + 1)).Concat(said.Take(turn % (said.Length + 1))).ToArray();
        });
    }

    private static string Joined(IEnumerable<string> members) => $"{{{string.Join(", ", members)}}}";
}
