using ScreeningApi.Reference;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Tests.Import;

/// <summary>Lays a text over data, and says what came of it.</summary>
internal static class ImportSteps
{
    public const string Source = "the official text";

    public static ImportTerms Terms(DateOnly? asOf = null) => new(asOf ?? Texts.AsOf, Source);

    public static ImportOutcome Ecfr(ReferenceData data, int part, DateOnly? asOf = null) => TextImport.Ecfr(Texts.Path(Texts.Title15), [part], data, Terms(asOf));

    public static TableChange Only(this ImportOutcome outcome) => Assert.Single(outcome.Tables);

    public static string[] Keys(this TableChange table, RowChangeKind kind) => [.. table.Rows.Where(r => r.Kind == kind).Select(r => r.Key)];

    public static ColumnChange Column(this TableChange table, string key, string column) => table.Rows.Single(r => r.Key == key).Columns.Single(c => c.Column == column);

    public static IEnumerable<string> Gaps(this ImportOutcome outcome) => outcome.Notices.Where(n => n.IsGap).Select(n => $"{n.Place}: {n.Text}");
}
