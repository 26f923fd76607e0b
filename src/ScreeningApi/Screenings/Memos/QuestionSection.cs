using Screening.Engine;
using Screening.Engine.Licensing;

namespace ScreeningApi.Screenings.Memos;

/// <summary>
/// What would settle what is open. A question that several regimes ask is asked once; what has to be confirmed for an exception stands
/// with the exception.
/// </summary>
internal static class QuestionSection
{
    public static MemoSection Of(LineResult line)
    {
        var toConfirm = line.Licenses.SelectMany(l => l.Exceptions).SelectMany(e => e.Conditions).Where(c => c.Outcome == ConditionOutcome.ToConfirm).Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        var asked = line.Questions.Select(q => (Asker: "screening", Parameter: q.Unit is null ? q.Parameter : $"{q.Parameter} in {q.Unit}", q.Why))
            .Concat(line.Licenses.SelectMany(l => l.Questions.Where(q => !toConfirm.Contains(q.Why)).Select(q => (Asker: l.Regime, q.Parameter, q.Why))))
            .GroupBy(q => (q.Parameter, q.Why))
            .Select(g => new MemoItem(g.Key.Parameter, g.Key.Why, string.Join(", ", g.Select(q => q.Asker).Distinct())))
            .ToList();
        return new MemoSection("Questions still open", new MemoList(MemoListKind.Points, asked.Count > 0 ? asked : [new MemoItem(null, "None.")]));
    }
}
