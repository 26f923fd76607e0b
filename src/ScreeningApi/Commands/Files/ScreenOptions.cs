namespace ScreeningApi.Commands.Files;

/// <summary>What the command line asks for.</summary>
internal sealed record ScreenOptions
{
    public const string Usage =
        """
        Screens a file with the rules that ship with this program. Needs no database and sends nothing anywhere.

          screen FILE [--destination XX] [--format table|csv] [--out FILE] [--map theirs:ours]...

          FILE           .csv, .xlsx or .ndjson, with a header; - reads CSV from standard input
          --destination  where goods go whose row does not say: code or name of a country
          --format       table (default on a terminal) or csv (default elsewhere)
          --out          writes the result to a file
          --map          takes their column for ours, such as --map "Ship to:destination"

        Exit code: 0 nothing was found in any row; 1 a row is to be looked at: it has another verdict than noFinding, or could not
        be read; 2 the command could not do its work, or the file has no row.
        """;

    public const string StandardInput = "-";

    public required string File { get; init; }
    public string? Destination { get; init; }

    /// <summary>Null: what suits where it goes.</summary>
    public bool? AsTable { get; init; }
    public string? Out { get; init; }

    /// <summary>Their column, our column.</summary>
    public IReadOnlyList<(string Theirs, string Ours)> Map { get; init; } = [];

    /// <summary>Null, and what is wrong, when the command line makes no sense.</summary>
    public static ScreenOptions? Parse(string[] args, out string fault)
    {
        var options = new ScreenOptions { File = "" };
        fault = "";
        for (var i = 0; i < args.Length && fault.Length == 0; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                fault = options.File.Length > 0 ? $"Found a second file '{args[i]}', expected one." : "";
                options = options with { File = args[i] };
                continue;
            }

            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var value = equals >= 0 ? args[i][(equals + 1)..] : i + 1 < args.Length ? args[++i] : "";
            options = value.Length == 0 ? null : options.With(name, value);
            if (options is null)
            {
                fault = $"Found {name}{(value.Length == 0 ? " without a value" : $" '{value}'")}, expected {Expected(name)}.";
                return null;
            }
        }

        fault = fault.Length > 0 ? fault : options.File.Length == 0 ? "Found no file, expected one." : "";
        return fault.Length > 0 ? null : options;
    }

    private ScreenOptions? With(string name, string value) => name switch
    {
        "--destination" => this with { Destination = value },
        "--out" => this with { Out = value },
        "--format" when value is "table" or "csv" => this with { AsTable = value == "table" },
        // The last colon divides: their column may hold one, ours never does.
        "--map" when value.LastIndexOf(':') is > 0 and var colon && colon < value.Length - 1 => this with { Map = [.. Map, (value[..colon], value[(colon + 1)..])] },
        _ => null,
    };

    private static string Expected(string name) => name switch
    {
        "--format" => "table or csv",
        "--map" => "theirs:ours",
        "--out" => "a file",
        "--destination" => "a country",
        _ => "--destination, --format, --out or --map",
    };
}
