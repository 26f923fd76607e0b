namespace ScreeningApi.Batches.Files;

/// <summary>A row of the file.</summary>
/// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Cells">One for every column of the header.</param>
/// <param name="Fault">Why the row cannot be read; empty when it can.</param>
internal sealed record InputRow(long Number, string[] Cells, string Fault);
