using System.Text;
using System.Text.Json;
using CsCheck;
using Screening.Engine.Items;
using Screening.Engine.Tests.Support;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace Screening.Engine.Tests.Intake;

/// <summary>What is read straight from the bytes is what the serializer and the reader of the contract make of them, or it is not read.</summary>
public sealed class SentShipmentTests
{
    private readonly RememberedFacts _known = new ScreeningMemory().Of(Shipped.Snapshot);
    private int _straight, _refused;

    [Fact]
    public void A_body_as_the_contract_has_it_is_read_straight_and_comes_to_the_same()
    {
        Property.Holds(SentBodies.Plain, body => AssertSame(Encoding.UTF8.GetBytes(body), isStraightWhereValid: true), cases: 1_000);
        Assert.InRange(_straight, 1_000, int.MaxValue);
    }

    [Fact]
    public void A_body_with_something_odd_or_wrong_comes_to_the_same_or_is_read_the_long_way()
    {
        Property.Holds(SentBodies.Odd, body => AssertSame(Encoding.UTF8.GetBytes(body), isStraightWhereValid: !body.Contains("\\u0073", StringComparison.Ordinal)), cases: 1_000);
        Assert.InRange(_refused, 100, int.MaxValue);
    }

    [Fact]
    public void A_damaged_body_comes_to_the_same_or_is_read_the_long_way() =>
        Property.Holds(SentBodies.Damaged, body => AssertSame(body, isStraightWhereValid: false), cases: 1_000);

    [Theory]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter"}]} x""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter"}],}""")]
    [InlineData("""{"destination":"AE",/**/"lines":[{"lineNo":1,"description":"quadcopter"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter"},null]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter"}],"lines":[{"lineNo":1,"description":"quadcopter"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter","unit":"a unit of more than twenty"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter","unit":"a\u0000"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter","value":-1}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter","currency":"eur"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter","originCountry":"ZZ"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":1.0,"description":"quadcopter"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"description":"quadcopter"}]}""")]
    [InlineData("""{"destination":"AE","lines":[{"lineNo":2,"description":"quadcopter"},{"lineNo":1,"description":"quadcopter"},{"lineNo":2,"description":"quadcopter"}]}""")]
    [InlineData("""{"destination":"AE","lines":{"lineNo":1,"description":"quadcopter"}}""")]
    [InlineData("""{"destination":"ZZ","lines":[{"lineNo":1,"description":"quadcopter"}]}""")]
    [InlineData("""[{"destination":"AE"}]""")]
    [InlineData("")]
    public void What_is_wrong_is_left_to_the_long_way_though_its_goods_are_known(string body)
    {
        for (var again = 0; again < 3; again++)
        {
            using var sent = Read("""{"destination":"AE","lines":[{"lineNo":1,"description":"quadcopter"}]}"""u8);
            Assert.NotNull(sent);
        }

        Assert.Null(Read(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void More_lines_than_are_allowed_are_left_to_the_long_way()
    {
        static byte[] Body(int count) => Encoding.UTF8.GetBytes($$"""{"destination":"AE","lines":[{{string.Join(',', Enumerable.Range(1, count).Select(n => $$"""{"lineNo":{{n}},"description":"shirts"}"""))}}]}""");
        using var most = Read(Body(1000));
        Assert.Equal(1000, most!.Lines.Count);
        Assert.Null(Read(Body(1001)));
    }

    /// <summary>A short text and a number have the key of no other, whatever bytes they are.</summary>
    [Fact]
    public void Common_texts_are_what_their_bytes_say() =>
        Property.Holds(Gen.OneOf(Texts.Any.Select(t => t[..Math.Min(t.Length, 8)]), Gen.String[0, 3], Gen.OneOf("", "\0", "\0\0", "a", "a\0", "EUR", "pcs", "1234567", "12345678")), text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Encoding.UTF8.GetString(bytes), CommonTexts.Of(bytes));
        }, cases: 5_000);

    private SentShipment? Read(ReadOnlySpan<byte> body) => SentShipment.Read(body, Shipped.Snapshot, _known, Ship.Today);

    /// <summary>Three times: goods are kept when they come again, and recalled when they come once more.</summary>
    private void AssertSame(byte[] body, bool isStraightWhereValid)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
        {
            return;
        }

        var wanted = LongWay(body);
        for (var time = 0; time < 3; time++)
        {
            using var sent = Read(body);
            Assert.True(sent is null || wanted is not null, "The straight way took what the long way refuses.");
            Assert.True(sent is not null || wanted is null || !isStraightWhereValid, "The straight way did not take a body as the contract has it.");
            _ = sent is null ? _refused++ : _straight++;
            if (sent is not null)
            {
                Assert.Equal(wanted, Shown(sent.Reference, sent.Shipment, sent.Lines.Lines.ToArray().Select(l => l.Terms), sent.Screen(Shipped.Snapshot, _known)));
            }
        }
    }

    private static string? LongWay(byte[] body)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ScreeningRequest>(body, JsonFormat.Options);
            return request is not null && ShipmentReader.Read(request, Shipped.Snapshot, Ship.Today, out _) is { } shipment
                ? Shown(request.Reference, shipment with { Lines = [] }, shipment.Lines.Select(LineTerms.Of), ScreeningEngine.Screen(shipment, Shipped.Snapshot)) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shown(string? reference, Shipment shipment, IEnumerable<LineTerms> lines, ScreeningResult result) =>
        $"{Ship.Json(reference)}\n{Ship.Json(shipment)}\n{Ship.Json(lines)}\n{Ship.Json(result)}";
}
