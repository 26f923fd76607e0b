using System.Globalization;
using System.Text.Json;
using Screening.Engine;
using Screening.Engine.Scoring;
using ScreeningApi.Batches.Rows;

namespace ScreeningApi.Commands.Files;

/// <summary>Counts what came out.</summary>
internal sealed class ScreenSummary
{
    private readonly long[] _byVerdict = new long[Enum.GetValues<Verdict>().Length];
    private long _faulty;

    public long Rows => _byVerdict.Sum();

    /// <summary>Something was found or asked, or could not be read and so could be anything.</summary>
    public bool NeedsALook => _byVerdict[(int)Verdict.NoFinding] < Rows;

    public void Add(in RowOutcome outcome)
    {
        _byVerdict[(int)outcome.Verdict]++;
        _faulty += outcome.Error is null ? 0 : 1;
    }

    public string Describe(TimeSpan elapsed, ScreeningSnapshot snapshot)
    {
        var counts = Enum.GetValues<Verdict>().Where(v => _byVerdict[(int)v] > 0)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{_byVerdict[(int)v]:N0} {JsonNamingPolicy.CamelCase.ConvertName(v.ToString())}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows in {elapsed.TotalSeconds:0.0} s, rule set {snapshot.Rules.Version}: {(Rows == 0 ? "nothing to screen" : string.Join(", ", counts))}")
            + (_faulty > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {_faulty:N0} could not be read (--format csv shows each error in full)") : "") + ".";
    }

    public static string NotChecked(Coverage coverage) => $"Not checked: {string.Join("; ", coverage.NotEvaluated.Select(n => $"{n.Check} ({n.Reason})"))}.";
}
