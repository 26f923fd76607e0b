using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ScreeningApi.Tests.Support;
using ScreeningApi.Watchlists;

namespace ScreeningApi.Tests.Watchlists;

/// <summary>Names of parties stand in no log line and no metric, whatever becomes of the list that has them.</summary>
public sealed class NamesStaySecretTests(WatchlistFixture service) : IClassFixture<WatchlistFixture>
{
    private const int Planted = 500;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Names => Enumerable.Range(0, Planted).Select(i => string.Create(CultureInfo.InvariantCulture, $"Zyxomma{i:000} Trading"));

    [Fact]
    public async Task No_log_line_and_no_metric_has_a_name()
    {
        var log = new CapturedLog();
        using var metrics = new Measured();
        await using (var watched = await StartAsync(log))
        {
            await UseAsync(watched.Http);
            metrics.Record();
        }

        var lines = string.Join('\n', log.Entries);
        Assert.Contains("Watchlist loaded: OWN-SECRET", lines, StringComparison.Ordinal);
        Assert.Contains("Watchlist loaded: TEST-CSV", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("zyxomma", lines, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("canary trading", lines, StringComparison.OrdinalIgnoreCase);

        var figures = metrics.Lines;
        Assert.Contains("watchlist.entries 501 list=TEST-CSV", figures);
        Assert.Contains("watchlist.quarantined 1 list=TEST-UN", figures);
        Assert.Contains("watchlist.imports 1 list=TEST-CSV outcome=published", figures);
        Assert.Contains("watchlist.imports 1 list=TEST-UN outcome=quarantined", figures);
        Assert.Contains("watchlist.imports 1 list=OWN-* outcome=unchanged", figures);
        Assert.Contains(figures, l => l.StartsWith("watchlist.age ", StringComparison.Ordinal) && l.EndsWith(" list=TEST-CSV", StringComparison.Ordinal));
        Assert.DoesNotContain(figures, l => l.Contains("zyxomma", StringComparison.OrdinalIgnoreCase) || l.Contains("SECRET", StringComparison.Ordinal));
    }

    /// <summary>Well and badly, by every way in.</summary>
    private static async Task UseAsync(HttpClient http)
    {
        await http.ImportAsync(WatchlistFixture.Csv, ListFiles.Own(Names.Append(ListFiles.Canary)));
        await http.ImportAsync("OWN-SECRET", ListFiles.Own(Names));
        await http.ImportAsync("OWN-SECRET", ListFiles.Own(Names));
        await http.ImportAsync("OWN-SECRET", ListFiles.Own(Names.Take(10)));
        await http.ImportAsync("OWN-SECRET", Encoding.UTF8.GetBytes("id,kind,name\n" + string.Concat(Names.Select((n, i) => $"{i},{n},entity\n"))));
        await http.ImportAsync("OWN-SECRET", Encoding.UTF8.GetBytes(string.Join('\n', Names)));
        await http.ImportAsync("OWN-SECRET", Encoding.UTF8.GetBytes("name\n\"" + string.Join('\n', Names)));
        await http.ImportAsync(WatchlistFixture.Un, ListFiles.Un("2026-01-01", Names)[..^40]);
        await http.ImportAsync(WatchlistFixture.Csl, ListFiles.Csl(7, Names));
        await http.EntryNamesAsync("OWN-SECRET");
        using var odd = await http.GetAsync($"/v1/watchlists/OWN-SECRET/entries?section={Uri.EscapeDataString(Names.First())}", Cancelled);
        using var release = await http.PostTextAsync("/v1/watchlists/OWN-SECRET/imports/2/release", """{"reason":"Zyxomma001 Trading is gone"}""");
    }

    private Task<TestService> StartAsync(CapturedLog log) => TestService.StartAsync(service.ConnectionString, configure: builder =>
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(log);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Logging:LogLevel:Default", "Information")]);
    });

    /// <summary>Listens to the lists' meter as an exporter would.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _lines = new();

        public Measured()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == WatchlistMeter.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public IReadOnlyCollection<string> Lines => _lines;

        public void Record() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}"));
    }
}
