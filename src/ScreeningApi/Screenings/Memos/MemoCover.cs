using Screening.Engine;

namespace ScreeningApi.Screenings.Memos;

/// <summary>The first page of a shipment of several lines: what it came to as a whole, and each line with where its page is.</summary>
internal static class MemoCover
{
    private const int ShortLength = 60;

    public static string AnchorOf(LineResult line) => $"line-{line.LineNo}";

    public static MemoTable Lines(MemoSource source)
    {
        var regimes = source.Screening.Lines.SelectMany(l => l.Licenses).Select(l => l.Regime).Distinct().ToList();
        return new MemoTable(
            ["Line", "Goods", "Verdict", "Score", .. regimes.Select(r => $"License, {r}")],
            [.. source.Screening.Lines.Select(line => new MemoRow(AnchorOf(line), [$"{line.LineNo}", Goods(source, line), MemoText.Words(line.Verdict), MemoText.Number(line.RiskScore), .. regimes.Select(r => Asked(line, r))]))]);
    }

    private static string Goods(MemoSource source, LineResult line)
    {
        var stated = source.Stated(line.LineNo);
        return string.Join(", ", new[] { stated.Description, stated.HsCode, stated.Eccn }.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => MemoText.Short(t!, ShortLength)));
    }

    private static string Asked(LineResult line, string regime) => line.Licenses.FirstOrDefault(l => l.Regime == regime) is { } license ? LicenseSections.Outcome(license) : "Not determined";
}
