using ScreeningApi.Watchlists.Formats;

namespace ScreeningApi.Commands.Imports;

/// <summary>What the command line asks for of lists of restricted parties.</summary>
internal sealed record WatchlistImportOptions
{
    public const string Usage =
        """
        Imports a list of restricted parties, as it was published. It is used at once, unless something speaks against it: then the last good
        version stays in use, and the command says what was found.

          import watchlist CODE FILE...     one file, or those that the list consists of
          import watchlist CODE --url       from where the rules say that it is published
          import watchlists                 how old the lists are, and what waits for a person

          --format NAME    the format of the file; the one that the list is published in, if it is not said
          --sha256 HASH    what the file must have, in hexadecimal

        The database is the one of ConnectionStrings__Screening.
        """;

    private const string One = "watchlist";
    private const string All = "watchlists";
    private const int HashLength = 64;

    /// <summary>Empty where all lists are asked about.</summary>
    public string Code { get; init; } = "";
    public IReadOnlyList<string> Files { get; init; } = [];
    public bool IsUrl { get; init; }
    public string? Format { get; init; }
    public string? Sha256 { get; init; }

    public static bool IsAsked(string[] args) => args is [One or All, ..];

    /// <summary>Null, and what is wrong, when the command line makes no sense.</summary>
    public static WatchlistImportOptions? Parse(string[] args, out string fault)
    {
        var options = new WatchlistImportOptions();
        for (var i = 1; i < args.Length; i++)
        {
            if (options.Take(args, ref i) is not { } next)
            {
                fault = $"Found '{args[i]}', expected a code, files, and options that 'import watchlist --help' names.";
                return null;
            }

            options = next;
        }

        fault = options.Missing(args[0] == All);
        return fault.Length == 0 ? options : null;
    }

    private WatchlistImportOptions? Take(string[] args, ref int at) => args[at] switch
    {
        "--url" => this with { IsUrl = true },
        "--format" when at + 1 < args.Length && WatchlistFormats.Names.Contains(args[at + 1]) => this with { Format = args[++at] },
        "--sha256" when at + 1 < args.Length && args[at + 1].Length == HashLength && args[at + 1].All(char.IsAsciiHexDigit) => this with { Sha256 = args[++at] },
        ['-', ..] => null,
        var code when Code.Length == 0 => this with { Code = code },
        var file => this with { Files = [.. Files, file] },
    };

    private string Missing(bool isAll) =>
        isAll ? Code.Length == 0 && !IsUrl && (Format ?? Sha256) is null ? "" : "Found more, expected nothing behind watchlists."
        : Code.Length == 0 ? "Found no code, expected that of a list, such as 'import watchlists' shows."
        : IsUrl == Files.Count > 0 ? "Found " + (IsUrl ? "files and --url" : "no file") + ", expected files, or --url."
        : Files.FirstOrDefault(f => !File.Exists(f)) is { } missing ? $"Found no file '{missing}', expected one."
        : "";
}
