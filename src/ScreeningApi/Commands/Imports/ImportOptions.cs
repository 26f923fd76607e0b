using System.Globalization;
using ScreeningApi.Reference.Import;

namespace ScreeningApi.Commands.Imports;

/// <summary>What the command line asks for.</summary>
internal sealed record ImportOptions
{
    public const string Usage =
        """
        Reads official texts as they are published, and shows what they would change of the rules and tables in use.

          import ecfr FILE.xml [--part 738|740|746|774]...     eCFR, title 15: country chart, country groups, goods for Russia, control list
          import eu-annex FILE.html --list EU-833-XXIII        goods by codes in an annex of an EU act, as EUR-Lex gives it
          import uk-schedule FILE.html|.csv --list UK-3E       the same of a UK act, as legislation.gov.uk gives it
          import csv FILE.csv --table country_groups           a file in the form of the one in db/reference
          import drafts                                        the drafts that are stored
          import publish VERSION                               publishes one, if it compiles and finds as much as what is published
          import discard VERSION                               removes one
          import watchlist CODE FILE...                        a list of restricted parties; 'import watchlist --help' says how
          import watchlists                                    how old these lists are, and what waits for a person

          --as-of DATE     the day on which the text stood so, such as 2026-10-01; needed
          --source TEXT    where the text was had; the publisher, if it is not said
          --heading TEXT   the annex or schedule that is read, when its number is not that of the list: 'ANNEX II'
          --draft          stores a draft; without it nothing is stored
          --version NAME   the draft's version; import-DATE if it is not said
          --onto VERSION   lays the text over this draft, and stores it there
          --force          stores although rows would be lost or were not understood; publishes although less is found
          --all            shows every row that differs, not only the first fifty

        The database is the one of ConnectionStrings__Screening. Without one, texts are compared with the shipped files.
        """;

    private static readonly string[] Texts = ["ecfr", "eu-annex", "uk-schedule", "csv"];
    private static readonly string[] Verbs = [.. Texts, "drafts", "publish", "discard"];

    public required string Verb { get; init; }

    /// <summary>A file or a version.</summary>
    public string Subject { get; init; } = "";
    public IReadOnlyList<int> Parts { get; init; } = [];
    public string? List { get; init; }
    public string? Table { get; init; }
    public string? Heading { get; init; }
    public DateOnly? AsOf { get; init; }
    public string? Source { get; init; }
    public bool IsDraft { get; init; }
    public string? Version { get; init; }
    public string? Onto { get; init; }
    public bool Force { get; init; }
    public bool ShowsAll { get; init; }

    public bool NeedsDatabase => !IsText || IsDraft || Onto is not null;

    private bool IsText => Texts.Contains(Verb);

    /// <summary>Null, and what is wrong, when the command line makes no sense.</summary>
    public static ImportOptions? Parse(string[] args, out string fault)
    {
        fault = args is [var verb, ..] && Verbs.Contains(verb) ? "" : $"Found '{(args.Length == 0 ? "nothing" : args[0])}', expected one of {string.Join(", ", Verbs)}.";
        if (fault.Length > 0)
        {
            return null;
        }

        var options = new ImportOptions { Verb = args[0] };
        for (var i = 1; i < args.Length; i++)
        {
            var next = options.Take(args, ref i);
            if (next is null)
            {
                fault = $"Found '{args[Math.Min(i, args.Length - 1)]}', expected {Expected(args[Math.Min(i, args.Length - 1)])}.";
                return null;
            }

            options = next;
        }

        fault = options.Missing();
        return fault.Length == 0 ? options : null;
    }

    private ImportOptions? Take(string[] args, ref int at)
    {
        var name = args[at];
        if (!name.StartsWith("--", StringComparison.Ordinal))
        {
            return Subject.Length == 0 ? this with { Subject = name } : null;
        }

        if (Flag(name) is { } flagged)
        {
            return flagged;
        }

        return at + 1 < args.Length && With(name, args[at + 1]) is { } with && ++at > 0 ? with : null;
    }

    private ImportOptions? Flag(string name) => name switch
    {
        "--draft" => this with { IsDraft = true },
        "--force" => this with { Force = true },
        "--all" => this with { ShowsAll = true },
        _ => null,
    };

    private ImportOptions? With(string name, string value) => name switch
    {
        "--part" when int.TryParse(value, CultureInfo.InvariantCulture, out var part) && TextImport.Parts.Contains(part) => this with { Parts = [.. Parts, part] },
        "--list" => this with { List = value },
        "--table" => this with { Table = value.EndsWith(".csv", StringComparison.Ordinal) ? value[..^4] : value },
        "--heading" => this with { Heading = value },
        "--as-of" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => this with { AsOf = day },
        "--source" => this with { Source = value },
        "--version" when value.Length <= LongestVersion && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') => this with { Version = value },
        "--onto" => this with { Onto = value },
        _ => null,
    };

    private const int LongestVersion = 60;

    private static string Expected(string name) => name switch
    {
        "--part" => $"behind it one of {string.Join(", ", TextImport.Parts)}",
        "--as-of" => "behind it a date such as 2026-10-01",
        "--version" => "behind it letters, digits, dots and hyphens",
        "--list" or "--table" or "--heading" or "--source" or "--onto" => "a value behind it",
        _ => "one file or version, and options that 'import --help' names",
    };

    private string Missing() => Verb switch
    {
        "drafts" => Subject.Length == 0 ? "" : $"Found '{Subject}', expected nothing behind drafts.",
        "publish" or "discard" => Subject.Length > 0 ? "" : "Found no version, expected one that 'import drafts' lists.",
        _ when Subject.Length == 0 => "Found no file, expected one.",
        _ when AsOf is null => "Found no --as-of, expected the day on which the text stood so, such as 2026-10-01.",
        "eu-annex" or "uk-schedule" when List is null => "Found no --list, expected the list of goods that the text is of, such as EU-833-XXIII.",
        "csv" when Table is null => "Found no --table, expected the name of a file in db/reference, such as country_groups.",
        _ when Version is not null && Onto is not null => "Found --version and --onto, expected one of them: a draft that is drafted onto keeps its version.",
        _ => "",
    };
}
