using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Screening.Engine;
using ScreeningApi.Hosting;
using ScreeningApi.Intake;

namespace ScreeningApi.Screenings;

/// <summary>
/// Screens the shipment of the documentation a number of times before the service listens: the first caller then finds compiled what would
/// take half a second to compile, and what is compiled better the more often it has run has begun to be. Nothing is stored.
/// </summary>
internal static class ScreeningWarmUp
{
    /// <summary>What has run thirty times is compiled better by the runtime, beside the first requests.</summary>
    private const int Rounds = 32;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(250);

    /// <param name="today">The day on which shipments without a date are screened.</param>
    public static void Run(ScreeningSnapshot snapshot, DateOnly today)
    {
        var body = Encoding.UTF8.GetBytes(DocumentationExamples.Request("screenShipment", "application/json")!.ToJsonString());
        var known = new ScreeningMemory().Of(snapshot);
        var since = Stopwatch.StartNew();
        for (var round = 0; round < Rounds && since.Elapsed < LongEnough; round++)
        {
            // Both ways: goods that are new are recognised, and goods that came before are recalled.
            var request = JsonSerializer.Deserialize<ScreeningRequest>(body, JsonFormat.Options)!;
            using var sent = SentShipment.Read(body, snapshot, known, today);
            if (sent is null || ShipmentReader.Read(request, snapshot, today, out _) is not { } shipment)
            {
                // Under rules that do not know its words the service begins cold; that is no reason not to begin.
                return;
            }

            Write(ScreeningEngine.Screen(shipment, snapshot), request.Reference, shipment.DecisiveDate);
            Write(sent.Screen(snapshot, known), sent.Reference, shipment.DecisiveDate);
        }
    }

    private static void Write(ScreeningResult result, string? reference, DateOnly date)
    {
        using var json = PooledJson.Rent();
        ScreeningJson.WriteAnswer(json, result, reference, date);
    }
}
