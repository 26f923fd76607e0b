using System.Text;

namespace ScreeningApi.Tests.BadInput;

/// <summary>Hostile files that others collected, where they are at hand: beside the checkout, in data/hostile of a folder named shared.</summary>
internal static class HostileFiles
{
    /// <summary>Where the collection is not at hand: one of each kind in it.</summary>
    private static readonly (string Name, byte[] Body)[] OwnJsonTests =
    [
        ("n_structure_open.json", "["u8.ToArray()), ("n_trailing_comma.json", "[1,]"u8.ToArray()), ("n_number_plus.json", "[+1]"u8.ToArray()), ("n_two_roots.json", "{}{}"u8.ToArray()),
        ("n_string_control.json", [(byte)'[', (byte)'"', 0x01, (byte)'"', (byte)']']), ("n_deep.json", Encoding.ASCII.GetBytes(new string('[', 100_000))), ("n_empty.json", []),
        ("i_lone_surrogate.json", "[\"\\uDADA\"]"u8.ToArray()), ("i_number_huge.json", "[1e9999]"u8.ToArray()), ("i_not_utf8.json", [(byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']']),
        ("y_nested.json", "[[[[1]]]]"u8.ToArray()), ("y_escaped_nul_in_key.json", "{\"a\\u0000b\":1}"u8.ToArray()), ("y_escaped_nul.json", "[\"\\u0000\"]"u8.ToArray()), ("y_number.json", "[123.456e-789]"u8.ToArray()),
    ];

    private static readonly string? Folder = Find();

    /// <summary>Tests of parsers of JSON: their names begin with <c>n_</c> for what none may read.</summary>
    public static IReadOnlyList<(string Name, byte[] Body)> JsonTests() => Below("JSONTestSuite", "test_parsing") is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))]
        : OwnJsonTests;

    /// <summary>Null where it is not at hand.</summary>
    public static string? NaughtyStrings => Below("blns", "blns.json");

    /// <summary>Null where they are not at hand.</summary>
    public static string? CsvSpectrum => Below("csv-spectrum");

    /// <summary>Null where it is not at hand.</summary>
    public static string? CsvInjection => Below("csv-injection", "csv-payload.txt");

    private static string? Below(params ReadOnlySpan<string> parts) =>
        Folder is not null && Path.Combine([Folder, .. parts]) is var path && Path.Exists(path) ? path : null;

    private static string? Find()
    {
        for (var above = AppContext.BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Combine(above, "shared", "data", "hostile") is var folder && Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
