using Screening.Engine;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// Makes memos of what was stored, and of nothing else: no table that is loaded now is looked at, no clock is read, so that the memo of a
/// screening is the same whenever it is asked for.
/// </summary>
internal static class MemoPages
{
    /// <summary>A memo of the line, or of each in the order of the request; each is made when it is asked for.</summary>
    public static IEnumerable<Memo> Of(MemoSource source, int? lineNo) =>
        source.Screening.Lines.Where(line => lineNo is null || line.LineNo == lineNo).Select(line => Of(source, line));

    private static Memo Of(MemoSource source, LineResult line) => new()
    {
        Title = $"Screening memo: {Name(source.Screening)}, line {line.LineNo}",
        Heading = Heading(source.Screening, line),
        Outcome = Outcome(line),
        Sections =
        [
            StatedSection.Of(source.Request, source.Stated(line.LineNo)),
            Score(line),
            .. LicenseSections.Of(line.Licenses),
            FindingSections.Findings(line),
            FindingSections.Goods(line),
            FindingSections.Destination(line),
            QuestionSection.Of(line),
            CoverageSections.Coverage(source.Screening.Coverage),
            CoverageSections.Versions(source.Screening),
        ],
        Decision = Decision,
        Note = "Made from the stored screening, which was not repeated. It helps to decide and is no legal advice.",
    };

    private static readonly MemoItem[] Decision =
    [
        new("Decision", "☐ release   ☐ release under an exception   ☐ apply for a license   ☐ hold   ☐ refuse"),
        new("License or exception", ""),
        new("Reason", ""),
        new("Name", ""),
        new("Date", ""),
        new("Signature", ""),
    ];

    private static string Name(ScreeningResponse screening) => string.IsNullOrWhiteSpace(screening.Reference) ? "no reference" : screening.Reference;

    private static MemoItem[] Heading(ScreeningResponse screening, LineResult line) =>
    [
        new("Reference", Name(screening)),
        new("Line", $"{line.LineNo} ({Lines(screening.Lines.Count)} in the shipment)"),
        new("Screening", $"{screening.Id}"),
        new("Screened", screening.CreatedAt is { } at ? MemoText.Time(at) : "not stored"),
        new("Law and tables of", MemoText.Date(screening.DecisiveDate)),
    ];

    private static MemoItem[] Outcome(LineResult line) =>
    [
        new("Verdict", MemoText.Words(line.Verdict)),
        new("Risk score", $"{MemoText.Number(line.RiskScore)} of 100, {MemoText.Words(line.RiskLevel)}"),
        .. line.Licenses.Select(l => new MemoItem($"License, {l.Regime}", MemoText.Words(l.Requirement))),
    ];

    private static MemoSection Score(LineResult line) => new(
        "Verdict and score",
        new MemoList(MemoListKind.Points, [.. line.Contributions.Select(c => new MemoItem($"+{MemoText.Number(c.Points)} {MemoText.Words(c.Factor)}", c.Text, c.Citation))]))
    {
        Outcome = $"{MemoText.Words(line.Verdict)}, {MemoText.Number(line.RiskScore)}",
    };

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";
}
