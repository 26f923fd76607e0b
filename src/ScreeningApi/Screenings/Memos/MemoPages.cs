using Screening.Engine;
using Screening.Engine.Scoring;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// Makes memos of what was stored, and of nothing else: no table that is loaded now is looked at, no clock is read, so that the memo of a
/// screening is the same whenever it is asked for.
/// </summary>
internal static class MemoPages
{
    private const string Note = "Made from the stored screening, which was not repeated. It helps to decide and is no legal advice.";

    /// <summary>A memo of the line, or of each in the order of the request, with a cover before several; each is made when it is asked for.</summary>
    public static IEnumerable<Memo> Of(MemoSource source, int? lineNo) =>
        lineNo is not null ? source.Screening.Lines.Where(line => line.LineNo == lineNo).Select(line => Of(source, line))
        : source.Screening.Lines.Count == 1 ? [Of(source, source.Screening.Lines[0])]
        : source.Screening.Lines.Select(line => Of(source, line) with { Anchor = MemoCover.AnchorOf(line) }).Prepend(Cover(source));

    private static Memo Cover(MemoSource source) => new()
    {
        Title = $"Screening memo: {Name(source.Screening)}, {Lines(source.Screening.Lines.Count)}",
        Heading = Heading(source.Screening, null),
        Outcome = [new("Verdict", MemoText.Words(source.Screening.Verdict)), new("Risk score", $"{Score(source.Screening.RiskScore, source.Screening.RiskLevel)}, the highest of the lines")],
        Table = MemoCover.Lines(source),
        Note = Note,
    };

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
        Note = Note,
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

    private static MemoItem[] Heading(ScreeningResponse screening, LineResult? line) =>
    [
        new("Reference", Name(screening)),
        .. line is null ? [] : new MemoItem[] { new("Line", $"{line.LineNo} ({Lines(screening.Lines.Count)} in the shipment)") },
        new("Screening", $"{screening.Id}"),
        new("Screened", screening.CreatedAt is { } at ? MemoText.Time(at) : "not stored"),
        new("Law and tables of", MemoText.Date(screening.DecisiveDate)),
    ];

    private static MemoItem[] Outcome(LineResult line) =>
    [
        new("Verdict", MemoText.Words(line.Verdict)),
        new("Risk score", Score(line.RiskScore, line.RiskLevel)),
        .. line.Licenses.Select(l => new MemoItem($"License, {l.Regime}", LicenseSections.Outcome(l))),
    ];

    private static MemoSection Score(LineResult line) => new(
        "Verdict and score",
        new MemoList(MemoListKind.Points, [.. line.Contributions.Select(c => new MemoItem($"+{MemoText.Number(c.Points)} {MemoText.Words(c.Factor)}", c.Text, c.Citation))]))
    {
        Outcome = $"{MemoText.Words(line.Verdict)}, {MemoText.Number(line.RiskScore)}",
    };

    private static string Score(decimal score, RiskLevel level) => $"{MemoText.Number(score)} of 100, {MemoText.Words(level)}";

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";
}
