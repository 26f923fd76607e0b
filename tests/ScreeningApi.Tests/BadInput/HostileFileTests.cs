using System.Net;
using System.Text;
using System.Text.Json;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>Texts that broke other programs: as a whole body, as a value in one, and as the text of a description. Always stored, so that the database sees them.</summary>
public sealed class HostileFileTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    private static readonly string[] OwnTexts =
    [
        "", " ", "null", "undefined", "NaN", "-1e100", "'; drop table screenings; --", "<script>alert(1)</script>", "{{7*7}}", "%s%n%x", "../../../etc/passwd", "\u202Etest\u202C",
        "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "田中さんにあげて下さい", "👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ufeff", "\u0001\u001f\u007f\u0085", "ﷺ", "İıſK", "Power لُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ 冗",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_hostile_file_fails_as_a_body_or_in_one()
    {
        var files = HostileFiles.JsonTests();
        Assert.NotEmpty(files);
        foreach (var (name, body) in files)
        {
            using var alone = await service.Http.PostBytesAsync("/v1/screenings", body);
            await IsHandledAsync($"{name} as a body", alone, mustRefuse: true);
            foreach (var pointer in new[] { "/endUse", "/lines/0/quantity", "/lines/0/parameters", "/transit" })
            {
                using var within = await service.Http.PostBytesAsync("/v1/screenings", Within(pointer, body));
                await IsHandledAsync($"{name} in {pointer}", within, mustRefuse: name.StartsWith("n_", StringComparison.Ordinal) && IsRefusedWithin(body));
            }
        }
    }

    [Fact]
    public async Task Every_naughty_text_is_screened_and_comes_back_the_same()
    {
        foreach (var text in Texts().Where(t => !string.IsNullOrWhiteSpace(t)))
        {
            using var answer = await service.Http.PostTextAsync("/v1/screenings", Shipments.Described(text, "AE"));
            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{(int)answer.StatusCode} for: {text}");
            var screening = await answer.ReadJsonAsync();
            foreach (var evidence in screening.GetProperty("lines")[0].GetProperty("categories").EnumerateArray().SelectMany(c => c.GetProperty("evidence").EnumerateArray()))
            {
                Assert.Equal(evidence.Text("text"), text.Substring(evidence.GetProperty("start").GetInt32(), evidence.GetProperty("length").GetInt32()));
            }

            Assert.Equal(await answer.Content.ReadAsByteArrayAsync(Cancelled), await service.Http.GetByteArrayAsync(answer.Headers.Location, Cancelled));
        }
    }

    [Fact]
    public async Task No_naughty_text_fails_in_any_field()
    {
        foreach (var text in Texts())
        {
            foreach (var body in new[] { InFreeTexts(text), InPlaces(text), InCodes(text) })
            {
                using var answer = await service.Http.PostTextAsync("/v1/screenings", JsonSerializer.Serialize(body));
                await IsHandledAsync(text, answer, mustRefuse: false);
            }
        }
    }

    [Fact]
    public async Task No_naughty_text_fails_in_a_query()
    {
        foreach (var text in Texts().Select(Uri.EscapeDataString))
        {
            foreach (var name in new[] { "reference", "category", "destination", "cursor", "verdict", "from", "limit" })
            {
                using var answer = await service.Http.GetAsync($"/v1/screenings?{name}={text}", Cancelled);
                await IsHandledAsync($"?{name}={text}", answer, mustRefuse: false);
            }
        }
    }

    private static object InFreeTexts(string text) => new
    {
        reference = Cut(text, 100), destination = "AE", endUse = Cut(text, 1000), parties = new[] { new { role = "endUser", name = Cut(text, 300), address = Cut(text, 500) } },
        lines = new[] { new { lineNo = 1, partNumber = Cut(text, 100), manufacturer = Cut(text, 200), unit = Cut(text, 20), parameters = new[] { new { name = Cut(text, 60), value = 1, unit = Cut(text, 20) } } } },
    };

    private static object InPlaces(string text) => new
    {
        origin = text, destination = text, transit = new[] { text }, parties = new[] { new { role = "consignee", name = "A", country = text } },
        lines = new[] { new { lineNo = 1, description = "Steel bolt", originCountry = text } },
    };

    private static object InCodes(string text) => new { destination = "AE", decisiveDate = "2026-11-23", lines = new[] { new { lineNo = 1, hsCode = text, eccn = text, currency = text } } };

    /// <summary>What is too long is refused, and then the other fields are not tried: so it is cut.</summary>
    private static string Cut(string text, int max) => text.Length <= max ? text : text[..max];

    private static async Task IsHandledAsync(string what, HttpResponseMessage answer, bool mustRefuse)
    {
        var status = (int)answer.StatusCode;
        Assert.True(status is 400 or 422 || (!mustRefuse && status is 200 or 201), $"{status} for {what}");
        if (status >= 400)
        {
            await ProblemAnswer.ReadAsync(answer);
        }
    }

    private static byte[] Within(string pointer, byte[] json)
    {
        var parts = Shipments.With(pointer, "\"@file@\"").Split("\"@file@\"");
        return [.. Encoding.UTF8.GetBytes(parts[0]), .. json, .. Encoding.UTF8.GetBytes(parts[1])];
    }

    /// <summary>False for files of white space alone: they are missing values wherever they stand, and so refused as well, but not for what is in them.</summary>
    private static bool IsRefusedWithin(byte[] json) => json.Any(b => b is not ((byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r'));

    private static List<string> Texts() =>
        [.. OwnTexts, .. HostileFiles.NaughtyStrings is { } path ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))! : []];
}
