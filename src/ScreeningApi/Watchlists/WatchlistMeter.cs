using System.Diagnostics.Metrics;
using System.Text.Json;

namespace ScreeningApi.Watchlists;

/// <summary>Figures for whoever watches the service. Tags are the list's code alone; a tenant's own lists are counted together.</summary>
internal sealed class WatchlistMeter : IDisposable
{
    public const string Name = "ScreeningApi.Watchlists";

    private readonly Meter _meter;
    private readonly Counter<long> _imports;

    public WatchlistMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _imports = _meter.CreateCounter<long>("watchlist.imports", "{import}", "Imports by what became of them");
    }

    public void CountImport(WatchlistKey key, WatchlistImportState state) =>
        _imports.Add(1, new KeyValuePair<string, object?>("list", CodeOf(key)), new KeyValuePair<string, object?>("outcome", JsonNamingPolicy.CamelCase.ConvertName(state.ToString())));

    public void CountFailure(WatchlistKey key) => _imports.Add(1, new KeyValuePair<string, object?>("list", CodeOf(key)), new KeyValuePair<string, object?>("outcome", "failed"));

    /// <summary>Reports what is in memory whenever somebody asks.</summary>
    public void Observe(Func<IEnumerable<WatchlistStatus>> shared)
    {
        _meter.CreateObservableGauge("watchlist.age", () => Measure(shared, s => s.Age?.TotalSeconds), "s", "Time since the list was last found current");
        _meter.CreateObservableGauge("watchlist.entries", () => Measure(shared, s => s.List?.Row.Entries), "{entry}", "Entries in use");
        _meter.CreateObservableGauge("watchlist.quarantined", () => Measure(shared, s => s.Quarantined is null ? 0 : 1), "{import}", "1 while an import of the list is quarantined");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Measure(Func<IEnumerable<WatchlistStatus>> shared, Func<WatchlistStatus, double?> value) =>
        shared().Where(s => value(s) is not null).Select(s => new Measurement<double>(value(s)!.Value, new KeyValuePair<string, object?>("list", s.Terms.Key.List)));

    private static string CodeOf(WatchlistKey key) => key.IsOwn ? WatchlistKey.OwnPrefix + "*" : key.List;
}
