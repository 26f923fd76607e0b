namespace ScreeningApi.Batches.Files;

/// <summary>What can be wrong with the names of columns, in words. Names are cut and cleaned: they are the sender's, and may stand on a terminal.</summary>
internal static class ColumnFaults
{
    private const int MostNames = 40;
    private const int MostCharacters = 60;

    public static InputFileException NotOurs(string ours, ColumnOption option) =>
        BadMap($"{option.Map}: found no column '{Shown(ours)}' of ours, expected one of {string.Join(", ", ColumnNames.All)}.");

    public static InputFileException NotTheirs(string theirs, IReadOnlyList<string> headers, ColumnOption option) =>
        BadMap($"{option.Map}: found no column '{Shown(theirs)}' in the file, expected one of {List(headers)}.");

    public static InputFileException OursTwice(string ours, ColumnOption option) => BadMap($"{option.Map}: found {ours} twice, expected it once.");

    public static InputFileException TheirsTwice(string theirs, ColumnOption option) => BadMap($"{option.Map}: found '{Shown(theirs)}' twice, expected it once: a column is one thing.");

    public static InputFileException SeveralTheirs(string theirs, (int First, int Second) at, IReadOnlyList<string> headers, ColumnOption option) =>
        BadMap($"{option.Map}: found two columns '{Shown(theirs)}' in the file, {Places(at)}, expected one: {(headers[at.First] == headers[at.Second] ? "rename one of them" : "write the name exactly as it stands there")}.");

    /// <summary>Two columns are equally good.</summary>
    public static InputFileException Ambiguous(string column, (int First, int Second) at, IReadOnlyList<string> headers, ColumnOption option)
    {
        var (one, other) = (Shown(headers[at.First]), Shown(headers[at.Second]));
        var text = headers[at.First].Trim() == headers[at.Second].Trim()
            ? $"Found two columns '{one}', {Places(at)}, expected one that is {column}: rename the other."
            : $"Found two columns that could be {column}: '{one}' and '{other}', {Places(at)}, expected one: say which, {option.Mapping(other, column)}.";
        return new InputFileException(text, code: "ambiguousColumn");
    }

    public static InputFileException NoGoods(IReadOnlyList<string> headers, ColumnOption option) =>
        Missing($"Found no column that says what the goods are, expected one of {string.Join(", ", ColumnNames.Goods)}, or {option.Mapping("THEIRS", ColumnNames.Description)}. The file has: {List(headers)}.");

    public static InputFileException NoDestination(IReadOnlyList<string> headers, ColumnOption option) =>
        Missing($"Found no column {ColumnNames.Destination}, expected one, {(option.Destination is { } all ? $"{all} for all rows, " : "")}or {option.Mapping("THEIRS", ColumnNames.Destination)}. The file has: {List(headers)}.");

    private static InputFileException BadMap(string text) => new(text, code: "badMap");

    private static InputFileException Missing(string text) => new(text, code: "missingColumn");

    private static string Places((int First, int Second) at) => $"columns {at.First + 1} and {at.Second + 1}";

    private static string List(IReadOnlyList<string> headers) =>
        string.Join(", ", headers.Take(MostNames).Select(Shown)) + (headers.Count > MostNames ? $" and {headers.Count - MostNames} more" : "");

    private static string Shown(string name)
    {
        var text = name.Trim();
        var cut = text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate ? '\uFFFD' : c));
    }
}
