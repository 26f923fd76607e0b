using System.Text;
using ScreeningApi.Tests.Support;

namespace ScreeningApi.Tests.BadInput;

/// <summary>Bodies that are no JSON, or not the JSON of an object.</summary>
public sealed class SyntaxTests(ServiceFixture service) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("", "invalidJson")]
    [InlineData("   \n\t ", "invalidJson")]
    [InlineData("{", "invalidJson")]
    [InlineData("}", "invalidJson")]
    [InlineData("{]", "invalidJson")]
    [InlineData("{\"destination\"", "invalidJson")]
    [InlineData("{\"destination\":", "invalidJson")]
    [InlineData("{\"destination\":\"DE", "invalidJson")]
    [InlineData("{\"destination\":\"DE\",}", "invalidJson")]
    [InlineData("{\"destination\":\"DE\"} {}", "invalidJson")]
    [InlineData("{\"destination\":\"DE\"}x", "invalidJson")]
    [InlineData("{destination:\"DE\"}", "invalidJson")]
    [InlineData("{'destination':'DE'}", "invalidJson")]
    [InlineData("{\"destination\":DE}", "invalidJson")]
    [InlineData("// a comment\n{\"destination\":\"DE\"}", "invalidJson")]
    [InlineData("{\"destination\":/* here */\"DE\"}", "invalidJson")]
    [InlineData("{\"destination\":\"D\tE\"}", "invalidJson")]
    [InlineData("{\"destination\":\"\\x\"}", "invalidJson")]
    [InlineData("{\"destination\":\"\\u12\"}", "invalidJson")]
    [InlineData("{\"lines\":[{\"lineNo\":01}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"lineNo\":+1}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"lineNo\":0x1}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"quantity\":NaN}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"quantity\":Infinity}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"quantity\":1.}]}", "invalidJson")]
    [InlineData("{\"lines\":[{\"quantity\":.5}]}", "invalidJson")]
    [InlineData("<shipment/>", "invalidJson")]
    [InlineData("destination=DE&lines=1", "invalidJson")]
    [InlineData("null", "missing")]
    [InlineData("true", "wrongType")]
    [InlineData("7", "wrongType")]
    [InlineData("\"DE\"", "wrongType")]
    [InlineData("[]", "wrongType")]
    [InlineData("[{\"destination\":\"DE\",\"lines\":[{\"lineNo\":1,\"hsCode\":\"8542\"}]}]", "wrongType")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body, string code)
    {
        var problem = await RefuseAsync(Encoding.UTF8.GetBytes(body));
        Assert.Equal((400, "malformedRequest", code), (problem.Status, problem.Code, problem.Only.Code));
    }

    [Fact]
    public async Task Where_the_JSON_breaks_is_said_by_line_and_byte()
    {
        var problem = await RefuseAsync(Encoding.UTF8.GetBytes("{\n  \"destination\": \"DE\",\n  \"lines\": [ { \"lineNo\": 1 \"hsCode\": \"8542\" } ] }"));
        Assert.Contains("line 3", problem.Only.Detail, StringComparison.Ordinal);
        Assert.StartsWith("/lines/0", problem.Only.Pointer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Deep_nesting_is_refused(string open, string close)
    {
        foreach (var depth in new[] { 33, 60, 300, 100_000 })
        {
            var value = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            Assert.Equal(400, (await RefuseAsync(Encoding.UTF8.GetBytes(value))).Status);
            Assert.Equal(400, (await RefuseAsync(Encoding.UTF8.GetBytes(Shipments.With("/endUse", value)))).Status);
            Assert.Equal(400, (await RefuseAsync(Encoding.UTF8.GetBytes(Shipments.With("/lines", value)))).Status);
        }
    }

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"\\udc00\":1,\"destination\":\"DE\"}")]
    [InlineData("{\"destination\":{\"\\ud800\":1}}")]
    [InlineData("{\"lines\":[{\"lineNo\":1,\"\\ud800\":\"\\ud800\"}]}")]
    [InlineData("{\"\\ud800\":1,\"destination\":5}")]
    [InlineData("{\"destination\":5,\"\\ud800\":1}")]
    [InlineData("{\"\\u0000\":1}")]
    [InlineData("{\"a']['b\":1}")]
    [InlineData("{\"a.b~c/d[0]\":1}")]
    [InlineData("{\"\":1}")]
    public async Task Odd_names_are_refused_like_any_other_unknown_name(string body) => Assert.Equal(400, (await RefuseAsync(Encoding.UTF8.GetBytes(body))).Status);

    [Fact]
    public async Task A_name_of_a_million_characters_does_not_come_back()
    {
        var problem = await RefuseAsync(Encoding.UTF8.GetBytes($"{{\"{new string('n', 1_000_000)}\":1}}"));
        Assert.Equal((400, "unknownMember"), (problem.Status, problem.Only.Code));
        Assert.InRange(problem.Text.Length, 1, 2000);
    }

    [Fact]
    public async Task A_value_of_a_million_characters_does_not_come_back()
    {
        foreach (var pointer in new[] { "/decisiveDate", "/destination", "/parties/0/role", "/lines/0/hsCode", "/lines/0/eccn", "/lines/0/currency", "/lines/0/lineNo", "/lines/0/quantity" })
        {
            var problem = await RefuseAsync(Encoding.UTF8.GetBytes(Shipments.With(pointer, $"\"{new string('v', 1_000_000)}\"")));
            Assert.Equal(pointer, problem.Only.Pointer);
            Assert.InRange(problem.Text.Length, 1, 2000);
        }
    }

    public static TheoryData<byte[]> NotUtf8 => new(
        [.. "{\"destination\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
        [.. "{\"destination\":\""u8, 0xC0, 0xAF, .. "\"}"u8], // overlong
        [.. "{\"destination\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], // a surrogate
        [.. "{\"destination\":\""u8, 0xE2, 0x82, .. "\"}"u8], // cut
        [.. "{\""u8, 0xFF, .. "\":1}"u8],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"destination\":\"DE\"}")],
        Encoding.Unicode.GetBytes("{\"destination\":\"DE\"}"),
        Encoding.UTF32.GetBytes("{}"),
        [0x1F, 0x8B, 0x08, 0x00],
        [0x00],
        [0xEF, 0xBB, 0xBF, .. "{"u8]);

    [Theory, MemberData(nameof(NotUtf8))]
    public async Task Bytes_that_are_no_UTF8_are_refused(byte[] body) => Assert.Equal(400, (await RefuseAsync(body)).Status);

    /// <summary>A number that JSON allows and the database's numbers do not.</summary>
    [Theory]
    [InlineData("1e-20000")]
    [InlineData("0e999999")]
    [InlineData("0e-999999")]
    [InlineData("1e-999999999999")]
    [InlineData("@zeros@")]
    public async Task A_number_with_a_great_exponent_is_stored_or_refused(string number)
    {
        var json = number == "@zeros@" ? "0." + new string('0', 20_000) + "1" : number;
        foreach (var pointer in new[] { "/lines/0/quantity", "/lines/0/value", "/lines/0/parameters/0/value" })
        {
            using var answer = await service.Http.PostTextAsync("/v1/screenings", Shipments.With(pointer, json));
            Assert.True((int)answer.StatusCode is 201 or 400 or 422, $"{number}: {(int)answer.StatusCode}");
        }
    }

    private async Task<ProblemAnswer> RefuseAsync(byte[] body)
    {
        using var answer = await service.Http.PostBytesAsync(HttpSteps.DryRun, body);
        return await ProblemAnswer.ReadAsync(answer);
    }
}
