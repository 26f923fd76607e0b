using System.Collections.Frozen;
using System.Collections.Immutable;
using Screening.Engine.Rules;

namespace Screening.Engine.Licensing;

/// <summary>
/// All that licenses are determined by, compiled: immutable, shared by all requests. The facts change on a few days only; what holds
/// between two such days is put together when it is first asked for.
/// </summary>
public sealed class LicenseTables
{
    private readonly CompiledLicensing _compiled;
    private readonly ImmutableArray<DateOnly> _changes;
    private readonly DatedTables?[] _periods;

    private LicenseTables(LicensingDocument document, CompiledLicensing compiled)
    {
        (Document, _compiled) = (document, compiled);
        _changes = [.. Sources(document).SelectMany(s => DaysOfChange(s.Validity)).Distinct().Order()];
        _periods = new DatedTables?[_changes.Length + 1];
        States = TableState.Of(document);
        AsOf = States.Where(s => s.AsOf is not null).ToImmutableSortedDictionary(s => s.Table, s => s.AsOf!, StringComparer.Ordinal);
        Circumstances = compiled.Stated.Declarable.ToFrozenSet(StringComparer.Ordinal);
    }

    public static LicenseTables Empty { get; } = new(LicensingDocument.Empty, CompiledLicensing.Empty);

    /// <summary>The facts as they were loaded.</summary>
    public LicensingDocument Document { get; }

    internal StatedFacts Stated => _compiled.Stated;

    /// <summary>How complete and how old each table is.</summary>
    public ImmutableArray<TableState> States { get; }

    /// <summary>Date of the oldest text of each table.</summary>
    public ImmutableSortedDictionary<string, string> AsOf { get; }

    /// <summary>The circumstances that an exporter can declare, kinds of end use among them.</summary>
    public IReadOnlySet<string> Circumstances { get; }

    /// <summary>Null, and at least one diagnostic, when the document cannot be used.</summary>
    public static LicenseTables? Compile(LicensingDocument document, out ImmutableArray<RuleSetDiagnostic> diagnostics)
    {
        var found = new List<RuleSetDiagnostic>();
        var compiled = LicenseCompiler.Compile(document, found);
        diagnostics = [.. found];
        return found.Count == 0 ? new LicenseTables(document, compiled) : null;
    }

    /// <summary>Every row that a determination can rest on.</summary>
    public static IEnumerable<Provenance> Sources(LicensingDocument d) =>
    [
        .. d.Regimes.Select(r => r.Source), .. d.Entries.Select(r => r.Source), .. d.PartialReasons.Select(r => r.Source), .. d.EntryExceptions.Select(r => r.Source),
        .. d.Reasons.Select(r => r.Source), .. d.PlaceFacts.Select(r => r.Source), .. d.Chart.Select(r => r.Source), .. d.Sanctions.Select(r => r.Source),
        .. d.EndUses.Select(r => r.Source), .. d.Bars.Select(r => r.Source), .. d.Exceptions.Select(r => r.Source), .. d.Conditions.Select(r => r.Source),
        .. d.ExchangeRates.Select(r => r.Source), .. d.ItemLists.Select(r => r.Source), .. d.Steps.Select(r => r.Source),
    ];

    /// <summary>What holds on a date. Two threads may both put it together, and it is the same.</summary>
    internal DatedTables On(DateOnly date)
    {
        var at = _changes.BinarySearch(date);
        ref var period = ref _periods[at < 0 ? ~at : at + 1];
        return Volatile.Read(ref period) ?? Interlocked.CompareExchange(ref period, new DatedTables(_compiled, date), null) ?? period;
    }

    /// <summary>The first day of a fact, and the first after it.</summary>
    private static DateOnly[] DaysOfChange(Validity validity) =>
    [
        .. validity.From is { } from ? [from] : Array.Empty<DateOnly>(),
        .. validity.To is { } to && to < DateOnly.MaxValue ? [to.AddDays(1)] : Array.Empty<DateOnly>(),
    ];
}
