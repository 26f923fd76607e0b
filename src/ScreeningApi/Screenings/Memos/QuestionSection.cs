using Screening.Engine;
using Screening.Engine.Licensing;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// What would settle what is open. A question that several regimes ask is asked once. What has to be confirmed for an exception stands with
/// the exception, beside a box to tick: here it is counted, so that nobody takes the boxes for settled.
/// </summary>
internal static class QuestionSection
{
    public static MemoSection Of(LineResult line)
    {
        var toConfirm = line.Licenses.Select(ToConfirm).Where(c => c.Texts.Count > 0).ToList();
        var boxes = toConfirm.SelectMany(c => c.Texts).ToHashSet(StringComparer.Ordinal);
        List<MemoItem> asked =
        [
            .. line.Questions.Select(q => (Asker: "screening", Parameter: q.Unit is null ? q.Parameter : $"{q.Parameter} in {q.Unit}", q.Why))
                .Concat(line.Licenses.SelectMany(l => l.Questions.Where(q => !boxes.Contains(q.Why)).Select(q => (Asker: l.Regime, q.Parameter, q.Why))))
                .GroupBy(q => (q.Parameter, q.Why))
                .Select(g => new MemoItem(g.Key.Parameter, g.Key.Why, string.Join(", ", g.Select(q => q.Asker).Distinct()))),
        ];
        var open = asked.Count + toConfirm.Sum(c => c.Texts.Count);
        asked.AddRange(toConfirm.Select(c => new MemoItem("☐", $"{Conditions(c.Texts.Count)} to confirm before {string.Join(" or ", c.Codes)} is used: the boxes above.", c.Regime)));
        return new MemoSection("Questions still open", new MemoList(MemoListKind.Points, open > 0 ? asked : [new MemoItem(null, "None.")])) { Outcome = open > 0 ? $"{open}" : null };
    }

    private static (string Regime, List<string> Codes, List<string> Texts) ToConfirm(LicenseDetermination license)
    {
        var usable = LicenseSections.Tried(license, ExceptionOutcome.Available).Where(e => e.Conditions.Any(LicenseSections.IsToConfirm)).ToList();
        return (license.Regime, [.. usable.Select(e => e.Code).Distinct()], [.. usable.SelectMany(e => e.Conditions).Where(LicenseSections.IsToConfirm).Select(c => c.Text).Distinct()]);
    }

    private static string Conditions(int count) => count == 1 ? "1 condition" : $"{count} conditions";
}
