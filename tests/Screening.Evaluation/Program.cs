using Screening.Evaluation;
using Screening.Evaluation.Names;
using Screening.Evaluation.Quality;

//   dotnet run -c Release --project tests/Screening.Evaluation -- --explain 'TEXT ;; TEXT' [--reference FOLDER]
// prints the evidence that texts give.
//   dotnet run -c Release --project tests/Screening.Evaluation -- --near-words DICTIONARY [--reference FOLDER]
// prints the words of a dictionary that would pass for typing errors of the vocabulary: candidates for ordinary_words.csv.
// Screens labelled descriptions and prints how often the service is right: with the shipped rules, or through a running service.
//   dotnet run -c Release --project tests/Screening.Evaluation -- FILE.csv [--misses N] [--reference FOLDER | --url http://127.0.0.1:8080]
// Or measures the rules on the corpus and tries respelled and ordinary lines (./test.sh quality):
//   dotnet run -c Release --project tests/Screening.Evaluation -- quality
if (args is ["quality"])
{
    return QualityRun.Run();
}

// Or measures the comparison of names on labelled pairs and on a whole list (./test.sh names):
//   dotnet run -c Release --project tests/Screening.Evaluation -- names [--pairs FILE.csv] [--list FILE --format FORMAT]
if (args is ["names", ..])
{
    return NamesRun.Run(Option("--pairs"), Option("--list"), Option("--format"));
}

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: quality, or FILE.csv [--misses N] [--reference FOLDER | --url http://127.0.0.1:8080]. Columns: id, description, lang, hs6, label, label_basis.");
    return 2;
}

if (Option("--near-words") is { } dictionary)
{
    foreach (var word in NearWords.In(File.ReadLines(dictionary), EngineRun.Load(Option("--reference"))))
    {
        Console.WriteLine(word);
    }

    return 0;
}

if (Option("--explain") is { } texts)
{
    var loaded = EngineRun.Load(Option("--reference"));
    foreach (var text in texts.Split(" ;; "))
    {
        Console.WriteLine(text);
        Console.WriteLine(string.Join('\n', EngineRun.Explain(text, loaded)));
    }

    return 0;
}

var rows = LabelledRow.Read(args[0]);
using var client = Option("--url") is { } url ? new ScreeningClient(url) : null;
var snapshot = client is null ? EngineRun.Load(Option("--reference")) : null;
Console.WriteLine($"{rows.Count} rows of {Path.GetFileName(args[0])}; found = confidence of at least {Scorecard.FoundFrom:0.0} in the labelled category");
var misses = int.Parse(Option("--misses") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
foreach (var withCodes in new[] { false, true })
{
    Console.WriteLine();
    Console.WriteLine(withCodes ? "== description and HS code ==" : "== description only ==");
    Scorecard.Print(client is not null ? await client.ScreenAsync(rows, withCodes) : EngineRun.Screen(rows, withCodes, snapshot!), misses);
}

return 0;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
