using Screening.Evaluation;

// Sends labelled descriptions through a running service and prints how often it is right.
//   dotnet run --project tests/Screening.Evaluation -- FILE.csv [--url http://127.0.0.1:8080] [--misses N]
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: FILE.csv [--url http://127.0.0.1:8080] [--misses N]. Columns: id, description, lang, hs6, label, label_basis.");
    return 2;
}

var rows = LabelledRow.Read(args[0]);
using var client = new ScreeningClient(Option("--url") ?? "http://127.0.0.1:8080");
Console.WriteLine($"{rows.Count} rows of {Path.GetFileName(args[0])}; found = confidence of at least {Scorecard.FoundFrom:0.0} in the labelled category");
var misses = int.Parse(Option("--misses") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
foreach (var withCodes in new[] { false, true })
{
    Console.WriteLine();
    Console.WriteLine(withCodes ? "== description and HS code ==" : "== description only ==");
    Scorecard.Print(await client.ScreenAsync(rows, withCodes), misses);
}

return 0;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
