using ScreeningApi.Reference.Import.Ecfr;

namespace ScreeningApi.Tests.Import;

/// <summary>Entries of the control list, broken down to their paragraphs.</summary>
public sealed class ParagraphRuleTests
{
    private static readonly Dictionary<string, ControlListEntry> Entries = Read();

    [Theory]
    [InlineData("0A983", "")]
    [InlineData("2B001", "NP1 .a|.b|.c|.d but ?")]
    [InlineData("3A001", "NS1 .b.2|.b.3 but ?; MT1 .a.1.a|.a.5.a but; RS@WORLD .z but")]
    [InlineData("3A899", "AT1  but .y")]
    public void Reasons_that_hold_for_part_of_an_entry(string entry, string reasons) =>
        Assert.Equal(reasons, string.Join("; ", ParagraphRules.Reasons(Entries[entry]).Select(r => $"{r.Reason} {string.Join('|', r.Paragraphs)} but {string.Join('|', r.Except)}{(r.IsOpen ? "?" : "")}".TrimEnd())));

    [Theory]
    [InlineData("2B001", "rest: 0 no a5a6")]
    [InlineData("3A899", "rest: 3000 yes a5a6")]
    [InlineData("3A001", "rest: 0 no a5a6; .c: 1500 no a5a6; .b.1|.d|.e|.f: 3000 no a5a6; .g: 3000 yes a5a6; .b.2: unknown no a5; .a: unknown no a5a6; .b.5|.b.6|.b.7: 5000 no a5a6; .b.4: 5000 yes a5a6; .a.2|.a.3|.a.4: unknown yes a5a6")]
    public void Exceptions_by_paragraph_with_what_is_not_known_left_open(string entry, string exceptions)
    {
        var shown = ParagraphRules.Exceptions(Entries[entry]).Select(e => $"{(e.Paragraphs.Count == 0 ? "rest" : string.Join('|', e.Paragraphs))}: {e.LvsUsd?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"} {(e.Gbs.Length == 0 ? "unknown" : e.Gbs)} {(e.Sta.Length == 0 ? "unknown" : e.Sta)}");
        Assert.Equal(exceptions.Split("; ").Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, ControlListEntry> Read()
    {
        using var file = File.OpenRead(Texts.Path(Texts.Title15));
        using var reader = new EcfrReader(file);
        return ControlListReader.Read(reader.Read((part, _) => part == 774).Single()).Entries.ToDictionary(e => e.Entry);
    }
}
