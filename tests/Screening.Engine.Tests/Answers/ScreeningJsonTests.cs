using System.Collections.Immutable;
using System.Text.Json;
using Screening.Engine.Items;
using Screening.Engine.Matching;
using Screening.Engine.Scoring;
using Screening.Engine.Tests.Support;
using ScreeningApi.Hosting;
using ScreeningApi.Screenings;

namespace Screening.Engine.Tests.Answers;

/// <summary>Answers are written by hand, and must be what the serializer would write of the contract's types, byte for byte.</summary>
public sealed class ScreeningJsonTests
{
    private static readonly ScreeningSnapshot Listed = Shipped.Snapshot with { Watchlists = Lists.One };

    [Fact]
    public void An_answer_is_written_as_the_serializer_writes_it_the_first_time_and_again() => Property.Holds(
        Shipments.Any,
        shipment =>
        {
            for (var time = 0; time < 3; time++)
            {
                AssertWrittenAsSerialized(ScreeningEngine.Screen(shipment, Shipped.Snapshot), shipment.DecisiveDate);
            }
        },
        show: Shipments.Shown);

    [Theory]
    [InlineData("Northwind Vessels")]
    [InlineData("Harrowgate Optics Ltd \"<&>\" ё 漢 \ud83d\ude00")]
    public void Parties_that_are_listed_are_written_as_the_serializer_writes_them(string party) =>
        AssertWrittenAsSerialized(ScreeningEngine.Screen(Ship.Goods("quadcopter", hs: "8806.23").To("AE").With(PartyRole.EndUser, "RU", party), Listed), Ship.Today);

    [Theory]
    [InlineData("toy drone <script>alert('ё')</script> & Ко \\ \" \u2028", null)]
    [InlineData("CNC milling machine 5-axis, positioning accuracy 1.5 um", "3A001.a.2")]
    [InlineData("qaudcopter, payload 10 kg", "9A012")]
    public void Words_that_JSON_escapes_and_values_are_written_as_the_serializer_writes_them(string description, string? eccn) =>
        AssertWrittenAsSerialized(Ship.Goods(description, eccn: eccn).Declaring("payload", 10, "kg").To("TR").Screen(), Ship.Today);

    [Fact]
    public void What_is_shared_is_written_only_where_it_is_the_same()
    {
        var shipment = Ship.Goods("quadcopter", hs: "8806.23", eccn: "9A012").To("DE");
        var result = shipment.Screen();
        for (var again = 0; again < 2; again++)
        {
            result = shipment.Screen();
        }

        AssertWrittenAsSerialized(result, Ship.Today);
        Assert.All(new[] { result.Lines[0].Shared.Licenses, result.Lines[0].Shared.Listings, result.Lines[0].Shared.Route, result.Shared.Coverage }, part => Assert.NotNull(part!.Written));

        AssertWrittenAsSerialized(result with { Coverage = result.Coverage with { Evaluated = ["nothing"] }, Lines = [result.Lines[0] with { Licenses = [], Listings = ImmutableArray.Create(result.Lines[0].Listings[0]) }] }, Ship.Today);
    }

    [Fact]
    public void A_run_of_members_is_copied_only_where_all_of_it_is_the_same()
    {
        var (here, there) = (Ship.Goods("shirts", hs: "6109.10").To("DE").Screen(), Ship.Goods("quadcopter", hs: "8806.23").To("AE").Screen());
        var (line, other) = (here.Lines[0], there.Lines[0]);
        Assert.Equal((Verdict.NoFinding, 0.0m), (line.Verdict, line.RiskScore));
        LineResult[] likes =
        [
            line, line with { Verdict = Verdict.Incomplete }, line with { RiskLevel = RiskLevel.High }, line with { RiskScore = 0m }, line with { RiskScore = 0.1m }, line with { Categories = other.Categories },
            line with { Destination = other.Destination }, line with { Route = other.Route }, line with { Destination = other.Destination, Shared = other.Shared }, line with { Route = other.Route, Shared = other.Shared },
            line with { Route = other.Route, Shared = line.Shared with { Route = other.Shared.Route } }, line with { Contributions = other.Contributions }, line with { Findings = other.Findings },
            line with { Questions = [new Question { Parameter = "hsCode", Unit = null, Why = "nobody knows" }] }, line with { Controls = other.Controls, Licenses = other.Licenses }, other, line,
        ];
        AssertWrittenAsSerialized(here with { Lines = [.. likes] }, Ship.Today);
        Assert.NotNull(line.Shared.Destination!.RunWith(line.Shared.Route!));
    }

    [Fact]
    public void Shipments_with_and_without_parties_in_turn_share_what_stands_under_each()
    {
        var without = Ship.Goods("shirts", hs: "6109.10").To("DE");
        var with = without.With(PartyRole.Consignee, "DE");
        var (first, second) = (ScreeningEngine.Screen(without, Listed), ScreeningEngine.Screen(with, Listed));
        Assert.NotSame(first.Shared.Coverage, second.Shared.Coverage);
        Assert.Equal((first.Shared, second.Shared), (ScreeningEngine.Screen(without, Listed).Shared, ScreeningEngine.Screen(with, Listed).Shared));
        Assert.NotEqual(first.Shared, ScreeningEngine.Screen(without, Listed with { Watchlists = Lists.Light }).Shared);
    }

    [Fact]
    public void The_service_begins_cold_where_its_own_example_cannot_be_screened() => ScreeningWarmUp.Run(Shipped.Snapshot, new DateOnly(2001, 1, 1));

    [Fact]
    public void A_stored_answer_is_its_head_and_the_result_that_is_stored()
    {
        var result = Ship.Goods("quadcopter", hs: "8806.23").To("AE").Screen();
        var row = new ScreeningRow { Id = Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), CreatedAt = new DateTime(2026, 11, 23, 1, 2, 3, 456, DateTimeKind.Utc).AddTicks(7), Reference = "SO \"1\"", DecisiveDate = Ship.Today };
        using var stored = PooledJson.Rent();
        ScreeningJson.WriteResult(stored, result);
        Assert.Equal(Ship.Json(result), Text(stored));

        using var answer = PooledJson.Rent();
        ScreeningJson.WriteAnswer(answer, row, stored.Written.Span);
        Assert.Equal(Ship.Json(StoredScreening.Response(row with { ResultPacked = PackedResult.Pack(stored.Written.Span) })), Text(answer));
    }

    private static void AssertWrittenAsSerialized(ScreeningResult result, DateOnly date)
    {
        using var json = PooledJson.Rent();
        ScreeningJson.WriteAnswer(json, result, "SO-1", date);
        Assert.Equal(JsonSerializer.Serialize(ScreeningResponse.Of(result, "SO-1", date), JsonFormat.Options), Text(json));
    }

    private static string Text(PooledJson json) => System.Text.Encoding.UTF8.GetString(json.Written.Span);
}
